"""A year of coffee in the demonstration: who took part from when on, and what they said of each round (43 to 47).

Each month some more take part, until about 200 do; of the best round 133 said that it gave them new ideas, and 115 that
they began to work together. The last round is under way.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from random import Random

from deploy.local.demonstration import calendar
from deploy.local.demonstration.newcomers import SEED
from deploy.local.demonstration.story import Story, accounts

ROUNDS = tuple(range(-346, 0, 30))
"""So many days from today a round opened: twelve in a year."""
OPEN_FOR = timedelta(days=7)
FIRST, LATEST = 30, 201
"""How many took part in the first round, and in the one that is under way: an odd number makes one trio."""
BEST = len(ROUNDS) - 4
"""Which round gave most."""
NEW_IDEAS, COLLABORATION = 133, 115
ANSWERED = 150
"""How many answered after the best round."""


@dataclass(frozen=True)
class Drinker:
    """Somebody who takes part, from when on, and how they meet."""

    address: str
    enrolled: timedelta
    ways: tuple[str, ...]
    keeps_title: bool


@dataclass(frozen=True)
class Said:
    """What somebody says after a round."""

    new_ideas: bool
    collaboration: bool
    beneficial: bool


def drinkers(story: Story) -> tuple[Drinker, ...]:
    """Tell who takes part, of a community whose other story is this one, in the order in which they asked to."""
    return tuple(sorted(_drinkers(story), key=lambda each: each.enrolled))


def surveys(number: int, people: int) -> Iterator[Said | None]:
    """Tell what so many people say after a round, in the order in which they are asked; None says no more than that."""
    rng = Random(SEED + number)  # noqa: S311
    said = _best(people) if number == BEST else [_said(rng) if rng.random() < 0.6 else None for _ in range(people)]
    rng.shuffle(said)
    return iter(said)


def _best(people: int) -> list[Said | None]:
    answers = [Said(at < NEW_IDEAS, 10 <= at < 10 + COLLABORATION, at < ANSWERED - 8) for at in range(ANSWERED)]
    return [*answers[:people], *[None] * (people - ANSWERED)]


def _said(rng: Random) -> Said:
    new_ideas, collaboration = rng.random() < 0.65, rng.random() < 0.4
    return Said(new_ideas, collaboration, new_ideas or collaboration or rng.random() < 0.3)


def _drinkers(story: Story) -> Iterator[Drinker]:
    rng = Random(SEED + 3)  # noqa: S311
    since = dict(_since(story))
    waiting = sorted(since)
    rng.shuffle(waiting)
    waiting.sort(key=lambda address: address not in accounts())
    taking = 0
    for number, opens in enumerate(ROUNDS):
        wanted = FIRST + (LATEST - FIRST) * number // (len(ROUNDS) - 1)
        ready = [each for each in waiting if since[each] < timedelta(days=opens - 8)][: wanted - taking]
        waiting = [each for each in waiting if each not in set(ready)]
        for address in ready:
            yield _drinker(rng, address, max(since[address] + timedelta(days=6), timedelta(days=opens - 28)), opens)
        taking += len(ready)


def _drinker(rng: Random, address: str, earliest: timedelta, opens: int) -> Drinker:
    latest = timedelta(days=opens + 5)
    enrolled = earliest + timedelta(minutes=int((latest - earliest) / timedelta(minutes=1) * rng.random()))
    ways = tuple(way for way in ("camera_off", "text_first", "in_person") if rng.random() < 0.25)
    return Drinker(address, enrolled, ("call", *ways), rng.random() < 0.3)


def _since(story: Story) -> Iterator[tuple[str, timedelta]]:
    for life in story.lives:
        if "leave" in [step.name for step in life.steps]:
            continue
        if not life.wave:
            yield life.address, timedelta(days=-calendar.FOUNDED)
        elif life.has_joined and life.ended:
            yield life.address, life.ended.after
