"""Members say who helped; who does is connected, nobody else reads it, and whoever is forgotten is in none of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bus.errors import Conflict, Invalid, NotFound, Refused
from bus.times import to_text, utc_now
from services.directory import actions, store
from services.directory.model import Benefit, pair_of
from services.directory.schemas import CoffeeBenefited
from services.directory.store.benefit import list_of_pair
from tests.integration.directory.asking import Directory
from tests.integration.directory.jobs import opened
from tests.integration.directory.test_races import outcomes


def report(directory: Directory, by: str, about: str, beneficial: bool = True, **more):
    return directory.ask(by, "report_benefit", member_id=about, beneficial=beneficial, **more)


def reports(directory: Directory, who: str, **page):
    return directory.ask(who, "list_my_benefits", **page)["items"]


def connected(directory: Directory):
    """Return the pairs that are connected now, by the times that are kept of each pair."""
    ties = directory.db.ties.find({"spans": {"$elemMatch": {"ended": None}}})
    return {frozenset(each["pair"]) for each in ties}


@pytest.fixture
def ana(directory: Directory) -> str:
    return directory.member("ana")


@pytest.fixture
def bea(directory: Directory) -> str:
    return directory.member("bea", visibility="members")


def test_one_report_connects_two_and_only_who_made_it_reads_it(directory, ana, bea):
    said = {
        "gave": ["advice", "contact"],
        "way": "by_others",
        "reached": ["colleagues"],
        "words": "She knew whom.",
    }
    report(directory, ana, bea, **said)
    assert connected(directory) == {frozenset((ana, bea))}
    (mine,) = reports(directory, ana)
    assert {name: mine[name] for name in said} == said
    assert (mine["name"], mine["member_id"], mine["source"]) == ("bea", bea, "own_word")
    assert reports(directory, bea) == []
    for stranger in ("nobody", "gateway"):
        with pytest.raises(Refused):
            directory.ask(stranger, "list_my_benefits")


def test_what_the_same_person_says_later_counts_in_its_place_and_the_other_cannot_undo_it(directory, ana, bea):
    report(directory, ana, bea)
    report(directory, bea, ana, beneficial=False)
    assert connected(directory) == {frozenset((ana, bea))}
    report(directory, ana, bea, beneficial=False, gave=["advice"])
    assert connected(directory) == set()
    assert [(each["beneficial"], each["gave"]) for each in reports(directory, ana)] == [(False, []), (True, [])]


def test_pages_of_reports_follow_each_other(directory, ana, bea):
    for number in range(3):
        report(directory, ana, bea, words=str(number))
    first = directory.ask(ana, "list_my_benefits", limit=2)
    second = directory.ask(ana, "list_my_benefits", limit=2, after=first["next"])
    assert [each["words"] for each in first["items"] + second["items"]] == ["2", "1", "0"]
    assert second["next"] is None


def test_reports_stand_by_when_they_were_said_however_late_they_are_heard(directory, ana, bea):
    for number in range(3):
        report(directory, ana, bea, words=str(number))
    told = {"words": "coffee", "beneficial": True, "source": "coffee"}
    said = [utc_now() - timedelta(days=days) for days in (3, 3, 5)]
    kept = directory.db.benefits.find_one()
    directory.db.benefits.insert_many([kept | told | {"_id": f"z{place}", "at": at} for place, at in enumerate(said)])
    seen, after = [], None
    for _ in range(6):
        page = directory.ask(ana, "list_my_benefits", limit=1, after=after)
        seen.append((page["items"][0]["benefit_id"], page["items"][0]["words"]))
        after = page["next"]
    assert [words for _, words in seen] == ["2", "1", "0", "coffee", "coffee", "coffee"]
    assert [benefit_id for benefit_id, _ in seen[3:]] == ["z1", "z0", "z2"]
    assert after is None


def test_only_members_report_and_only_of_other_members(directory, ana):
    with pytest.raises(Conflict) as broken:
        report(directory, ana, ana)
    assert broken.value.code == "not_yourself"
    for by, about, code in (
        (ana, directory.nominated("cai"), "no_member"),
        (directory.person("dee"), ana, "not_a_member"),
    ):
        with pytest.raises(NotFound) as missing:
            report(directory, by, about)
        assert missing.value.code == code
    with pytest.raises(Invalid):
        report(directory, ana, ana, gave=["gold"])


def test_what_is_said_of_a_coffee_takes_its_place_in_time_and_nobody_who_is_erased_is_in_it(directory, ana, bea):
    cai, now = directory.member("cai"), utc_now()
    report(directory, ana, bea, beneficial=False)
    directory.ask("ops", "erase_person", person_id=cai)
    told = {"person_id": ana, "with_person_ids": [bea, cai, ana], "beneficial": True, "gave": ["new_idea", "cake"]}
    for answered_at in (now - timedelta(days=2), now + timedelta(days=2)):
        said = CoffeeBenefited().load(told | {"answer_id": "answer", "answered_at": to_text(answered_at)})
        database = opened(directory, answered_at)
        database.transact(lambda work, said=said: actions.hear_of_coffee(work, said))
        database.close()
    heard = list(directory.db.benefits.find({"source": "coffee"}, sort=[("at", 1)]))
    assert [(each["other_id"], each["gave"]) for each in heard] == [(bea, ["new_idea"])] * 2
    spans = directory.db.ties.find_one()["spans"]
    assert [span["ended"] is None for span in spans] == [False, True]
    assert directory.db.followings.count_documents({"person_id": ana}) == 1


def test_nobody_reports_of_one_person_without_end(directory, ana, bea):
    report(directory, ana, bea)
    kept = directory.db.benefits.find_one()
    directory.db.benefits.insert_many([kept | {"_id": f"{number:03}"} for number in range(99)])
    with pytest.raises(Conflict) as broken:
        report(directory, ana, bea)
    assert broken.value.code == "too_many_reports"
    report(directory, bea, ana)


def test_two_who_report_of_each_other_at_once_are_both_heard(directory, ana, bea):
    for beneficial in (True, False):
        pending = [
            directory.start(by, "report_benefit", member_id=about, beneficial=beneficial)
            for by, about in ((ana, bea), (bea, ana), (ana, bea), (bea, ana))
        ]
        assert outcomes(*pending) == {"done": 4}
        assert connected(directory) == ({frozenset((ana, bea))} if beneficial else set())
    assert directory.db.ties.count_documents({}) == 1
    assert directory.db.benefits.count_documents({}) == 8


def test_who_takes_back_while_the_other_does_sees_what_the_other_said(directory, ana, bea):
    report(directory, ana, bea)
    report(directory, bea, ana)
    database, now = opened(directory, utc_now()), utc_now()
    others = [Benefit("2", bea, ana, False, now)]

    def take_back(work):
        list_of_pair(work, pair_of(ana, bea))  # From here on this transaction sees nothing new.
        if others:
            other = others.pop()
            database.transact(lambda beside: store.add_benefit(beside, other))
        store.add_benefit(work, Benefit("1", ana, bea, False, now))

    database.transact(take_back)
    database.close()
    assert connected(directory) == set()


def test_whoever_is_forgotten_is_in_no_report_question_or_suggestion(directory, ana, bea):
    cai = directory.member("cai")
    for by, about in ((ana, bea), (bea, ana), (cai, ana), (bea, cai)):
        report(directory, by, about)
    directory.ask(bea, "dismiss_suggestion", member_id=ana)
    directory.ask("ops", "erase_person", person_id=ana)
    names = ("benefits", "ties", "followings", "askings", "benefit_questions", "dismissals")
    directory.community.eventually(lambda: ana not in "".join(str(list(directory.db[each].find())) for each in names))
    directory.community.eventually(lambda: [each["member_id"] for each in reports(directory, bea)] == [cai])
    assert connected(directory) == {frozenset((bea, cai))}
