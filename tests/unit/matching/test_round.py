"""A round goes from step to step and never back; the month's opens once, by London's calendar."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.matching.model.round import (
    LONDON,
    LONGEST_OPEN,
    STATES,
    Pace,
    Round,
    day_after_next_draw,
    end_of,
    is_opening_due,
    london_day,
    next_opening,
)
from services.matching.model.rules import RuleBroken
from tests.unit.matching.coffees import NOW

PACE = Pace()
STEPS = {
    "open": ("freeze", lambda one, now: one.freeze(7, "1", now)),
    "closed": ("draw", lambda one, now: one.keep_draw({}, now)),
    "drawn": ("announce", lambda one, now: one.announce(now)),
    "announced": ("survey", lambda one, now: one.begin_survey()),
    "surveying": ("end", lambda one, now: one.end(now)),
}


def opened(days: int = 7) -> Round:
    return Round.open("round", NOW.date() + timedelta(days=days), NOW)


def test_a_round_takes_every_step_in_its_time() -> None:
    one, now = opened(), NOW
    walked = [one.state]
    for _ in range(1000):
        if name := one.due(now, PACE):
            expected, take = STEPS[one.state]
            assert name == expected
            take(one, now)
            walked.append(one.state)
        now += timedelta(hours=6)
    assert tuple(walked) == STATES
    assert one.due(now, PACE) is None
    assert one.announced_at
    assert one.over_at
    assert (one.over_at - one.announced_at).days == PACE.end


@given(st.permutations(list(STEPS)))
def test_no_step_is_taken_out_of_turn(order: list[str]) -> None:
    one, now = opened(), NOW + timedelta(days=9)
    for state in order:
        before = one.state
        if state == before:
            STEPS[state][1](one, now)
            assert STATES.index(one.state) == STATES.index(before) + 1
        else:
            with pytest.raises(RuleBroken):
                STEPS[state][1](one, now)
            assert one.state == before


def test_a_round_is_open_until_a_day_in_london_is_over() -> None:
    assert end_of(date(2026, 7, 1)).astimezone(UTC) == datetime(2026, 7, 1, 23, tzinfo=UTC)
    one = opened(0)
    assert one.due(one.closes_at - timedelta(seconds=1), PACE) is None
    assert one.due(one.closes_at, PACE) == "freeze"


@pytest.mark.parametrize(("days", "code"), [(-1, "closes_in_the_past"), (LONGEST_OPEN.days + 1, "open_too_long")])
def test_a_round_closes_after_now_and_within_two_months(days: int, code: str) -> None:
    with pytest.raises(RuleBroken, match=rf"^{code}$"):
        opened(days)


def test_staff_close_a_round_at_once_but_only_an_open_one() -> None:
    one = opened()
    with pytest.raises(RuleBroken, match=r"^round_not_open$"):
        one.freeze(7, "1", NOW)
    one.close_now(NOW)
    assert one.due(NOW, PACE) == "freeze"
    one.freeze(7, "1", NOW)
    assert one.is_gathering
    with pytest.raises(RuleBroken, match=r"^round_not_open$"):
        one.close_now(NOW)


@given(st.dates(date(2026, 1, 1), date(2028, 12, 31)), st.integers(1, 28))
def test_the_next_opening_is_the_next_day_on_which_one_is_due(today: date, day: int) -> None:
    last: date | None = None
    told = next_opening(today, day, last)
    due = next(each for n in range(70) if is_opening_due(each := today + timedelta(days=n), day, last))
    assert told == due


@given(st.integers(1, 28), st.sets(st.integers(0, 729), min_size=1, max_size=700))
def test_however_often_one_looks_a_month_has_one_round_at_most(day: int, looks: set[int]) -> None:
    opened_on: list[date] = []
    for look in sorted(looks):
        today = date(2026, 1, 1) + timedelta(days=look)
        if is_opening_due(today, day, opened_on[-1] if opened_on else None):
            opened_on.append(today)
    months = [each.replace(day=1) for each in opened_on]
    assert len(months) == len(set(months))
    assert all(0 <= each.day - day < 7 for each in opened_on)


@given(st.dates(date(2026, 1, 1), date(2028, 12, 31)), st.integers(1, 28), st.integers(1, 30))
def test_who_leaves_out_the_next_round_is_in_again_for_the_one_after(today: date, day: int, open_days: int) -> None:
    now = datetime.combine(today, time(12), LONDON)
    back = day_after_next_draw(now, day, open_days, None)
    opens = next(each for n in range(70) if is_opening_due(each := today + timedelta(days=n), day, None))
    latest = max(each for n in range(7) if is_opening_due(each := opens + timedelta(days=n), day, None))
    drawn = london_day(end_of(latest + timedelta(days=open_days)))
    after = next_opening(opens, day, opens)
    assert after is not None
    assert drawn < back <= after + timedelta(days=open_days)


@pytest.mark.parametrize("late", [timedelta(minutes=-1), timedelta(), timedelta(days=3)])
def test_a_round_that_is_to_be_drawn_is_the_next_one_until_it_is(late: timedelta) -> None:
    one = opened()
    now, back = one.closes_at + late, london_day(one.closes_at + max(late, timedelta())) + timedelta(days=1)
    assert day_after_next_draw(now, 5, 7, one) == back
    if late >= timedelta():
        one.freeze(7, "1", now)
        assert day_after_next_draw(now, 5, 7, one) == back
        one.keep_draw({}, now)
        assert day_after_next_draw(now, 5, 7, one) > back + timedelta(days=7)


def test_where_staff_open_rounds_the_next_one_is_in_the_next_five_weeks() -> None:
    assert day_after_next_draw(NOW, 0, 7, None) == london_day(NOW) + timedelta(days=35)


def test_day_nought_leaves_rounds_to_staff() -> None:
    assert not is_opening_due(date(2026, 11, 1), 0, None)
    assert next_opening(date(2026, 11, 1), 0, None) is None


def test_london_has_its_own_days() -> None:
    assert london_day(datetime(2026, 7, 1, 23, 30, tzinfo=UTC)) == date(2026, 7, 2)
