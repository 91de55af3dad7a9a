"""How the demonstration's members came to know each other: who connected with whom, and when they said that it helped.

The founding cohort begins with 5 connections a member and has 15 half a year later, before anybody else joins, so that
the figures of staff show it; some hundreds who came later have a few each (clauses 31, 33, 35, 36 and 38 to 40). At
first people know whom they work near; later more of their connections lead elsewhere.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import accumulate
from random import Random
from typing import Any

from deploy.local.demonstration import calendar
from deploy.local.demonstration.make_cohort import HERE
from deploy.local.demonstration.newcomers import SEED
from deploy.local.demonstration.story import Life, Story, accounts

AT_FOUNDING, HALF_A_YEAR_ON = 5, 15
"""The average number of connections of a founder at the two moments."""
FOUNDING = timedelta(days=-calendar.FOUNDED + 8)
HALF_A_YEAR = FOUNDING + timedelta(days=182)
LATER_MEMBERS = 300
MOST_TRIES = 200
ASKING_NOW = 40
"""How many requests wait for an answer today, beside two for each account."""
QUESTIONED = (-865, -830, -780, -640, -500, -320, -180, -60, -12)
"""So many days from today the monthly question began to go round; often enough for nobody to have a heap of it."""
ROUND = 9
"""So many days it takes to go round: some are asked each day."""
GAVE = {"advice": 35, "new_idea": 30, "support": 25, "collaboration": 15, "contact": 12}
SOURCES = {"directory": 40, "meeting": 25, "group": 15, "lab": 10, "elsewhere": 10}

Data = dict[str, Any]


@dataclass(frozen=True)
class Said:
    """What one person said of another, and when."""

    after: timedelta
    by: str
    of: str
    given: Data


@dataclass(frozen=True)
class Asked:
    """A request to connect; without an answer it waits today."""

    after: timedelta
    by: str
    of: str
    given: Data
    accepted: timedelta | None = None


@dataclass(frozen=True)
class Introduced:
    """Two people whom a third introduced to each other; who agreed did so by then, and who is not named waits."""

    after: timedelta
    by: str
    people: tuple[str, str]
    words: str
    agreed: tuple[tuple[timedelta, str], ...] = ()


@dataclass(frozen=True)
class Answered:
    """That somebody answered the question of a round, some days after it."""

    after: timedelta
    by: str


@dataclass
class Connections:
    """Everything that happened between members."""

    said: list[Said] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    introduced: list[Introduced] = field(default_factory=list)
    answered: list[Answered] = field(default_factory=list)


@dataclass(frozen=True)
class Person:
    """Somebody who stays: from when on they meet people, and how much they do."""

    address: str
    region: str
    topics: frozenset[str]
    since: timedelta
    zeal: float


class Crowd:
    """People to draw from by their zeal, from one region or from the others."""

    def __init__(self, people: Sequence[Person], rng: Random) -> None:
        self._rng, self.people = rng, people
        self._weights = list(accumulate(each.zeal for each in people))
        self._near: defaultdict[str, list[Person]] = defaultdict(list)
        for each in people:
            self._near[each.region].append(each)

    def anybody(self) -> Person:
        """Draw one."""
        return self._rng.choices(self.people, cum_weights=self._weights)[0]

    def near(self, one: Person) -> list[Person]:
        """Draw a few of one's own region, who may be oneself."""
        local = self._near[one.region]
        return self._rng.choices(local, [each.zeal for each in local], k=3) if local else []

    def elsewhere(self, one: Person) -> list[Person]:
        """Draw a few of other regions."""
        return [each for each in (self.anybody() for _ in range(4)) if each.region != one.region]


def of(story: Story) -> Connections:
    """Make the connections of a community whose other story is this one."""
    return _Weaving(story).connections()


