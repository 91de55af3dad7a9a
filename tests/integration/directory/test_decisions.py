"""Deciding: one question before, a hold, what is mended, and what is told in the end, once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bus.errors import Conflict, Invalid, NotFound, Refused
from bus.testing import Community
from bus.times import to_text, utc_now
from services.directory import actions
from tests.integration.directory.asking import Directory
from tests.integration.directory.jobs import opened, run
from tests.integration.directory.test_races import outcomes
from tests.waves import open_wave

HOUR = timedelta(hours=1)
WHY = {"code": "mistake", "reason": "I took her for somebody else."}
NOT_YET = {"outcome": "not_yet", "feedback": "Say what you did yourself.", "contact": "Cai, 01632 960 001"}


@pytest.fixture
def holding(running: Community, directory: Directory) -> Iterator[Directory]:
    """Hold decisions for an hour."""
    database = running.hosts["directory"].database
    before = database.settings
    database.settings = replace(before, decision_hold_s=3600)
    yield directory
    database.settings = before


def seen(directory, who, application):
    return directory.ask(who, "get_application", application_id=application["application_id"])


def take_effect(directory, hours=1.0):
    return run(directory, actions.let_take_effect, utc_now() + hours * HOUR)


def actions_of(directory, application):
    return [
        row["action"] for row in directory.db.audit.find({"thing_id": application["application_id"]}).sort("number")
    ]


def test_until_it_takes_effect_the_applicant_sees_and_hears_nothing(holding):
    ana, chair = holding.person("ana"), holding.chair()
    application = holding.scored(ana)
    decided = holding.of(chair, "decide_application", application, **NOT_YET, again_in_months=6)
    assert decided["decision"]["outcome"] == "not_yet"
    mine = holding.ask(ana, "get_my_application")
    assert {name: mine[name] for name in application if name not in ("version", "updated_at")} == {
        name: application[name] for name in application if name not in ("version", "updated_at")
    }
    assert "decision" not in mine
    assert (take_effect(holding, 0.9), holding.told("application.decided")) == (False, [])

    take_effect(holding)
    take_effect(holding)
    (told,) = holding.told("application.decided")
    mine = holding.ask(ana, "get_my_application")
    assert (mine["status"], mine["contact"], mine["again_on"]) == ("not_yet", told["contact"], told["again_on"])
    assert (told["feedback"], told["contact"], told["corrected"]) == (NOT_YET["feedback"], NOT_YET["contact"], False)


def test_the_chair_changes_and_takes_back_what_is_held_and_says_why(holding):
    ana, chair = holding.person("ana"), holding.chair()
    application = holding.scored(ana)
    held = holding.of(chair, "decide_application", application, outcome="accept")
    changed = holding.of(chair, "change_decision", held, **NOT_YET, **WHY)
    assert changed["decision"]["outcome"] == "not_yet"
    back = holding.of(chair, "take_back_decision", changed, **WHY)
    assert (back["decision"], back["status"]) == (None, "submitted")
    take_effect(holding)
    assert holding.told("application.decided", "member.joined") == []

    page = seen(holding, chair, application)
    may_not = dict.fromkeys(("assess", "change", "take_back"), False)
    assert page["may"] == may_not | dict.fromkeys(("ask", "decide", "lead", "step_back"), True)
    mended = [row for row in page["audit"] if row["reason"]]
    assert [row["action"] for row in mended] == ["application.decision_changed", "application.decision_taken_back"]
    assert {(row["detail"]["code"], row["reason"]) for row in mended} == {(WHY["code"], WHY["reason"])}
    assert WHY["reason"] not in str(list(holding.db.audit.find()))


def test_a_not_yet_is_corrected_to_an_acceptance_and_never_the_other_way(directory):
    ana, chair = directory.person("ana"), directory.chair()
    refused = directory.of(chair, "decide_application", directory.scored(ana), **NOT_YET)
    again = directory.draft(ana)
    for outcome in ({**NOT_YET},):
        with pytest.raises(Conflict, match="nothing_to_change"):
            directory.of(chair, "change_decision", refused, **outcome, **WHY)
    accepted = directory.of(chair, "change_decision", refused, outcome="accept", **WHY)
    assert (accepted["status"], accepted["contact"], accepted["again_on"]) == ("accepted", "", None)
    assert [told["corrected"] for told in directory.told("application.decided")] == [False, True]
    assert [told["member_id"] for told in directory.told("member.joined")] == [ana]
    draft = directory.db.applications.find_one({"_id": again["application_id"]})
    assert draft["status"] == "withdrawn", "who has joined has nothing under way"
    with pytest.raises(Conflict, match="acceptance_stands"):
        directory.of(chair, "change_decision", accepted, **NOT_YET, **WHY)
    with pytest.raises(Conflict, match="nothing_to_take_back"):
        directory.of(chair, "take_back_decision", accepted, **WHY)


def test_who_joined_in_another_way_needs_no_correction(directory):
    ana, chair = directory.person("ana"), directory.chair()
    refused = directory.of(chair, "decide_application", directory.scored(ana), **NOT_YET)
    directory.member("ana")
    with pytest.raises(Conflict, match="already_member"):
        directory.of(chair, "change_decision", refused, outcome="accept", **WHY)


def test_who_joins_while_a_correction_is_held_joins_once(directory, running):
    ana, chair = directory.person("ana"), directory.chair()
    refused = directory.of(chair, "decide_application", directory.scored(ana), **NOT_YET)
    database = running.hosts["directory"].database
    before, database.settings = database.settings, replace(database.settings, decision_hold_s=3600)
    try:
        directory.of(chair, "change_decision", refused, outcome="accept", **WHY)
    finally:
        database.settings = before
    directory.member("ana")
    take_effect(directory)
    assert [told["outcome"] for told in directory.told("application.decided")] == ["not_yet", "accepted"]
    assert len(directory.told("member.joined")) == 1


def test_who_withdraws_while_a_decision_is_held_hears_of_none(holding):
    ana, chair = holding.person("ana"), holding.chair()
    held = holding.of(chair, "decide_application", holding.scored(ana), outcome="accept")
    holding.of(ana, "withdraw_application", held)
    take_effect(holding)
    assert [told["type"] for told in holding.told("application.withdrawn", "application.decided", "member.joined")] == [
        "application.withdrawn"
    ]


def test_who_is_erased_while_a_decision_is_held_is_left_alone(holding):
    ana, chair = holding.person("ana"), holding.chair()
    holding.of(chair, "decide_application", holding.scored(ana), outcome="accept")
    holding.ask("ops", "erase_person", person_id=ana)
    assert not take_effect(holding)
    assert holding.told("application.decided", "member.joined") == []


def test_of_two_chairs_who_mend_at_once_one_wins(holding):
    chairs = [holding.chair("chair"), holding.chair("deputy")]
    held = holding.of(chairs[0], "decide_application", holding.scored(holding.person("ana")), outcome="accept")
    named = {name: held[name] for name in ("application_id", "version")}
    ended = outcomes(
        holding.start(chairs[0], "take_back_decision", **named, **WHY),
        holding.start(chairs[1], "change_decision", **named, **NOT_YET, **WHY),
    )
    assert ended == {"done": 1, "version_conflict": 1}
    assert len(list(holding.db.reasons.find())) == 1


def test_a_chair_who_mends_while_it_takes_effect_wins_or_comes_too_late(holding):
    chair = holding.chair()
    for number in range(5):
        ana = holding.person(f"ana{number}")
        application = holding.scored(ana)
        held = holding.of(chair, "decide_application", application, **NOT_YET)
        named = {name: held[name] for name in ("application_id", "version")}
        pending = holding.start(chair, "take_back_decision", **named, **WHY)
        take_effect(holding)
        mended = outcomes(pending)
        told = [each for each in holding.told("application.decided") if each["person_id"] == ana]
        assert (mended, len(told)) in (({"done": 1}, 0), ({"version_conflict": 1}, 1))


def test_what_is_killed_in_between_takes_effect_once(holding):
    ana = holding.person("ana")
    holding.of(holding.chair(), "decide_application", holding.scored(ana), outcome="accept")
    database = opened(holding, utc_now() + HOUR)

    def killed(work):
        actions.let_take_effect(work)
        raise KeyboardInterrupt

    try:
        with pytest.raises(KeyboardInterrupt):
            database.transact(killed)
        assert holding.told("application.decided", "member.joined") == []
        database.transact(actions.let_take_effect)
        database.transact(actions.let_take_effect)
    finally:
        database.close()
    assert len(holding.told("application.decided")) == len(holding.told("member.joined")) == 1


def test_many_take_effect_a_page_at_a_time(holding, monkeypatch):
    monkeypatch.setattr("services.directory.actions.decision.AT_ONCE", 2)
    chair = holding.chair()
    for name in ("ana", "ben", "cai"):
        holding.of(chair, "decide_application", holding.scored(holding.person(name)), **NOT_YET)
    assert [take_effect(holding), take_effect(holding)] == [True, False]
    assert len(holding.told("application.decided")) == 3


def test_only_the_chair_decides_mends_and_asks(directory):
    application = directory.scored(directory.person("ana"))
    others = ("nobody", directory.person("ana"), directory.assessor("one"), directory.chair("far", "scotland"))
    for who in others:
        for method, more in (
            ("change_decision", NOT_YET | WHY),
            ("take_back_decision", WHY),
            ("ask_applicant", {"question": "What came of it?"}),
        ):
            with pytest.raises(Refused):
                directory.of(who, method, application, **more)


def test_a_not_yet_names_the_chair_and_a_day_three_months_on_when_nothing_else_is_said(directory):
    chair = directory.member("cai", name="Cai Morgan", organisation="Hillside Clinic")
    directory.ask("ops", "grant_role", person_id=chair, role="chair", region="wales")
    ana = directory.person("ana")
    decided = directory.of(chair, "decide_application", directory.scored(ana), outcome="not_yet", feedback="Later.")
    assert decided["contact"] == "Cai Morgan"
    assert to_text(utc_now())[:10] < decided["again_on"] <= to_text(utc_now() + timedelta(days=92))[:10]
    again = directory.draft(ana)
    assert again["not_before"] == decided["again_on"]
    with pytest.raises(Conflict, match="too_early"):
        directory.of(ana, "submit_application", again)
    directory.of(ana, "withdraw_application", again)
    assert directory.draft(ana)["not_before"] == decided["again_on"], "to withdraw does not make it earlier"


def test_when_a_chair_is_erased_nobody_reads_how_to_reach_them(holding):
    chair = holding.chair()
    first = holding.of(chair, "decide_application", holding.scored(holding.person("ana")), **NOT_YET)
    take_effect(holding)
    second = holding.of(chair, "decide_application", holding.scored(holding.person("ben")), **NOT_YET)
    holding.ask("ops", "erase_person", person_id=chair)
    kept = "01632 960 001"

    def is_gone():
        rows = [holding.db.applications.find_one({"_id": each["application_id"]}) for each in (first, second)]
        return not [row for row in rows if kept in str(row)]

    holding.community.eventually(is_gone)


def test_what_an_erased_chair_decided_takes_effect_without_them(holding):
    ana, chair = holding.person("ana"), holding.chair()
    application = holding.scored(ana)
    holding.of(chair, "decide_application", application, **NOT_YET)
    holding.ask("ops", "erase_person", person_id=chair)
    take_effect(holding)
    (told,) = holding.told("application.decided")
    assert (told["feedback"], told["contact"], told["decider_person_id"]) == (NOT_YET["feedback"], "", None)


def test_who_asked_and_was_erased_is_not_named_with_the_answer(directory):
    ana, chair = directory.person("ana"), directory.chair()
    application = directory.scored(ana)
    directory.of(chair, "ask_applicant", application, question="What came of it?")
    directory.ask("ops", "erase_person", person_id=chair)
    named = {"application_id": application["application_id"]}
    sent = directory.ask(ana, "send_answer", **named, question_version=1, answer="Fewer falls.")
    assert sent["question"]["answered_at"]
    assert [told["asker_person_id"] for told in directory.told("application.answered")] == [None]


def test_an_answer_is_written_at_leisure_and_sent_once(directory):
    ana, chair = directory.person("ana"), directory.chair()
    application = directory.scored(ana)
    asked = directory.of(chair, "ask_applicant", application, question="What came of it?")
    with pytest.raises(Conflict, match="already_asked"):
        directory.of(chair, "ask_applicant", asked, question="And then?")
    with pytest.raises(Conflict, match="question_open"):
        directory.of(chair, "decide_application", asked, outcome="accept")
    named = {"application_id": application["application_id"]}
    written = directory.ask(ana, "save_answer", **named, question_version=1, answer="Fewer")
    assert (written["question"]["answer"], written["version"]) == ("Fewer", asked["version"])
    assert seen(directory, chair, application)["question"]["answer"] == ""
    with pytest.raises(Conflict, match="version_conflict"):
        directory.ask(ana, "save_answer", **named, question_version=1, answer="Older window")
    with pytest.raises(Invalid):
        directory.ask(ana, "send_answer", **named, question_version=2, answer=" ")
    directory.ask(ana, "send_answer", **named, question_version=2, answer="Fewer falls.")
    for method in ("save_answer", "send_answer"):
        with pytest.raises(Conflict, match="already_answered"):
            directory.ask(ana, method, **named, question_version=3, answer="More.")
    page = seen(directory, directory.assessor("one"), application)
    assert (page["question"]["text"], page["question"]["answer"]) == ("What came of it?", "Fewer falls.")
    assert [told["asker_person_id"] for told in directory.told("application.answered")] == [chair]
    assert "falls" not in str(directory.told("application.answered"))
    with pytest.raises(NotFound):
        directory.ask(directory.person("ben"), "send_answer", **named, question_version=3, answer="Mine.")


def test_an_answer_sent_twice_at_once_is_sent_once(directory):
    ana, chair = directory.person("ana"), directory.chair()
    application = directory.scored(ana)
    directory.of(chair, "ask_applicant", application, question="What came of it?")
    named = {"application_id": application["application_id"], "question_version": 1}
    sent = outcomes(*[directory.start(ana, "send_answer", **named, answer=f"Answer {number}") for number in range(4)])
    assert sent == {"done": 1, "already_answered": 3}
    assert len(directory.told("application.answered")) == 1


def test_the_chair_sees_the_answer_before_they_decide(directory):
    ana, chair = directory.person("ana"), directory.chair()
    application = directory.scored(ana)
    asked = directory.of(chair, "ask_applicant", application, question="What came of it?")
    named = {"application_id": application["application_id"]}
    directory.ask(ana, "send_answer", **named, question_version=1, answer="Fewer falls.")
    with pytest.raises(Conflict, match="version_conflict") as conflict:
        directory.of(chair, "decide_application", asked, outcome="accept")
    assert conflict.value.data["question"]["answer"] == "Fewer falls."


def test_what_has_too_many_words_is_kept_and_not_taken(directory):
    ana = directory.person("ana")
    open_wave(directory.community)
    draft = directory.draft(ana, experience="word " * 501)
    with pytest.raises(Invalid) as refused:
        directory.of(ana, "submit_application", draft)
    assert [(error["pointer"], error["code"]) for error in refused.value.errors] == [("/experience", "too_many_words")]
    shorter = directory.of(ana, "save_application", draft, experience="word " * 500)
    assert directory.of(ana, "submit_application", shorter)["status"] == "submitted"


def test_a_correction_and_another_acceptance_of_the_same_person_that_fall_due_together_stop_nobody(holding):
    ana, chair = holding.person("ana"), holding.chair()
    first = holding.of(chair, "decide_application", holding.scored(ana), **NOT_YET, again_in_months=0)
    take_effect(holding)
    holding.of(chair, "change_decision", seen(holding, chair, first), outcome="accept", **WHY)
    second = holding.of(chair, "decide_application", holding.scored(ana), outcome="accept")
    ben = holding.of(chair, "decide_application", holding.scored(holding.person("ben")), outcome="accept")
    take_effect(holding, 2)
    states = {row["_id"]: row["status"] for row in holding.db.applications.find()}
    assert sorted((states[first["application_id"]], states[second["application_id"]])) == ["accepted", "withdrawn"]
    assert states[ben["application_id"]] == "accepted"
    assert len(holding.told("member.joined")) == 2
