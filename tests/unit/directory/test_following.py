"""When whom is asked about whom: after 1, 3, 6 and 12 months, and nobody twice within a month."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.directory.model import Asking, BenefitQuestion, Following, RuleBroken, moment_after, unanswered
from services.directory.model.following import MONTHS, OPEN_FOR
from tests.unit.directory.people import NOW

DAYS = st.integers(0, 800).map(lambda days: NOW + timedelta(days=days))


def test_it_is_asked_after_1_3_6_and_12_months_and_then_no_more():
    following = Following.begin("ana", "bea", NOW)
    asked = [following.due_at]
    while following.go_on(following.due_at):
        asked.append(following.due_at)
    assert asked == [moment_after(NOW, months) for months in MONTHS]


@given(DAYS)
def test_what_was_missed_is_not_asked_all_at_once(late):
    following = Following.begin("ana", "bea", NOW)
    assert not following.go_on(late) or following.due_at > late


def test_a_month_after_the_last_of_january_is_the_last_of_february():
    assert moment_after(datetime(2027, 1, 31, 9, tzinfo=UTC), 1) == datetime(2027, 2, 28, 9, tzinfo=UTC)


@given(DAYS, st.lists(DAYS, min_size=1))
def test_nobody_is_asked_twice_within_a_month_and_nobody_waits_longer_than_needed(asked_at, due):
    asking = Asking("ana", asked_at)
    for each in due:
        asking.expect(each)
    assert asking.ask_at == max(min(due), moment_after(asked_at, 1))


def test_who_was_never_asked_is_asked_when_the_first_is_due():
    asking = Asking("ana")
    asking.expect(NOW + timedelta(days=3))
    asking.expect(NOW)
    assert asking.ask_at == NOW
    asking.look_again(None)
    assert asking.ask_at is None


def question():
    return BenefitQuestion("question", "ana", NOW, {"bea": 1, "cai": 3})


def test_the_first_answer_about_each_stands():
    asked = question()
    assert asked.answer("bea", True, NOW)
    assert not asked.answer("bea", False, NOW + OPEN_FOR)
    assert asked.answered == {"bea": True}


@pytest.mark.parametrize(("other", "days", "code"), [("dee", 0, "not_asked"), ("cai", 60, "question_over")])
def test_nobody_answers_what_was_not_asked_or_is_over(other, days, code):
    with pytest.raises(RuleBroken) as broken:
        question().answer(other, True, NOW + timedelta(days=days))
    assert broken.value.code == code


def test_of_an_earlier_question_nothing_is_left_that_a_later_one_answered():
    earlier = BenefitQuestion("earlier", "ana", NOW, {"bea": 1, "cai": 1})
    latest = BenefitQuestion("latest", "ana", NOW + timedelta(days=31), {"bea": 3, "dee": 1}, {"bea": True})
    assert unanswered([latest, earlier]) == {"latest": {"dee"}, "earlier": {"cai"}}
    assert unanswered([BenefitQuestion("all", "ana", NOW, {"bea": 1}, {"bea": False})]) == {}
