"""The edge rule, held against a recount that knows nothing of it, and what a report may say."""

from __future__ import annotations

from datetime import timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.directory.model import Benefit, RuleBroken, spans
from services.directory.model.benefit import edges, held_at
from tests.unit.directory.people import NOW

PEOPLE = ("ana", "bea", "cai", "dee")
HOURS = 8


@st.composite
def histories(draw):
    """Draw up to a dozen reports among four people, often several of one person at the same moment."""
    said = draw(
        st.lists(
            st.tuples(st.permutations(PEOPLE), st.booleans(), st.integers(0, HOURS)),
            max_size=12,
        )
    )
    return [
        Benefit(f"{number:02}", names[0], names[1], beneficial, NOW + timedelta(hours=hour))
        for number, (names, beneficial, hour) in enumerate(said)
    ]


def recounted(reports, at):
    """Ask each pair in turn: does either of the two say, in their last word by then, that the other helped?"""
    found = set()
    for one, other in combinations(PEOPLE, 2):
        for reporter, about in ((one, other), (other, one)):
            last = None
            for each in reports:
                if (each.reporter_id, each.other_id) == (reporter, about) and each.at <= at:
                    last = each if last is None or (each.at, each.benefit_id) > (last.at, last.benefit_id) else last
            if last is not None and last.beneficial:
                found.add((one, other))
    return found


@given(histories(), st.integers(-1, HOURS + 1))
def test_two_are_connected_when_the_last_word_of_either_is_that_the_other_helped(reports, hour):
    at = NOW + timedelta(hours=hour)
    assert edges(reports, at) == recounted(reports, at)


@given(histories(), st.randoms())
def test_the_times_of_a_pair_say_the_same_as_the_rule_at_every_moment_in_whatever_order_it_is_heard(reports, random):
    heard = list(reports)
    random.shuffle(heard)
    for pair in combinations(PEOPLE, 2):
        connected = spans(each for each in heard if each.pair == pair)
        for half_hours in range(-1, 2 * HOURS + 2):
            at = NOW + timedelta(minutes=30 * half_hours)
            assert held_at(connected, at) == (pair in edges(reports, at))


def report(reporter, other, beneficial, hour, number=0):
    return Benefit(f"{number}", reporter, other, beneficial, NOW + timedelta(hours=hour))


def test_one_of_the_two_is_enough_and_the_other_cannot_undo_it():
    said = [report("ana", "bea", True, 0), report("bea", "ana", False, 1)]
    assert edges(said, NOW + timedelta(hours=2)) == {("ana", "bea")}
    assert edges([*said, report("ana", "bea", False, 3)], NOW + timedelta(hours=3)) == set()


def test_who_was_not_helped_was_given_nothing():
    said = Benefit("1", "ana", "bea", False, NOW, ("advice",), "by_others", ("colleagues",), "Not yet.").checked()
    assert (said.gave, said.way, said.reached, said.words) == ((), "direct", (), "Not yet.")


def test_nobody_reports_of_themselves():
    with pytest.raises(RuleBroken) as broken:
        report("ana", "ana", True, 0).checked()
    assert broken.value.code == "not_yourself"
