"""Wants and offers: posted, met, answered, agreed, ended; all without the directory."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from bus.actor import Actor
from bus.database import Work
from bus.errors import Conflict, Invalid, NotFound, Problem, Refused
from bus.testing import envelope_of
from bus.times import utc_now
from services.directory.events import ChoiceMerged
from services.matching import actions, store
from services.matching.actions import expire_ads, warn_of_end
from services.matching.model.ad import OPEN_FOR
from services.matching.model.meeting import best, facts_of
from services.matching.schemas import AdOpened, MemberLeft, RoleGranted
from services.matching.store.ad import read_ad
from tests.integration.matching.asking import OFFER, WANT, Matching


@pytest.fixture
def ana(matching: Matching) -> str:
    return matching.member("Ana Asks")


@pytest.fixture
def ben(matching: Matching) -> str:
    return matching.member("Ben Offers")


def matched(matching: Matching) -> list[dict[str, Any]]:
    matching.community.settled()
    return matching.told("ad.matched")


def test_a_want_that_meets_an_offer_tells_both_at_once_and_why(matching: Matching, ana: str, ben: str) -> None:
    want, offer = matching.post(ana), matching.post(ben, **OFFER)
    (told,) = matched(matching)
    assert (told["want_id"], told["want_person_id"]) == (want["ad_id"], ana)
    assert (told["offer_id"], told["offer_person_id"]) == (offer["ad_id"], ben)
    reasons = {(each["code"], each["value"]) for each in told["reasons"]}
    assert reasons >= {("kind", "data"), ("topic", "patient-safety"), ("word", "fall")}
    (match,) = matching.ask(ana, "list_my_matches")["items"]
    assert (match["ad"]["title"], match["ad"]["author"]["name"]) == ("Charts of falls", "Ben Offers")
    assert match["mine"]["ad_id"] == want["ad_id"]


def test_of_two_that_are_posted_at_once_neither_overlooks_the_other(matching: Matching) -> None:
    people = [matching.member(f"Person {number}") for number in range(6)]
    with ThreadPoolExecutor(6) as posting:
        sides = (WANT, OFFER) * 3
        list(posting.map(lambda pair: matching.post(pair[0], **pair[1]), zip(people, sides, strict=True)))
    assert len({(told["want_id"], told["offer_id"]) for told in matched(matching)}) == 9
    assert len(matching.told("ad.matched")) == 9


def test_hearing_twice_that_an_ad_is_open_tells_nobody_twice(matching: Matching, ana: str, ben: str) -> None:
    ad = matching.post(ana)
    matching.post(ben, **OFFER)
    matched(matching)
    again = [envelope_of(AdOpened, {"ad_id": ad["ad_id"]}, sequence=number) for number in (1, 2)]
    matching.community.deliver(*again, *again)
    assert len(matched(matching)) == 1


def test_the_database_finds_what_a_look_at_all_finds(matching: Matching, ana: str) -> None:
    drawn = random.Random(8)  # noqa: S311 - the same each time
    words = ["falls", "charts", "beds", "sleep", "meals"]
    for number in range(24):
        author = matching.member(f"Person {number}")
        place = {"region": drawn.choice(["wales", "wessex"]), "reach": drawn.choice(["region", "uk"])}
        topics = drawn.sample(["patient-safety", "cancer", "diabetes"], drawn.randint(0, 2))
        kind, title = drawn.choice(["data", "skill"]), " ".join(drawn.sample(words, 2))
        matching.post(author, **place, side="offer", kind=kind, topics=topics, title=title, text="As said.")
    ad = matching.post(ana, topics=["patient-safety", "cancer"], title="Falls, beds and sleep", region="wales")
    told = [each["offer_id"] for each in matched(matching) if each["want_id"] == ad["ad_id"]]
    kept = [facts_of(read_ad(each)) for each in matching.db.ads.find({"side": "offer"})]
    mine = facts_of(read_ad(matching.db.ads.find_one({"_id": ad["ad_id"]})))
    assert len(told) == 5
    assert set(told) == {each.ad_id for each in best(mine, kept)}


def test_only_members_see_the_swap_shop(matching: Matching, ana: str) -> None:
    ad = matching.post(ana)
    assert matching.titles(ana) == ["Falls on wards"]
    for stranger in ("nobody", "somebody"):
        with pytest.raises(Refused, match="members_only"):
            matching.titles(stranger)
        with pytest.raises(NotFound):
            matching.ask(stranger, "get_ad", ad_id=ad["ad_id"])
    with pytest.raises(Refused, match="members_only"):
        matching.post("somebody")
    with pytest.raises(Refused, match="members_only"):
        matching.reply("somebody", ad)


def test_ads_are_found_by_words_and_choices_a_page_at_a_time(matching: Matching, ana: str) -> None:
    for number in range(3):
        matching.post(ana, title=f"Ward {number}", kind="visit" if number else "data", topics=["cancer"])
    assert matching.titles(ana, words="WARDS charts", topic="cancer") == ["Ward 2", "Ward 1", "Ward 0"]
    assert matching.titles(ana, kind="visit", side="want") == ["Ward 2", "Ward 1"]
    assert matching.titles(ana, words="nothing") == matching.titles(ana, side="offer") == []
    page = matching.ask(ana, "list_ads", shop="swap", limit=2)
    rest = matching.ask(ana, "list_ads", shop="swap", limit=2, after=page["next"])
    assert ([each["title"] for each in rest["items"]], rest["next"]) == (["Ward 0"], None)
    assert page["total"] == {"value": 3, "exact": True}
    of_another_list = matching.ask(ana, "list_my_ads", limit=1)["next"]
    with pytest.raises(Invalid, match="invalid_page_token"):
        matching.titles(ana, after=of_another_list)


def test_who_wants_somebody_near_is_shown_first_to_who_is_near(matching: Matching, ana: str) -> None:
    elsewhere = matching.member("Eve Elsewhere", region="wessex", partnership="")
    for title, changes in {
        "region": {"region": "wales", "reach": "region"},
        "partnership": {"region": "wales", "partnership": "gwent", "reach": "partnership"},
        "anywhere": {"region": "wales"},
    }.items():
        matching.post(ana, title=title, **changes)
    assert matching.titles(ana) == ["partnership", "region", "anywhere"]
    assert matching.titles(elsewhere) == ["anywhere", "partnership", "region"]
    page = matching.ask(ana, "list_ads", shop="swap", limit=1)
    assert matching.titles(ana, after=page["next"]) == ["region", "anywhere"]


def test_asking_answering_agreeing_and_closing(matching: Matching, ana: str, ben: str) -> None:
    ad = matching.post(ana)
    reply = matching.reply(ben, ad)
    (sent,) = matching.told("reply.sent")
    assert (sent["person_id"], sent["other_name"], sent["message"]) == (ana, "Ben Offers", "I can show you ours.")
    (received,) = matching.ask(ana, "get_ad", ad_id=ad["ad_id"])["received"]
    assert (received["person"]["name"], received["other_id"]) == ("Ben Offers", None)
    assert matching.ask(ben, "get_ad", ad_id=ad["ad_id"])["my_reply"]["other_id"] is None
    matching.ask(ana, "accept_reply", reply_id=reply["reply_id"])
    (accepted,) = matching.told("reply.accepted")
    assert (accepted["person_id"], accepted["other_person_id"], accepted["other_name"]) == (ben, ana, "Ana Asks")
    assert matching.ask(ana, "get_ad", ad_id=ad["ad_id"])["received"][0]["other_id"] == ben
    assert matching.ask(ben, "get_ad", ad_id=ad["ad_id"])["my_reply"]["other_id"] == ana
    assert matching.titles(ben) == []
    closed = matching.ask(ana, "close_ad", ad_id=ad["ad_id"], outcome="collaboration", words="We go on together.")
    assert (closed["state"], closed["outcome"]) == ("closed", "collaboration")


def test_one_is_taken_up_and_for_advice_several(matching: Matching, ana: str) -> None:
    people = [matching.member(f"Person {number}") for number in range(3)]
    for kind, most in {"data": 1, "advice": 3}.items():
        ad = matching.post(ana, kind=kind)
        replies = [matching.reply(person, ad)["reply_id"] for person in people]
        asked = [matching.start(ana, "accept_reply", reply_id=each) for each in replies]
        assert sum(is_done(each) for each in asked) == most
        states = [each["state"] for each in matching.ask(ana, "get_ad", ad_id=ad["ad_id"])["received"]]
        assert states.count("accepted") == most


def is_done(pending: Any) -> bool:
    try:
        return bool(pending.result())
    except Conflict as conflict:
        return conflict.code != "not_open"


def test_a_reply_is_accepted_and_declined_once_whoever_presses_at_once(matching: Matching, ana: str, ben: str) -> None:
    reply = matching.reply(ben, matching.post(ana, kind="advice"))
    asked = [matching.start(ana, f"{how}_reply", reply_id=reply["reply_id"]) for how in ("accept", "decline") * 2]
    refused = []
    for each in asked:
        try:
            each.result()
        except Conflict as conflict:
            refused.append(conflict.code)
    assert refused == ["already_settled"] * 2
    assert len(matching.told("reply.accepted", "reply.passed_over")) == 1


def test_nobody_replies_twice_or_to_themselves_or_to_what_is_over(matching: Matching, ana: str, ben: str) -> None:
    ad = matching.post(ana)
    matching.reply(ben, ad)
    with pytest.raises(Conflict, match="already_replied"):
        matching.reply(ben, ad)
    with pytest.raises(Refused):
        matching.reply(ana, ad)
    matching.ask(ana, "close_ad", ad_id=ad["ad_id"], outcome="no")
    with pytest.raises(Conflict, match="not_open"):
        matching.reply(matching.member("Cai Late"), ad)


def test_who_waits_is_told_when_the_ad_ends_and_may_take_back_before(matching: Matching, ana: str, ben: str) -> None:
    ad, other = matching.post(ana), matching.member("Cai Changes")
    matching.reply(ben, ad)
    taken = matching.reply(other, ad)
    matching.ask(other, "withdraw_reply", reply_id=taken["reply_id"])
    assert [each["person"]["name"] for each in matching.ask(ana, "get_ad", ad_id=ad["ad_id"])["received"]] == [
        "Ben Offers"
    ]
    matching.ask(ana, "close_ad", ad_id=ad["ad_id"], outcome="helped")
    (told,) = matching.told("reply.passed_over")
    assert (told["person_id"], told["reason"]) == (ben, "closed")
    mine = matching.ask(ben, "list_my_replies")["items"]
    assert [(each["state"], each["ad"]["title"]) for each in mine] == [("closed", "Falls on wards")]


def test_what_is_not_theirs_nobody_changes(matching: Matching, ana: str, ben: str) -> None:
    ad = matching.post(ana)
    reply = matching.reply(ben, ad)
    for method, request in {
        "change_ad": {"ad_id": ad["ad_id"], "version": 1, "title": "Mine"},
        "renew_ad": {"ad_id": ad["ad_id"]},
        "close_ad": {"ad_id": ad["ad_id"], "outcome": "no"},
        "accept_reply": {"reply_id": reply["reply_id"]},
        "decline_reply": {"reply_id": reply["reply_id"]},
    }.items():
        with pytest.raises(NotFound):
            matching.ask(ben, method, **request)
    with pytest.raises(NotFound):
        matching.ask(ana, "withdraw_reply", reply_id=reply["reply_id"])


def test_changes_are_of_what_was_seen_and_meet_anew(matching: Matching, ana: str, ben: str) -> None:
    matching.post(ben, **OFFER)
    ad = matching.post(ana, topics=[], kind="visit", title="Something else", text="Entirely")
    assert matched(matching) == []
    seen = {"ad_id": ad["ad_id"], "version": 1}
    changed = matching.ask(ana, "change_ad", **seen, kind="data", topics=["patient-safety"])
    assert changed["version"] == 2
    assert len(matched(matching)) == 1
    with pytest.raises(Conflict, match="version_conflict"):
        matching.ask(ana, "change_ad", **seen, title="Too late")
    with pytest.raises(Invalid, match="incomplete"):
        matching.ask(ana, "change_ad", ad_id=ad["ad_id"], version=2, title="")


def test_who_changes_an_ad_again_and_again_tells_no_more_than_a_bound(
    matching: Matching, ana: str, ben: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.matching.actions.meeting.MOST_TOLD", 2)
    topics = ["cancer", "dementia", "sepsis"]
    for topic in topics:
        matching.post(ben, **OFFER | {"title": "Something", "text": "Something else", "topics": [topic]})
    ad = matching.post(ana, title="Anything", text="Whatever", topics=topics[:1])
    for number, topic in enumerate(topics[1:], 1):
        matching.community.eventually(lambda known=number: matching.db.matches.count_documents({}) == known)
        ad = matching.ask(ana, "change_ad", ad_id=ad["ad_id"], version=ad["version"], topics=[topic])
    matching.community.settled()
    assert matching.db.matches.count_documents({}) == 2


def test_nobody_has_more_than_ten_ads_however_fast_they_press(matching: Matching, ana: str) -> None:
    asked = [matching.start(ana, "post_ad", **WANT | {"title": f"Ad {number}"}) for number in range(12)]
    refused = []
    for each in asked:
        try:
            each.result()
        except Problem as problem:
            refused.append(problem.code)
    assert refused == ["too_many_ads"] * 2


def test_an_ad_warns_a_week_before_it_ends_and_is_renewed_in_one_step(matching: Matching, ana: str, ben: str) -> None:
    ad = matching.post(ana)
    matching.reply(ben, ad)
    now = utc_now()
    assert matching.run(warn_of_end, now + timedelta(days=52)) is False
    assert matching.told("ad.expiring") == []
    for _ in range(2):
        matching.run(warn_of_end, now + timedelta(days=54))
    (told,) = matching.told("ad.expiring")
    assert (told["person_id"], told["state"]) == (ana, "open")
    for _ in range(2):
        matching.run(expire_ads, now + OPEN_FOR + timedelta(hours=1))
    assert matching.ask(ana, "get_ad", ad_id=ad["ad_id"])["state"] == "expired"
    assert [each["reason"] for each in matching.told("reply.passed_over")] == ["closed"]
    renewed = matching.ask(ana, "renew_ad", ad_id=ad["ad_id"])
    assert renewed["state"] == "open"
    assert matching.ask(ana, "renew_ad", ad_id=ad["ad_id"])["version"] == renewed["version"]


def test_who_is_blocked_neither_sees_nor_meets_nor_answers(matching: Matching, ana: str, ben: str) -> None:
    matching.db.blocks.insert_one({"_id": ana, "blocked_ids": [ben]})
    ad = matching.post(ana)
    matching.post(ben, **OFFER)
    assert matched(matching) == []
    assert (matching.titles(ana), matching.titles(ben)) == (["Falls on wards"], ["Charts of falls"])
    with pytest.raises(NotFound, match="no_ad"):
        matching.ask(ben, "get_ad", ad_id=ad["ad_id"])
    with pytest.raises(NotFound, match="no_ad"):
        matching.reply(ben, ad)


def test_what_was_merged_in_the_lists_is_merged_in_ads(matching: Matching, ana: str, ben: str) -> None:
    ad = matching.post(ana, topics=["falls", "cancer"], region="old", reach="region")
    for name, old, new in (("topics", "falls", "patient-safety"), ("regions", "old", "wales")):
        choice = {"choice_id": f"{name} {old}", "list": name, "slug": old, "name": old, "state": "merged", "into": new}
        matching.community.publish(ChoiceMerged, choice)
    matching.community.settled()
    shown = matching.ask(ana, "get_ad", ad_id=ad["ad_id"])
    assert (sorted(shown["topics"]), shown["region"]) == (["cancer", "patient-safety"], "wales")
    assert matching.titles(ana, topic="falls") == ["Falls on wards"]
    assert matching.post(ana, topics=["falls"])["topics"] == ["patient-safety"]
    matching.post(ben, **OFFER | {"title": "Other", "text": "Other"})
    assert {each["code"] for each in matched(matching)[0]["reasons"]} >= {"kind", "topic"}


def test_who_leaves_takes_their_wants_along(matching: Matching, ana: str, ben: str) -> None:
    mine, theirs = matching.post(ana), matching.post(ben, **OFFER)
    matching.reply(ana, theirs)
    matching.community.publish(MemberLeft, {"member_id": ana}, sequence=2)
    matching.community.settled()
    assert matching.titles(ben) == ["Charts of falls"]
    assert matching.ask(ben, "get_ad", ad_id=theirs["ad_id"])["received"] == []
    assert matching.db.ads.find_one({"_id": mine["ad_id"]})["state"] == "expired"


def test_who_has_left_shows_nothing_in_the_swap_shop_again(matching: Matching, ana: str, ben: str) -> None:
    mine = matching.post(ana)
    matching.community.publish(MemberLeft, {"member_id": ana}, sequence=2)
    matching.community.settled()
    with pytest.raises(Refused, match="members_only"):
        matching.ask(ana, "renew_ad", ad_id=mine["ad_id"])
    assert matching.titles(ben) == []


def test_of_posting_and_leaving_at_once_nothing_is_left_open(matching: Matching, ana: str) -> None:
    leaving = [SimpleNamespace(data={"member_id": ana})]

    def post(work: Work) -> None:
        store.find_member(work, ana)  # From here on this transaction sees nothing new.
        if leaving:
            event: Any = leaving.pop()
            matching.run(lambda beside: actions.forget_member(beside, event), utc_now())
        actions.post_ad(work, Actor("person", ana), **WANT)

    with pytest.raises(Refused, match="members_only"):
        matching.run(post, utc_now())
    assert matching.db.ads.count_documents({"state": "open"}) == 0


def test_what_one_replied_to_who_blocks_one_looks_taken_away(matching: Matching, ana: str, ben: str) -> None:
    ad = matching.post(ana)
    reply = matching.reply(ben, ad)
    matching.ask(ana, "accept_reply", reply_id=reply["reply_id"])
    matching.db.blocks.insert_one({"_id": ana, "blocked_ids": [ben]})
    (shown,) = matching.ask(ben, "list_my_replies")["items"]
    assert (shown["ad"], shown["other_id"]) == (None, None)


def test_staff_who_replied_to_somebody_who_blocks_them_read_the_ad_and_no_address(
    matching: Matching, ana: str, ben: str
) -> None:
    matching.community.publish(RoleGranted, {"person_id": ben, "roles": [{"role": "staff"}]})
    matching.known("roles", ben)
    ad = matching.post(ana)
    reply = matching.reply(ben, ad)
    matching.ask(ana, "accept_reply", reply_id=reply["reply_id"])
    assert matching.ask(ben, "get_ad", ad_id=ad["ad_id"])["my_reply"]["other_id"] == ana
    matching.db.blocks.insert_one({"_id": ana, "blocked_ids": [ben]})
    assert matching.ask(ben, "get_ad", ad_id=ad["ad_id"])["my_reply"]["other_id"] is None


def test_what_is_over_meets_nothing_any_more(matching: Matching, ana: str, ben: str) -> None:
    want, offer = matching.post(ana), matching.post(ben, **OFFER)
    matching.community.settled()
    assert len(matching.ask(ben, "list_my_matches")["items"]) == 1
    matching.ask(ana, "close_ad", ad_id=want["ad_id"], outcome="no")
    assert [matching.ask(who, "list_my_matches")["items"] for who in (ana, ben)] == [[], []]
    assert matching.ask(ben, "get_ad", ad_id=offer["ad_id"])["told"] == 1
