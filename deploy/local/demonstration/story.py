"""What happened in the demonstration's community before today: who applied in which wave, and what became of it.

Made from a seed and counted in time before today, so that it is the same story on every day. It decides nothing that
the services decide: it says what people did and when, and the commands do the rest.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from random import Random
from typing import Any

from deploy.local.demonstration import calendar
from deploy.local.demonstration.calendar import WAVES, Wave
from deploy.local.demonstration.make_cohort import COHORT, HERE
from deploy.local.demonstration.newcomers import SEED, Newcomers
from services.directory.model import CRITERIA
from services.directory.reference import REGIONS

FOUNDERS = 231
ASSESSORS = 5
OPEN_NOW = 40
"""How many applications are before the panels today."""
ASKING = 45
"""How many wait to be told that they can apply."""

Data = dict[str, Any]
Scores = dict[str, int]


@dataclass(frozen=True)
class Scored:
    """One assessor's scores and reasons."""

    after: timedelta
    scores: Scores
    reasons: dict[str, str]


@dataclass(frozen=True)
class Step:
    """Something that a member did or that was done for them: the name says what."""

    after: timedelta
    name: str
    given: Data = field(default_factory=dict)


@dataclass(frozen=True)
class Life:
    """What somebody did, and when: each time is `after` today's midnight, so that what is over is negative."""

    address: str
    written: Data
    wave: str = ""
    submitted: timedelta | None = None
    scored: tuple[Scored, ...] = ()
    ended: Step | None = None
    steps: tuple[Step, ...] = ()

    @property
    def has_joined(self) -> bool:
        """Tell whether they were accepted."""
        return self.ended is not None and self.ended.name == "accept"


@dataclass(frozen=True)
class Panel:
    """Who sits on the panel of a region, by address, and where they work."""

    region: str
    chair: str
    assessors: tuple[str, ...]
    organisations: frozenset[str]


@dataclass(frozen=True)
class Story:
    """Everything that happened: founders and newcomers, panels, and who waits to be told."""

    panels: tuple[Panel, ...]
    lives: tuple[Life, ...]
    asking: tuple[Life, ...]

    def in_wave(self, wave: Wave) -> list[Life]:
        """List who applied in a wave."""
        return [life for life in self.lives if life.wave == wave.key]


def of(members: int) -> Story:
    """Make the story of a community that so many people joined, the founders among them."""
    return _Telling(members).story()


@cache
def founders() -> list[Data]:
    """Return the founding cohort, as it is imported."""
    with COHORT.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def accounts() -> dict[str, list[Data]]:
    """Return the roles of the demonstration's accounts, by address."""
    known = json.loads((HERE / "accounts.json").read_text("utf-8"))["accounts"]
    return {account["address"]: account["roles"] for account in known}


def panels() -> tuple[Panel, ...]:
    """Seat a panel for each region from its founders; whoever has an account keeps the role that is known."""
    return tuple(_panel(region.slug, founders(), accounts()) for region in REGIONS)


def _panel(region: str, people: list[Data], known: dict[str, list[Data]]) -> Panel:
    local = [person["address"] for person in people if person["region"] == region]
    held = {role: _holders(known, role, region) for role in ("chair", "assessor")}
    free = [address for address in local if address not in known]
    is_known_whole = bool(held["chair"])
    chair = held["chair"][0] if is_known_whole else free.pop(0)
    assessors = held["assessor"] if is_known_whole else [*held["assessor"], *free][:ASSESSORS]
    sitting = {chair, *assessors}
    organisations = frozenset(person["organisation"] for person in people if person["address"] in sitting) - {""}
    return Panel(region, chair, tuple(assessors), organisations)


def _holders(known: dict[str, list[Data]], role: str, region: str) -> list[str]:
    return [address for address, roles in known.items() if {"role": role, "region": region} in roles]


