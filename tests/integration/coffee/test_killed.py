"""A round is drawn once and announced once, wherever it is cut off, and however many processes take it on."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta
from typing import Any

import pytest

from bus.actor import Actor
from bus.database import Database, Work
from bus.events import Received
from bus.ids import new_id
from bus.testing import Community, Keys, servers
from bus.times import utc_now
from services.matching import actions, drawing, rounds, store
from services.matching.model import Member, certify
from services.matching.model.round import london_day
from services.matching.service import MatchingService
from tests.integration.coffee.asking import MEMBER, Coffee

OPS = Actor("service", "ops")
PEOPLE = 9
GROUPS = PEOPLE // 2
TRANSACTIONS = 4
"""That a small round takes: frozen, drawn, told to everybody, announced."""


class Killed(Exception):
    """The process ends here."""


class Fragile(Database):
    """A database whose process is killed before or after the commit of its nth transaction."""

    dies_at, dies_after, done = 0, False, 0

    def transact(self, change: Callable[[Work], Any], *rest: Any, **named: Any) -> Any:
        self.done += 1
        if self.done == self.dies_at and not self.dies_after:
            raise Killed
        answer = super().transact(change, *rest, **named)
        if self.done == self.dies_at:
            raise Killed
        return answer


class Idle:
    """Matching's database, with people who take part, and no process that would take a round on."""

    def __init__(self, community: Community) -> None:
        self.community, self.coffee = community, Coffee(community)
        self.healthy = self.opened(Database)
        self.healthy.ensure_indexes()
        self.people = [self.enrolled(f"Person {number}") for number in range(PEOPLE)]

    def opened(self, kind: type[Database]) -> Any:
        settings = self.community.settings(MatchingService, coffee_day=0)
        database = kind(self.community.mongodb_uri, self.community.namespace, MatchingService, settings)
        database.open()
        return database

    def enrolled(self, name: str) -> str:
        person_id = new_id()
        known = MEMBER | {"organisation_id": "", "partnership": "", "looking_for": "", "interests": (), "offers": ()}
        member = Member(member_id=person_id, name=name, **known | {"topics": ("sepsis",)})
        self.healthy.transact(lambda work: store.keep_member(work, member))
        self.healthy.transact(lambda work: actions.enrol(work, Actor("person", person_id), ["call"], False))
        return person_id

    def closed(self) -> str:
        """Open a round and close it at once; return its id."""
        until = london_day(utc_now()) + timedelta(days=7)
        one = self.healthy.transact(lambda work: actions.open_round(work, OPS, until))
        self.healthy.transact(lambda work: actions.close_round(work, OPS, one["round_id"], one["version"]))
        return str(one["round_id"])

    def check(self, round_id: str) -> None:
        """See that the round was drawn once and announced once."""
        coffee = self.coffee
        assert coffee.round(round_id)["state"] == "announced"
        groups = coffee.pairs(round_id)
        assert sorted(each for group in groups for each in group) == sorted(self.people)
        assert coffee.db.pairs.count_documents({}) == len(groups) == GROUPS
        assert sorted(each["person_id"] for each in coffee.told("coffee.matched")) == sorted(self.people)
        frozen = self.healthy.ask(lambda read: store.find_inputs(read, round_id))
        assert frozen
        assert frozen.gives(drawing.draw_round(frozen.inputs(), coffee.round(round_id)["seed"]))


@pytest.fixture
def idle(keys: Keys) -> Iterator[Idle]:
    with closing(Community(*servers(), keys)) as community:
        made = Idle(community)
        yield made
        made.healthy.close()


def walk(database: Database) -> None:
    while rounds.step(database):
        continue


@pytest.mark.parametrize("dies_after", [False, True], ids=["before its commit", "after its commit"])
@pytest.mark.parametrize("dies_at", range(1, TRANSACTIONS + 1))
def test_killed_at_any_step_it_goes_on_where_it_was(idle: Idle, dies_at: int, dies_after: bool) -> None:
    round_id, database = idle.closed(), idle.opened(Fragile)
    database.dies_at, database.dies_after = dies_at, dies_after
    with pytest.raises(Killed):
        walk(database)
    database.close()
    walk(idle.healthy)
    idle.check(round_id)


