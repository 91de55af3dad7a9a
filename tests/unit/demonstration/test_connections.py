"""How the invented members came to know each other: 5 connections, then 15, then those who came later."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import timedelta

import pytest

from deploy.local.demonstration import connections, story
from deploy.local.demonstration.calendar import WAVES
from deploy.local.demonstration.connections import FOUNDING, HALF_A_YEAR, QUESTIONED, Connections
from deploy.local.demonstration.story import Story
from services.directory.model import MOST_OPEN
from services.directory.model.benefit import GAVE

Pair = frozenset[str]
TODAY = timedelta()


@pytest.fixture(scope="module")
def past() -> Story:
    return story.of(2500)


@pytest.fixture(scope="module")
def told(past: Story) -> Connections:
    return connections.of(past)


@pytest.fixture(scope="module")
def founders(past: Story) -> set[str]:
    """Return the founders who are still there."""
    stays = [life for life in past.lives if "leave" not in [step.name for step in life.steps]]
    return {life.address for life in stays if not life.wave}


def edges(told: Connections, at: timedelta) -> set[Pair]:
    """Return the pairs of whom one said by then, and last, that the other helped."""
    latest = {
        (said.by, said.of): said.given["beneficial"] for said in sorted(told.said, key=_after) if said.after <= at
    }
    return {frozenset(pair) for pair, beneficial in latest.items() if beneficial}


def _after(said: connections.Said) -> timedelta:
    return said.after


@pytest.mark.parametrize(("at", "average"), [(FOUNDING, 5), (HALF_A_YEAR, 15)])
def test_founders_have_five_connections_and_half_a_year_later_fifteen(
    told: Connections, founders: set[str], at: timedelta, average: int
) -> None:
    among = [pair for pair in edges(told, at) if pair <= founders]
    assert len(among) == len(edges(told, at))
    assert abs(2 * len(among) / len(founders) - average) < 0.01


def test_the_half_year_is_over_before_anybody_else_may_join() -> None:
    assert timedelta(days=-max(wave.opened for wave in WAVES)) > HALF_A_YEAR == FOUNDING + timedelta(days=182)


def test_more_and_more_connections_lead_to_other_regions(past: Story, told: Connections) -> None:
    region = {life.address: life.written["region"] for life in past.lives}

    def across(pairs: set[Pair]) -> float:
        return sum(len({region[address] for address in pair}) == 2 for pair in pairs) / len(pairs)

    first, second = edges(told, FOUNDING), edges(told, HALF_A_YEAR)
    assert across(first) < 0.45 < across(second - first) < 0.85
    assert across(second) < across(edges(told, TODAY))


def test_some_know_many_and_some_few(told: Connections) -> None:
    counted = Counter(address for pair in edges(told, HALF_A_YEAR) for address in pair)
    assert max(counted.values()) > 3 * 15 / 2
    assert min(counted.values()) < 15 / 3


def test_some_hundreds_who_came_later_have_a_few(told: Connections, founders: set[str]) -> None:
    later = Counter(address for pair in edges(told, TODAY) for address in pair - founders)
    assert connections.LATER_MEMBERS * 0.95 < len(later) <= connections.LATER_MEMBERS
    assert 1.5 < sum(later.values()) / len(later) < 5


def test_nobody_does_anything_before_they_joined_or_in_the_future(past: Story, told: Connections) -> None:
    joined = {life.address: life.ended.after for life in past.lives if life.has_joined and life.ended}
    done = [(each.after, each.by, each.of) for each in (*told.said, *told.asked)]
    done += [(each.accepted, each.by, each.of) for each in told.asked if each.accepted is not None]
    done += [(each.after, each.by, address) for each in told.introduced for address in each.people]
    for after, by, of in done:
        assert max(joined.get(by, after), joined.get(of, after)) <= after < TODAY
        assert by != of


def test_who_asks_and_is_accepted_says_so_afterwards(told: Connections) -> None:
    helped: defaultdict[Pair, list[timedelta]] = defaultdict(list)
    for said in told.said:
        helped[frozenset((said.by, said.of))].append(said.after)
    answered = [each for each in told.asked if each.accepted is not None]
    assert len(answered) > 300
    for asked in answered:
        assert asked.accepted is not None
        assert asked.after < asked.accepted < min(helped.get(frozenset((asked.by, asked.of)), [TODAY]))


def test_nobody_has_more_requests_open_than_they_may(told: Connections) -> None:
    waiting = Counter(asked.by for asked in told.asked if asked.accepted is None)
    assert max(waiting.values()) < MOST_OPEN // 2


def test_all_that_can_be_given_was_given_directly_and_by_way_of_others(told: Connections) -> None:
    assert {gave for said in told.said for gave in said.given.get("gave", ())} == set(GAVE)
    assert {said.given.get("way", "direct") for said in told.said} == {"direct", "by_others"}
    assert {said.given["beneficial"] for said in told.said} == {True, False}
    assert {asked.given["source"] for asked in told.asked} == set(connections.SOURCES)


def test_on_every_account_something_waits(told: Connections) -> None:
    asked = Counter(asked.of for asked in told.asked if asked.accepted is None)
    introduced = {address for each in told.introduced if not each.agreed for address in each.people}
    month = timedelta(days=32)
    said = {each.by for each in told.said if each.after < timedelta(days=QUESTIONED[-1]) - month}
    for address in story.accounts():
        assert asked[address] >= 2
        assert address in introduced
        assert address in said


def test_it_is_the_same_every_time(past: Story, told: Connections) -> None:
    assert connections.of(past) == told


@pytest.mark.parametrize("members", [232, 250, 300])
def test_a_smaller_community_has_connections_too(members: int) -> None:
    assert len(edges(connections.of(story.of(members)), TODAY)) > 1_700
