"""Nobody is in who did not ask; pauses end; who says nothing three times is left in peace."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from services.matching.model.enrolment import LONGEST_PAUSE, MOST_AVOIDED, SILENT_ROUNDS, WAYS, Enrolment
from services.matching.model.rules import Incomplete, RuleBroken
from tests.unit.matching.coffees import NOW

TODAY = NOW.date()


def enrolled() -> Enrolment:
    return Enrolment.ask("ana", ["in_person", "call"], False, NOW)


def refused(code: str) -> "pytest.RaisesExc[RuleBroken]":
    return pytest.raises(RuleBroken, match=rf"^{code}$")


def test_ways_of_meeting_are_kept_in_one_order() -> None:
    assert enrolled().ways == ("call", "in_person")


def test_somebody_who_would_meet_in_no_way_is_asked_for_one() -> None:
    with pytest.raises(Incomplete) as missing:
        Enrolment.ask("ana", [], False, NOW)
    assert missing.value.pointers == ("/ways",)


def test_a_pause_ends_on_its_day() -> None:
    enrolment, until = enrolled(), TODAY + timedelta(days=30)
    enrolment.pause(until, TODAY)
    assert not enrolment.takes_part(until - timedelta(days=1))
    assert enrolment.takes_part(until)


@pytest.mark.parametrize(("paused_for", "stays_until"), [(None, 10), (5, 10), (30, 30), (-1, 10)])
def test_leaving_out_a_round_shortens_no_pause(paused_for: int | None, stays_until: int) -> None:
    enrolment = enrolled()
    if paused_for is not None:
        enrolment.pause(TODAY + timedelta(days=paused_for), TODAY - timedelta(days=2))
    enrolment.skip(TODAY + timedelta(days=10), TODAY)
    assert enrolment.paused_until == TODAY + timedelta(days=stays_until)


def test_who_is_left_in_peace_stays_so_when_leaving_out_a_round() -> None:
    enrolment = enrolled()
    for _ in range(SILENT_ROUNDS):
        enrolment.miss(TODAY)
    enrolment.skip(TODAY + timedelta(days=10), TODAY)
    assert (enrolment.paused_until, enrolment.paused_for) == (None, "silence")


@pytest.mark.parametrize(
    ("until", "code"),
    [(TODAY, "pause_in_the_past"), (TODAY + LONGEST_PAUSE + timedelta(days=1), "pause_too_long")],
)
def test_a_pause_ends_after_today_and_within_a_year(until: date, code: str) -> None:
    with refused(code):
        enrolled().pause(until, TODAY)


def test_who_left_comes_back_with_the_list_of_whom_not_to_meet() -> None:
    enrolment = enrolled()
    enrolment.avoid("ben")
    enrolment.leave()
    with refused("not_enrolled"):
        enrolment.change(["call"], False)
    enrolment.ask_again(["call"], True, NOW)
    assert (enrolment.state, enrolment.avoided) == ("enrolled", ("ben",))
    with refused("already_enrolled"):
        enrolment.ask_again(["call"], True, NOW)


def test_nobody_avoids_themselves_or_everybody() -> None:
    enrolment = enrolled()
    with refused("not_oneself"):
        enrolment.avoid("ana")
    for number in range(MOST_AVOIDED):
        enrolment.avoid(f"person-{number}")
    enrolment.avoid("person-1")
    with refused("too_many_avoided"):
        enrolment.avoid("one-more")
    enrolment.stop_avoiding("person-1")
    assert len(enrolment.avoided) == MOST_AVOIDED - 1


@given(st.lists(st.booleans(), max_size=12))
def test_three_rounds_in_a_row_without_a_word_pause_and_nothing_else_does(heard: list[bool]) -> None:
    enrolment, silent = enrolled(), 0
    for said in heard:
        silent = 0 if said else silent + 1
        if said:
            enrolment.hear()
        else:
            assert enrolment.miss(TODAY) == (silent == SILENT_ROUNDS)
        if silent == SILENT_ROUNDS:
            assert (enrolment.state, enrolment.paused_for, enrolment.paused_until) == ("paused", "silence", None)
            assert not enrolment.takes_part(TODAY + LONGEST_PAUSE)
            return
    assert enrolment.takes_part(TODAY)


class Enrolling(RuleBasedStateMachine):
    """Whatever somebody does in whatever order, what they asked for is what they get."""

    @initialize()
    def begin(self) -> None:
        self.enrolment, self.today, self.avoided = enrolled(), TODAY, set[str]()

    @rule(days=st.integers(1, 300))
    def wait(self, days: int) -> None:
        self.today += timedelta(days=days)

    @precondition(lambda self: self.enrolment.state != "left")
    @rule(days=st.integers(1, 366))
    def pause(self, days: int) -> None:
        self.enrolment.pause(self.today + timedelta(days=days), self.today)
        assert not self.enrolment.takes_part(self.today)

    @precondition(lambda self: self.enrolment.state == "paused")
    @rule()
    def carry_on(self) -> None:
        self.enrolment.carry_on()
        assert self.enrolment.takes_part(self.today)

    @precondition(lambda self: self.enrolment.state != "left")
    @rule()
    def leave(self) -> None:
        self.enrolment.leave()
        assert not self.enrolment.takes_part(self.today + LONGEST_PAUSE)

    @precondition(lambda self: self.enrolment.state == "left")
    @rule(way=st.sampled_from(WAYS))
    def come_back(self, way: str) -> None:
        self.enrolment.ask_again([way], False, NOW)
        assert self.enrolment.takes_part(self.today)

    @precondition(lambda self: self.enrolment.state != "left")
    @rule(person_id=st.sampled_from(["ben", "cem", "dee"]))
    def avoid(self, person_id: str) -> None:
        self.enrolment.avoid(person_id)
        self.avoided.add(person_id)

    @rule()
    def miss(self) -> None:
        if self.enrolment.state != "left":
            self.enrolment.miss(self.today)

    @invariant()
    def what_was_asked_holds(self) -> None:
        if not hasattr(self, "enrolment"):
            return
        assert set(self.enrolment.avoided) == self.avoided
        assert (self.enrolment.state == "paused") == bool(self.enrolment.paused_for)
        assert self.enrolment.state == "paused" or self.enrolment.paused_until is None
        assert self.enrolment.silent_rounds < SILENT_ROUNDS or self.enrolment.state != "enrolled"


TestEnrolling = Enrolling.TestCase