def test_a_small_round_takes_four_transactions(idle: Idle) -> None:
    idle.closed()
    database = idle.opened(Fragile)
    walk(database)
    database.close()
    assert database.done == TRANSACTIONS


def test_of_two_processes_that_draw_the_same_round_one_is_heard(idle: Idle) -> None:
    round_id, other = idle.closed(), idle.opened(Database)
    with ThreadPoolExecutor(2) as both:
        list(both.map(walk, (idle.healthy, other)))
    other.close()
    idle.check(round_id)


def test_another_draw_that_comes_late_changes_nothing(idle: Idle) -> None:
    round_id = idle.closed()
    walk(idle.healthy)
    before = idle.coffee.pairs(round_id)
    frozen = idle.healthy.ask(lambda read: store.find_inputs(read, round_id))
    assert frozen
    draw = drawing.draw_round(frozen.inputs(), 12345)
    idle.healthy.transact(lambda work: actions.keep_draw(work, round_id, draw, certify(frozen.inputs(), draw)))
    idle.healthy.transact(lambda work: actions.freeze(work, round_id, "2", 7))
    assert idle.coffee.pairs(round_id) == before
    idle.check(round_id)


def test_who_leaves_between_freezing_and_drawing_is_in_no_pair(idle: Idle) -> None:
    round_id, gone = idle.closed(), idle.people[0]
    idle.healthy.transact(lambda work: actions.freeze(work, round_id, drawing.VERSION, 7))
    idle.healthy.transact(lambda work: actions.leave_coffee(work, Actor("person", gone)))
    walk(idle.healthy)
    assert gone not in {each for group in idle.coffee.pairs(round_id) for each in group}
    assert gone not in {each["person_id"] for each in idle.coffee.told("coffee.matched", "coffee.unmatched")}
    told = sorted(each["person_id"] for each in idle.coffee.told("coffee.matched", "coffee.unmatched"))
    assert told == sorted(idle.people[1:])


def drawn(idle: Idle) -> str:
    """Have a round drawn of which nobody is told yet."""
    round_id = idle.closed()
    while idle.coffee.round(round_id)["state"] != "drawn":
        rounds.step(idle.healthy)
    return round_id


def test_who_loses_a_coffee_before_anybody_is_told_is_brought_together_with_somebody_else(idle: Idle) -> None:
    round_id = drawn(idle)
    first, second = [sorted(each) for each in idle.coffee.pairs(round_id) if len(each) == 2][:2]
    for gone in (first[0], second[0]):
        idle.healthy.transact(lambda work, gone=gone: actions.leave_coffee(work, Actor("person", gone)))
    walk(idle.healthy)
    assert {first[1], second[1]} in idle.coffee.pairs(round_id)
    assert idle.coffee.told("coffee.unmatched", "coffee.partner_left") == []
    assert idle.coffee.db.waiting.count_documents({}) == 0


@pytest.mark.parametrize("how", ["avoids", "blocks"])
def test_whom_somebody_keeps_away_from_after_the_draw_they_are_not_told_of(idle: Idle, how: str) -> None:
    round_id = drawn(idle)
    one, other = next(sorted(each) for each in idle.coffee.pairs(round_id) if len(each) == 2)
    told = {"person_id": one, "blocked_ids": [other]}
    blocked = Received("person.blocks_changed", "directory", new_id(), one, 1, utc_now(), told)
    if how == "avoids":
        idle.healthy.transact(lambda work: actions.avoid_person(work, Actor("person", one), other))
    else:
        idle.healthy.transact(lambda work: actions.keep_blocks(work, blocked))
    walk(idle.healthy)
    groups = idle.coffee.pairs(round_id)
    assert not [each for each in groups if {one, other} <= each]
    assert sorted(each for group in groups for each in group) == sorted(idle.people)
    assert idle.coffee.told("coffee.unmatched", "coffee.partner_left") == []
