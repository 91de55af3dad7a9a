"""Members are asked, some months on, whether their connections helped: once a month at most, about five at most."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bus.errors import Conflict, NotFound, Problem
from bus.times import utc_now
from services.directory import actions
from services.directory.actions.following import follow
from services.directory.model import moment_after
from tests.integration.directory.asking import Directory
from tests.integration.directory.jobs import opened, run
from tests.integration.directory.test_benefits import connected, report
from tests.integration.directory.test_connections import connected as connect
from tests.integration.directory.test_connections import move
from tests.integration.directory.test_races import outcomes

DAY = timedelta(days=1)


def months(count: int) -> datetime:
    return moment_after(utc_now(), count) + DAY


def ask_all(directory: Directory, now: datetime):
    """Let the job run at a time until nothing is due; return what it told, by whom it asked."""
    before = len(directory.told("benefit.question_due"))
    while run(directory, actions.ask_about_benefit, now):
        pass
    rows = sorted(directory.told("benefit.question_due"), key=lambda each: each["asked_at"])[before:]
    return {each["person_id"]: each for each in rows}


def about(question) -> list[tuple[str, int]]:
    return sorted((each["other_name"], each["months"]) for each in question["due"])


def answer(directory, who, question, *answers):
    said = [{"member_id": member_id, "beneficial": beneficial} for member_id, beneficial in answers]
    return directory.ask(who, "answer_benefit", question_id=question["question_id"], answers=said)


@pytest.fixture
def ana(directory: Directory) -> str:
    return directory.member("ana")


@pytest.fixture
def bea(directory: Directory) -> str:
    return directory.member("bea")


def test_both_are_asked_after_1_3_6_and_12_months(directory, ana, bea):
    connect(directory, ana, bea)
    assert ask_all(directory, utc_now() + 20 * DAY) == {}
    for count in (1, 3, 6, 12):
        asked = ask_all(directory, months(count))
        assert {who: about(each) for who, each in asked.items()} == {ana: [("bea", count)], bea: [("ana", count)]}
        assert ask_all(directory, months(count) + DAY) == {}
    assert ask_all(directory, months(40)) == {}
    assert directory.db.followings.count_documents({}) == 0


def test_who_reported_is_asked_again_and_the_other_learns_nothing(directory, ana, bea):
    report(directory, ana, bea)
    assert set(ask_all(directory, months(1))) == {ana}


def test_nobody_is_asked_twice_within_a_month_nor_about_more_than_five(directory, ana):
    others = [directory.member(f"m{number}") for number in range(7)]
    for other in others:
        report(directory, ana, other)
    first = ask_all(directory, months(1))[ana]
    assert len(first["due"]) == 5
    assert ask_all(directory, months(1) + 20 * DAY) == {}
    second = ask_all(directory, months(2) + 2 * DAY)[ana]
    assert {each["other_person_id"] for each in first["due"] + second["due"]} == set(others)


def test_who_answered_about_some_is_reminded_no_more_but_may_answer_about_the_others(directory, ana, bea):
    cai = directory.member("cai")
    connect(directory, ana, bea)
    connect(directory, ana, cai)
    question = ask_all(directory, months(1))[ana]
    answer(directory, ana, question, (bea, True))
    assert directory.ask(ana, "get_my_question") == {"question_id": question["question_id"], "waits": False}


def test_a_question_about_nobody_who_is_still_a_member_waits_for_no_answer(directory, ana, bea):
    connect(directory, ana, bea)
    ask_all(directory, months(1))
    directory.ask(bea, "leave_community", version=directory.ask(bea, "get_my_profile")["version"])
    assert directory.ask(ana, "get_my_question") == {"question_id": None, "waits": False}


def test_an_earlier_question_waits_after_the_latest_is_answered(directory, ana, bea):
    cai = directory.member("cai")
    connect(directory, ana, bea)
    earlier = ask_all(directory, months(1))[ana]
    run(directory, lambda work: follow(work, [(ana, cai)], work.now), utc_now() + 25 * DAY)
    latest = ask_all(directory, months(2) + 2 * DAY)[ana]
    assert about(earlier) + about(latest) == [("bea", 1), ("cai", 1)]
    assert directory.ask(ana, "get_my_question") == {"question_id": latest["question_id"], "waits": True}
    answer(directory, ana, latest, (cai, True))
    assert directory.ask(ana, "get_my_question") == {"question_id": earlier["question_id"], "waits": True}
    answer(directory, ana, earlier, (bea, True))
    assert directory.ask(ana, "get_my_question") == {"question_id": None, "waits": False}


def test_who_was_answered_about_later_is_not_asked_about_again(directory, ana, bea):
    cai = directory.member("cai")
    for other in (bea, cai):
        connect(directory, ana, other)
    earlier = ask_all(directory, months(1))[ana]
    latest = ask_all(directory, months(3))[ana]
    assert about(earlier) == [("bea", 1), ("cai", 1)]
    answer(directory, ana, latest, (cai, True))
    seen = directory.ask(ana, "get_benefit_question", question_id=earlier["question_id"])
    assert [each["name"] for each in seen["about"]] == ["bea"]


def test_answers_are_reports_and_the_first_stands(directory, ana, bea):
    connect(directory, ana, bea)
    question = ask_all(directory, months(1))[ana]
    assert directory.ask(ana, "get_my_question") == {"question_id": question["question_id"], "waits": True}
    answered = [answer(directory, ana, question, (bea, beneficial)) for beneficial in (True, False)]
    assert answered[0]["about"] == answered[1]["about"] == [{"member_id": bea, "months": 1, "beneficial": True}]
    assert connected(directory) == {frozenset((ana, bea))}
    (kept,) = directory.db.benefits.find()
    assert (kept["source"], kept["after_months"], kept["beneficial"]) == ("question", 1, True)
    assert directory.ask(ana, "get_my_question") == {"question_id": None, "waits": False}
    seen = directory.ask(ana, "get_benefit_question", question_id=question["question_id"])
    assert [(each["name"], each["beneficial"]) for each in seen["about"]] == [("bea", True)]


def test_a_question_is_answered_by_whom_it_was_put_to_about_whom_it_names(directory, ana, bea):
    connect(directory, ana, bea)
    question = ask_all(directory, months(1))[ana]
    with pytest.raises(NotFound) as missing:
        answer(directory, bea, question, (ana, True))
    assert missing.value.code == "no_question"
    with pytest.raises(Conflict) as broken:
        answer(directory, ana, question, (directory.member("cai"), True))
    assert broken.value.code == "not_asked"
    assert directory.db.benefits.count_documents({}) == 0


def test_an_answer_given_twice_at_once_is_one_report(directory, ana, bea):
    connect(directory, ana, bea)
    question = ask_all(directory, months(1))[ana]
    said = [{"member_id": bea, "beneficial": True}]
    asked = {"question_id": question["question_id"], "answers": said}
    assert outcomes(*[directory.start(ana, "answer_benefit", **asked) for _ in range(4)]) == {"done": 4}
    assert directory.db.benefits.count_documents({}) == 1


def test_nobody_is_asked_about_who_left_or_is_kept_apart(directory, ana, bea):
    cai = directory.member("cai")
    for other in (bea, cai):
        connect(directory, ana, other)
    directory.ask(bea, "block_person", person_id=ana)
    directory.ask(cai, "leave_community", version=1)
    assert ask_all(directory, months(1)) == {}
    assert directory.db.askings.count_documents({"ask_at": {"$ne": None}}) == 0


def test_who_parts_is_asked_no_more_about_the_other(directory, ana, bea):
    move(directory, ana, "end", connect(directory, ana, bea))
    assert set(ask_all(directory, months(1))) == {bea}


def test_two_runs_of_the_job_at_once_ask_once(directory, ana, bea):
    connect(directory, ana, bea)
    first, second = (opened(directory, months(1)) for _ in range(2))

    def twice(work):
        if first.raw.benefit_questions.count_documents({}) == 0:
            second.transact(actions.ask_about_benefit)
        return actions.ask_about_benefit(work)

    try:
        first.transact(twice)
    except Problem:
        first.transact(actions.ask_about_benefit)
    finally:
        first.close()
        second.close()
    assert len(directory.told("benefit.question_due")) == 2


def test_who_connects_while_being_asked_is_asked_about_that_too(directory, ana, bea):
    connect(directory, ana, bea)
    cai, now = directory.member("cai"), months(1)
    database, begun = opened(directory, now), [(ana, cai)]

    def ask(work):
        work.db["askings"].find_one({"_id": ana})  # From here on this transaction sees nothing new.
        if begun:
            pair = begun.pop()
            database.transact(lambda beside: follow(beside, [pair], now))
        return actions.ask_about_benefit(work)

    database.transact(ask)
    database.close()
    assert about(ask_all(directory, months(2) + 2 * DAY)[ana]) == [("cai", 1)]
