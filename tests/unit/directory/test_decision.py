"""A decision is held before it takes effect: until then it may be mended, and the applicant may withdraw."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.directory import views
from services.directory.model import Incomplete, RuleBroken, decision, months_after
from services.directory.model.question import MOST_OPEN, Question
from tests.unit.directory.people import (
    ANSWERS,
    CHAIR,
    LATER,
    NOW,
    PROFILE,
    asked,
    decided,
    draft,
    held,
    scored,
    submitted,
)
from tests.unit.directory.people import decision as made

HOUR = timedelta(hours=1)


def test_a_decision_that_is_held_is_nothing_to_the_applicant():
    application = held("not_yet")
    shown = views.application(application)
    assert (shown["status"], shown["outcome"], shown["decided_at"], shown["feedback"]) == ("submitted", None, None, "")
    assert "decision" not in shown
    assert views.read_by_panel(application)["decision"] is None
    assert views.decided(application)["decision"]["outcome"] == "not_yet"


def test_it_takes_effect_when_its_time_has_come_and_not_before():
    application = held("not_yet")
    with pytest.raises(RuleBroken, match="not_due"):
        decision.take_effect(application, LATER + HOUR - timedelta(milliseconds=1))
    assert not decision.take_effect(application, LATER + HOUR)
    assert (application.status, application.decided_at, application.is_held) == ("not_yet", LATER + HOUR, False)
    assert (application.feedback, application.contact, application.again_on) == (
        "Thank you.",
        "The chair, 01632 960 001",
        "2026-06-03",
    )
    with pytest.raises(RuleBroken, match="not_due"):
        decision.take_effect(application, LATER + 2 * HOUR)


def test_who_takes_a_decision_back_has_the_application_before_them_again():
    application = held("accepted")
    decision.take_back(application, LATER)
    assert application.is_decidable
    with pytest.raises(RuleBroken, match="nothing_to_take_back"):
        decision.take_back(application, LATER)


@pytest.mark.parametrize(
    ("make", "outcome", "code"),
    [
        (lambda: decided("accepted"), "not_yet", "acceptance_stands"),
        (lambda: decided("accepted"), "accepted", "acceptance_stands"),
        (lambda: decided("not_yet"), "not_yet", "nothing_to_change"),
        (submitted, "accepted", "nothing_to_change"),
        (draft, "accepted", "nothing_to_change"),
    ],
)
def test_only_what_is_held_is_changed_and_only_a_not_yet_corrected(make, outcome, code):
    with pytest.raises(RuleBroken, match=code):
        decision.change(make(), made(outcome))


def test_a_correction_is_held_too_and_may_be_taken_back():
    application = decided("not_yet")
    decision.change(application, made("accepted", held_for=HOUR))
    assert (application.status, application.feedback) == ("not_yet", "Thank you.")
    decision.take_back(application, LATER)
    assert (application.status, application.contact) == ("not_yet", "The chair, 01632 960 001")
    decision.change(application, made("accepted"))
    assert decision.take_effect(application, LATER)
    assert (application.status, application.contact, application.again_on) == ("accepted", "", None)


STEPS = ("decide", "change", "correct", "take_back", "take_effect", "withdraw", "erase")


@given(st.lists(st.tuples(st.sampled_from(STEPS), st.sampled_from(("accepted", "not_yet")), st.integers(0, 3))))
def test_whatever_comes_in_whichever_order_an_acceptance_stands_and_nothing_is_told_twice(steps):
    application, now, told = scored(), LATER, []
    for step, outcome, hours in steps:
        now += hours * HOUR
        before, version = application.status, application.version
        try:
            match step:
                case "decide":
                    application.decide(made(outcome, held_for=HOUR))
                case "change":
                    decision.change(application, made(outcome, held_for=HOUR))
                case "correct":
                    decision.change(application, made("accepted", held_for=HOUR))
                case "take_back":
                    decision.take_back(application, now)
                case "take_effect":
                    decision.take_effect(application, now)
                    told.append(application.status)
                case "withdraw":
                    application.withdraw(now)
                case "erase":
                    application.erase()
        except RuleBroken:
            assert (application.status, application.version) == (before, version), "what is refused changes nothing"
        if before == "accepted":
            assert application.status in ("accepted", "erased")
        if application.status not in ("submitted", "not_yet"):
            assert not application.is_held, "nothing is held of what has ended"
        assert application.is_live == (application.status == "submitted")
    assert told in ([], ["accepted"], ["not_yet"], ["not_yet", "accepted"])


def test_the_question_is_one_and_answered_once():
    application = asked()
    with pytest.raises(RuleBroken, match="already_asked"):
        application.ask(Question(CHAIR.id, LATER, "And then?"))
    with pytest.raises(Incomplete) as refused:
        application.answer("  ", LATER)
    assert refused.value.pointers == ("/answer",)
    application.answer("Fewer falls.", LATER)
    with pytest.raises(RuleBroken, match="already_answered"):
        application.answer("More.", LATER)


def test_an_empty_question_is_none():
    with pytest.raises(Incomplete) as refused:
        scored().ask(Question(CHAIR.id, NOW, " "))
    assert refused.value.pointers == ("/question",)


@pytest.mark.parametrize("make", [draft, lambda: decided("not_yet"), lambda: held("not_yet")])
def test_only_what_is_before_the_panel_is_asked_about(make):
    with pytest.raises(RuleBroken, match="not_under_assessment"):
        make().ask(Question(CHAIR.id, NOW, "What came of it?"))


def test_nothing_is_decided_while_the_question_is_open_but_not_for_ever():
    application = asked()
    with pytest.raises(RuleBroken, match="question_open"):
        application.decide(made("accepted"))
    assert application.waits_for_answer(NOW + MOST_OPEN - timedelta(milliseconds=1))
    assert not application.waits_for_answer(NOW + MOST_OPEN)


@given(st.timedeltas(min_value=timedelta(), max_value=timedelta(days=60)))
def test_the_time_that_a_question_is_open_is_added_to_the_day_of_decision(open_for):
    application = asked()
    promised = submitted().decide_by
    assert application.decide_by == promised + MOST_OPEN
    application.answer("Fewer falls.", NOW + open_for)
    assert application.decide_by == promised + min(open_for, MOST_OPEN)


def test_the_panel_reads_no_answer_before_it_is_sent():
    application = asked()
    application.question = application.open_question().written("Fewer")
    assert views.application(application)["question"]["answer"] == "Fewer"
    for show in (views.decided, views.read_by_panel):
        assert show(application)["question"]["answer"] == ""
    application.answer("Fewer falls.", LATER)
    assert views.read_by_panel(application)["question"]["answer"] == "Fewer falls."


def test_question_answer_contact_and_what_is_held_go_with_their_person():
    answered, refused, waiting = asked(), decided("not_yet"), held("not_yet")
    answered.answer("Fewer falls.", LATER)
    for application, texts in (
        (answered, ("What came", "Fewer")),
        (refused, ("01632",)),
        (waiting, ("01632", "Thank")),
    ):
        application.erase()
        assert not [text for text in texts if text in repr(application)]
    assert refused.was == "not_yet"


@given(st.dates(max_value=date(2900, 1, 1)), st.integers(0, 12))
def test_some_months_later_is_the_same_day_or_the_last_of_its_month(day, months):
    later = months_after(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later + timedelta(days=1)).day == 1


@pytest.mark.parametrize(("not_before", "is_taken"), [(None, True), ("2026-03-02", True), ("2026-03-03", False)])
def test_who_was_told_not_yet_writes_at_once_and_submits_from_the_day_that_was_named(not_before, is_taken):
    application = draft(**PROFILE, **ANSWERS)
    application.not_before = not_before
    if is_taken:
        application.submit("wave", NOW)
    else:
        with pytest.raises(RuleBroken, match="too_early"):
            application.submit("wave", NOW)
    assert application.is_with_panel == is_taken