class _Telling:
    """Makes a story, drawing one thing after another from a seeded source of chance."""

    def __init__(self, members: int) -> None:
        self._members = members
        self._rng = Random(SEED)  # noqa: S311
        self._founders = founders()
        self._newcomers = Newcomers(self._rng, self._founders)
        self._panels = panels()
        self._avoided = {panel.region: panel.organisations for panel in self._panels}

    def story(self) -> Story:
        joining = calendar.shared_out(self._members - len(self._founders))
        lives = [life for wave in WAVES if not wave.is_open for life in self._wave(wave, joining[wave.key])]
        waiting = [self._waiting(number) for number in range(OPEN_NOW)]
        asking = tuple(self._asking() for _ in range(ASKING))
        return Story(self._panels, (*map(self._founder, self._founders), *lives, *waiting), asking)

    def _wave(self, wave: Wave, joining: int) -> Iterator[Life]:
        regions = wave.regions or tuple(region.slug for region in REGIONS)
        endings = ["accept"] * joining + ["not_yet"] * round(joining * 0.13) + ["withdraw"] * round(joining * 0.03)
        self._rng.shuffle(endings)
        for number, ending in enumerate(endings):
            written = self._applicant(regions[number % len(regions)])
            yield self._applied(wave, written, ending)

    def _applicant(self, region: str) -> Data:
        return self._newcomers.applicant(region, self._avoided[region])

    def _applied(self, wave: Wave, written: Data, ending: str) -> Life:
        submitted = self._day_time(-self._rng.randint(wave.closed, wave.opened))
        scored = tuple(self._scored(submitted, ending))
        ended_at = scored[-1].after + self._days(1, 4)
        if ending == "withdraw":
            ended_at = submitted + self._days(1, 8)
            scored = tuple(each for each in scored if each.after < ended_at)
        elif self._rng.random() < 0.04:
            ended_at += timedelta(days=9)  # Some answers were late.
        ended = Step(ended_at, ending, self._words_of(ending))
        steps = tuple(self._membership(written, ended_at)) if ending == "accept" else ()
        return Life(written["address"], written, wave.key, submitted, scored, ended, steps)

    def _words_of(self, ending: str) -> Data:
        if ending == "accept":
            return {"feedback": self._newcomers.text("welcomes")}
        if ending == "not_yet":
            return {"feedback": self._newcomers.text("feedback"), "again_in_months": self._rng.randint(3, 6)}
        return {}

    def _scored(self, submitted: timedelta, ending: str) -> Iterator[Scored]:
        first, second = (submitted + self._days(2, 13) for _ in range(2))
        first, second = min(first, second), max(first, second)
        given = self._scores(2 if ending == "not_yet" else 3)
        yield self._given(first, given)
        if self._rng.random() < 0.06:
            far = {name: score - 2 if score > 2 else score + 2 for name, score in given.items()}
            yield self._given(second, far)
            yield self._given(second + self._days(3, 6), given)
        else:
            yield self._given(second, {name: self._near(score) for name, score in given.items()})

    def _scores(self, about: int) -> Scores:
        return {name: min(4, max(1, about + self._rng.choice((-1, 0, 0, 0, 1)))) for name in CRITERIA}

    def _near(self, score: int) -> int:
        return min(4, max(1, score + self._rng.choice((-1, 0, 0, 1))))

    def _given(self, after: timedelta, scores: Scores) -> Scored:
        return Scored(after, scores, {name: self._newcomers.reason(score) for name, score in scores.items()})

    def _founder(self, person: Data) -> Life:
        written = person | {"topics": person["topics"].split(";")}
        is_on_panel = any(person["address"] in (panel.chair, *panel.assessors) for panel in self._panels)
        if person["address"] in accounts():
            return Life(person["address"], written)
        began = self._day_time(-calendar.FOUNDED + 20)
        steps = self._membership(written, began)
        stays = (step for step in steps if not is_on_panel or step.name in ("describe", "check"))
        return Life(person["address"], written, steps=tuple(stays))

    def _membership(self, written: Data, joined: timedelta) -> Iterator[Step]:
        """Say what a member did after they had joined, in order, as far as it is over."""
        return iter(sorted(_until_left(self._steps(written, joined)), key=lambda step: step.after))

    def _steps(self, written: Data, joined: timedelta) -> Iterator[Step]:
        rng = self._rng
        if rng.random() < 0.75:
            yield Step(joined + self._days(1, 30), "describe", self._newcomers.entry(written))
        if rng.random() < 0.07 and written["organisation"]:
            avoided = self._avoided[written["region"]]
            moved = {"organisation": self._newcomers.workplace(written, avoided)}
            yield Step(joined + self._days(100, 500), "move_on", moved)
        if rng.random() < 0.55:
            yield Step(joined + self._days(184, 215), "check")
        if rng.random() < 0.45 and (lately := -self._days(1, 120)) > joined + timedelta(days=40):
            yield Step(lately, "check")
        if rng.random() < 0.02:
            reason = {"topic": rng.choice(written["topics"]), "reason": self._newcomers.text("recognised_for")}
            yield Step(joined + self._days(120, 400), "recognise", reason)
        if rng.random() < 0.02:
            yield Step(joined + self._days(60, 600), "leave")

    def _waiting(self, number: int) -> Life:
        """Invent an application that is before its panel today, each in a state of its own."""
        wave = WAVES[-1]
        region = wave.regions[number % len(wave.regions)]
        state = STATES[(number // len(wave.regions)) % len(STATES)]
        submitted = self._day_time(-self._rng.randint(*state.days))
        scored = [self._given(submitted + self._days(1, 2), self._scores(3))] if state.scores else []
        if state.scores > 1:
            near = {name: self._near(score) for name, score in scored[0].scores.items()}
            far = {name: score - 2 if score > 2 else score + 2 for name, score in scored[0].scores.items()}
            scored.append(self._given(scored[0].after + timedelta(hours=7), far if state.is_apart else near))
        written = self._applicant(region)
        steps = tuple(Step(submitted + timedelta(days=3, hours=hours), name) for name, hours in state.steps)
        return Life(written["address"], written, wave.key, submitted, tuple(scored), steps=steps)

    def _asking(self) -> Life:
        region = self._rng.choice([region.slug for region in REGIONS if region.slug not in calendar.OPEN])
        written = self._applicant(region)
        wish = {"region": region, "wish": self._rng.choice(("apply", "apply", "updates"))}
        return Life(written["address"], written, steps=(Step(-self._days(1, 40), "wish", wish),))

    def _day_time(self, days: int) -> timedelta:
        return timedelta(days=days, hours=self._rng.randint(8, 20), minutes=self._rng.randrange(60))

    def _days(self, least: int, most: int) -> timedelta:
        """Draw a span of whole days and some hours, such that days stay days."""
        return timedelta(days=self._rng.randint(least, most), minutes=self._rng.randint(-90, 90))


@dataclass(frozen=True)
class State:
    """How an application stands today: submitted so many days ago, with so many scores, and what was done about it."""

    days: tuple[int, int]
    scores: int = 0
    is_apart: bool = False
    steps: tuple[tuple[str, int], ...] = ()


STATES = (
    State((1, 4)),
    State((19, 23)),
    State((6, 10), scores=1),
    State((9, 14), scores=2),
    State((9, 14), scores=2, is_apart=True),
    State((8, 12), scores=1, steps=(("ask", 0),)),
    State((10, 16), scores=2, steps=(("ask", 0), ("answer_question", 30))),
    State((5, 9), steps=(("conflict", 0),)),
)
"""New; late; half scored; ready for the chair; waiting for a third; asked; answered; an assessor stepped back."""


def _until_left(steps: Iterator[Step]) -> list[Step]:
    """Keep what is over by today and before somebody left."""
    over = [step for step in steps if step.after < timedelta()]
    left = [step.after for step in over if step.name == "leave"]
    return [step for step in over if not left or step.name == "leave" or step.after < left[0]]


def regions_of(lives: Collection[Life]) -> set[str]:
    """Return where people live."""
    return {life.written["region"] for life in lives}