class _Weaving:
    """Ties one pair after another, drawn from a seeded source of chance of its own."""

    def __init__(self, story: Story) -> None:
        self._rng = Random(SEED + 1)  # noqa: S311
        self._texts = json.loads((HERE / "connections.json").read_text("utf-8"))
        stays = [life for life in story.lives if "leave" not in [step.name for step in life.steps]]
        founders = [self._person(life, timedelta(days=-calendar.FOUNDED)) for life in stays if not life.wave]
        self._founders = Crowd(founders, self._rng)
        joined = [(life, life.ended.after) for life in stays if life.has_joined and life.ended]
        newcomers = [self._person(life, after) for life, after in joined if after < timedelta(days=-40)]
        chosen = self._rng.sample(newcomers, min(LATER_MEMBERS, len(newcomers)))
        self._newcomers = sorted(chosen, key=lambda each: each.since)
        self._pairs: set[frozenset[str]] = set()
        self._told = Connections()

    def connections(self) -> Connections:
        """Tell of the founders, then of those who came later, then of what waits today."""
        edges = [round(average * len(self._founders.people) / 2) for average in (AT_FOUNDING, HALF_A_YEAR_ON)]
        for _ in range(edges[0]):
            self._found()
        for number in range(edges[1] - edges[0]):
            self._grow(number / (edges[1] - edges[0]))
        for person in self._newcomers:
            for _ in range(self._rng.choice((1, 1, 2, 2, 3, 4))):
                self._come(person)
        for address in accounts():
            self._wait_for(address)
        for _ in range(ASKING_NOW):
            self._ask_today(self._founders.anybody().address)
        self._told.answered.extend(self._answers())
        return self._told

    def _person(self, life: Life, since: timedelta) -> Person:
        zeal = min(self._rng.lognormvariate(0, 0.6), 6.0)
        return Person(life.address, life.written["region"], frozenset(life.written["topics"]), since, zeal)

    # The founding cohort

    def _found(self) -> None:
        """Tie two who knew each other when the community began."""
        one, other = self._pair(self._founders, self._founders, near=0.6)
        began = FOUNDING - timedelta(days=7)
        self._say(one, other, self._between(began, FOUNDING), began)

    def _grow(self, share: float) -> None:
        """Tie two in the half year after, ever more of them from other regions, and more of them as time goes by."""
        one, other = self._pair(self._founders, self._founders, near=0.5 - 0.3 * share)
        span = HALF_A_YEAR - FOUNDING
        after = FOUNDING + timedelta(hours=2) + (span - timedelta(days=1)) * share**0.8
        is_asked = after > FOUNDING + timedelta(days=30) and self._rng.random() < 0.3
        self._say(one, other, after, self._connect(one, other, after, FOUNDING) if is_asked else FOUNDING)

    # Who came later

    def _come(self, person: Person) -> None:
        earlier = [each for each in self._newcomers if each.since < person.since]
        others = Crowd(earlier, self._rng) if len(earlier) > 20 and self._rng.random() < 0.4 else self._founders
        one, other = self._pair(Crowd([person], self._rng), others, near=0.35)
        met = max(one.since, other.since) + timedelta(days=1)
        after = self._between(met + timedelta(days=20), timedelta(days=-2))
        self._say(one, other, after, self._connect(one, other, after, met) if self._rng.random() < 0.5 else met)

    # What waits today

    def _wait_for(self, address: str) -> None:
        """Let an account have two requests, an introduction, and somebody about whom the question of the month asks."""
        account = next(each for each in self._founders.people if each.address == address)
        by = self._new_to(account)
        third = self._new_to(account, by)
        for one, other in ((by, account), (by, third)):
            self._connect(one, other, timedelta(days=-48), timedelta(days=-65))
        self._say(account, by, timedelta(days=-47), timedelta(days=-48))
        words = self._rng.choice(self._texts["introductions"])
        people = (address, third.address)
        self._told.introduced.append(Introduced(timedelta(days=-2, hours=9), by.address, people, words))
        for _ in range(2):
            self._ask_today(address)

    def _new_to(self, *people: Person) -> Person:
        """Draw a founder who is no account, and with whom none of these has had to do."""
        free = [each for each in self._founders.people if each.address not in accounts()]
        while True:
            other = self._rng.choice(free)
            if all(self._is_new(each.address, other.address) for each in people):
                return other

    def _ask_today(self, of: str) -> None:
        everybody = [*self._founders.people, *self._newcomers]
        while not self._is_new(of, by := self._rng.choice(everybody).address) or by in accounts():
            pass
        self._told.asked.append(Asked(-self._days(1, 9), by, of, self._request()))

    # What any two do

    def _connect(self, one: Person, other: Person, before: timedelta, earliest: timedelta) -> timedelta:
        """Let one ask and the other accept on the site, before one of them says that it helped; return when."""
        asked = max(before - self._days(10, 60), earliest + timedelta(hours=self._rng.randint(1, 40)))
        accepted = asked + (before - asked) * self._rng.uniform(0.1, 0.6)
        self._told.asked.append(Asked(asked, one.address, other.address, self._request(), accepted))
        return accepted

    def _say(self, one: Person, other: Person, after: timedelta, met: timedelta) -> None:
        """Let one of two say that the other helped; sometimes both, and sometimes it took time to be of use."""
        rng = self._rng
        if rng.random() < 0.04 and after - met > timedelta(days=20):
            early = met + (after - met) * 0.3
            self._told.said.append(Said(early, one.address, other.address, {"beneficial": False}))
        self._told.said.append(Said(after, one.address, other.address, self._helped()))
        later = after + self._days(1, 60)
        if rng.random() < 0.15 and later < timedelta(days=-1):
            self._told.said.append(Said(later, other.address, one.address, self._helped()))

    def _helped(self) -> Data:
        rng = self._rng
        drawn = rng.choices(list(GAVE), list(GAVE.values()), k=rng.choice((1, 1, 2)))
        said: Data = {"beneficial": True, "gave": sorted(set(drawn))}
        if rng.random() < 0.08:
            said["way"] = "by_others"
        if rng.random() < 0.2:
            said["reached"] = [rng.choice(("colleagues", "colleagues", "elsewhere"))]
        if rng.random() < 0.1:
            said["words"] = rng.choice(self._texts["words"])
        return said

    def _request(self) -> Data:
        (source,) = self._rng.choices(list(SOURCES), list(SOURCES.values()))
        return {"source": source} | ({"message": self._message()} if self._rng.random() < 0.8 else {})

    def _message(self) -> str:
        return str(self._rng.choice(self._texts["messages"]))

    def _answers(self) -> Iterator[Answered]:
        """Let a third of those who were asked in a round answer; nobody has answered the last one yet."""
        spoke: defaultdict[str, timedelta] = defaultdict(timedelta)
        for said in self._told.said:
            spoke[said.by] = min(spoke[said.by], said.after)
        for days in QUESTIONED[:-1]:
            asked = timedelta(days=days)
            for by in sorted(each for each, first in spoke.items() if first < asked - timedelta(days=31)):
                if self._rng.random() < 0.35:
                    yield Answered(asked + timedelta(days=ROUND) + self._days(1, 6), by)

    # Chance

    def _pair(self, ones: Crowd, others: Crowd, near: float) -> tuple[Person, Person]:
        """Draw two who are new to each other; so many of them from one region, and rather with a topic in common."""
        is_near = self._rng.random() < near
        for _ in range(MOST_TRIES):
            one = ones.anybody()
            drawn = others.near(one) if is_near else others.elsewhere(one)
            other = max(drawn, key=lambda each: len(each.topics & one.topics), default=None)
            if other and self._is_new(one.address, other.address):
                return one, other
            is_near = is_near and len(ones.people) > 1
        raise RuntimeError("no two people are left who have nothing to do with each other")

    def _is_new(self, one: str, other: str) -> bool:
        """Tell whether two have had nothing to do with each other until now, when they have."""
        pair = frozenset((one, other))
        is_new = len(pair) == 2 and pair not in self._pairs
        self._pairs.add(pair)
        return is_new

    def _between(self, earliest: timedelta, latest: timedelta) -> timedelta:
        return earliest + (latest - earliest) * self._rng.random()

    def _days(self, least: int, most: int) -> timedelta:
        return timedelta(days=self._rng.randint(least, most), minutes=self._rng.randint(-90, 90))
