"""The invented year of coffee: ever more people, and one round that gave as much as one did."""

from __future__ import annotations

import itertools
from datetime import timedelta

import pytest

from deploy.local.demonstration import coffee, story
from deploy.local.demonstration.coffee import BEST, COLLABORATION, FIRST, LATEST, NEW_IDEAS, OPEN_FOR, ROUNDS, Drinker
from services.matching.model.enrolment import WAYS


@pytest.fixture(scope="module")
def drinkers() -> tuple[Drinker, ...]:
    return coffee.drinkers(story.of(2500))


def in_round(drinkers: tuple[Drinker, ...], number: int) -> int:
    closes = timedelta(days=ROUNDS[number]) + OPEN_FOR
    return sum(each.enrolled < closes for each in drinkers)


def test_rounds_are_monthly_over_a_year_and_the_last_is_under_way() -> None:
    assert len(ROUNDS) == 12
    assert {later - earlier for earlier, later in itertools.pairwise(ROUNDS)} == {30}
    assert -28 < ROUNDS[-1] + OPEN_FOR.days < -7


def test_ever_more_people_take_part(drinkers: tuple[Drinker, ...]) -> None:
    counts = [in_round(drinkers, number) for number in range(len(ROUNDS))]
    assert counts == sorted(counts)
    assert (counts[0], counts[-1], len(drinkers)) == (FIRST, LATEST, LATEST)


def test_nobody_takes_part_before_they_joined_and_the_accounts_do(drinkers: tuple[Drinker, ...]) -> None:
    joined = {life.address: life.ended.after for life in story.of(2500).lives if life.ended}
    assert all(each.enrolled > joined.get(each.address, timedelta(days=-9999)) for each in drinkers)
    assert len({each.address for each in drinkers}) == len(drinkers)
    assert set(story.accounts()) <= {each.address for each in drinkers}
    assert all(each.ways and set(each.ways) <= set(WAYS) for each in drinkers)


def test_the_best_round_gave_as_much_as_it_did_and_no_other_more(drinkers: tuple[Drinker, ...]) -> None:
    for number in range(len(ROUNDS) - 1):
        said = [each for each in coffee.surveys(number, in_round(drinkers, number)) if each]
        gave = sum(each.new_ideas for each in said), sum(each.collaboration for each in said)
        assert (gave == (NEW_IDEAS, COLLABORATION)) == (number == BEST)
        assert gave[0] <= NEW_IDEAS
        assert gave[1] <= COLLABORATION
        assert all(each.beneficial for each in said if each.new_ideas and each.collaboration)


def test_it_is_the_same_every_time_and_for_a_smaller_community_too(drinkers: tuple[Drinker, ...]) -> None:
    assert coffee.drinkers(story.of(2500)) == drinkers
    assert len(coffee.drinkers(story.of(232))) == LATEST
