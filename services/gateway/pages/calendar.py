"""Says who can apply now, who can soon, and when each region had its turn (Clauses 21 to 24)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from services.gateway import calls
from services.gateway.pages.choices import choices
from services.gateway.web import asker

MOST_SHOWN = 100
NOW, SOON = ("open", "full"), ("planned",)

Wave = Mapping[str, Any]


@dataclass(frozen=True)
class Turn:
    """A region and the wave in which it can apply, could, or will; None while nothing is planned for it."""

    region: str
    name: str
    wave: Wave | None


@dataclass(frozen=True)
class Calendar:
    """What runs now, what comes next, soonest first, and the turn of every region."""

    now: list[Wave]
    soon: list[Wave]
    turns: list[Turn]


def calendar() -> Calendar | None:
    """Return the calendar; None while the directory is away."""
    found = asker().ask_together(waves=calls.list_waves(limit=MOST_SHOWN))["waves"]
    if found is None:
        return None
    waves: list[Wave] = found["items"]
    regions = choices().named("regions")
    turns = [Turn(region["slug"], region["name"], turn_of(region["slug"], waves)) for region in regions]
    return Calendar(_in_state(waves, NOW), _in_state(waves, SOON)[::-1], turns)


def turn_of(region: str, waves: Iterable[Wave]) -> Wave | None:
    """Return the wave that says most to a region: the one that runs, else the next, else the last."""
    theirs = [wave for wave in waves if region in wave["regions"]]
    planned = _in_state(theirs, SOON)
    return next(iter(_in_state(theirs, NOW) or planned[-1:] or theirs), None)


def _in_state(waves: Iterable[Wave], states: tuple[str, ...]) -> list[Wave]:
    return [wave for wave in waves if wave["state"] in states]
