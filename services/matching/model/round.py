"""A round of coffee: open, closed, drawn, announced, surveying, over; never backwards (clauses 44, 46)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from services.matching.model.rules import require

LONDON = ZoneInfo("Europe/London")
STATES = ("open", "closed", "drawn", "announced", "surveying", "over")
LONGEST_OPEN = timedelta(days=60)
SKIPPED = timedelta(days=35)
"""Who leaves out the next round is left out for so long where nobody knows when that is."""
MADE_UP = 7
"""For so many days after its day a month's round is still opened, when nothing ran on the day itself."""


@dataclass(frozen=True)
class Pace:
    """How many days after a round was announced people are asked, asked again, and left in peace."""

    nudge: int = 7
    survey: int = 14
    end: int = 28


@dataclass
class Round:
    """Hold one round. `seed`, `drawing` (the version of the way of drawing) and the inputs let it be replayed."""

    round_id: str
    opened_at: datetime
    closes_at: datetime
    state: str = "open"
    seed: int = 0
    drawing: str = ""
    certificate: dict[str, Any] | None = None
    closed_at: datetime | None = None
    drawn_at: datetime | None = None
    announced_at: datetime | None = None
    over_at: datetime | None = None
    version: int = 1

    @classmethod
    def open(cls, round_id: str, closes_on: date, now: datetime) -> Round:
        """Open a round that can be joined until the end of a day. Raises `closes_in_the_past`, `open_too_long`."""
        closes_at = end_of(closes_on)
        require(closes_at > now, "closes_in_the_past")
        require(closes_at - now <= LONGEST_OPEN, "open_too_long")
        return cls(round_id, now, closes_at)

    def close_now(self, now: datetime) -> None:
        """Let nobody in any more. Raises `round_not_open`."""
        require(self.state == "open", "round_not_open")
        self.closes_at = min(self.closes_at, now)

    def freeze(self, seed: int, drawing: str, now: datetime) -> None:
        """Fix who is drawn from, and by which seed and which way. Raises `round_not_open`."""
        require(self.state == "open" and self.closes_at <= now, "round_not_open")
        self.seed, self.drawing, self.closed_at = seed, drawing, now
        self._go_on("closed")

    def keep_draw(self, certificate: dict[str, Any], now: datetime) -> None:
        """Keep what was drawn, once. Raises `round_not_closed`."""
        require(self.state == "closed", "round_not_closed")
        self.certificate, self.drawn_at = certificate, now
        self._go_on("drawn")

    def announce(self, now: datetime) -> None:
        """Note that everybody was told. Raises `round_not_drawn`."""
        require(self.state == "drawn", "round_not_drawn")
        self.announced_at = now
        self._go_on("announced")

    def begin_survey(self) -> None:
        """Ask how it was from now on. Raises `round_not_announced`."""
        require(self.state == "announced", "round_not_announced")
        self._go_on("surveying")

    def end(self, now: datetime) -> None:
        """Ask no more. Raises `round_not_surveying`."""
        require(self.state == "surveying", "round_not_surveying")
        self.over_at = now
        self._go_on("over")

    def due(self, now: datetime, pace: Pace) -> str | None:
        """Name the step that the round waits for: freeze, draw, announce, survey or end."""
        if self.state == "open":
            return "freeze" if self.closes_at <= now else None
        if self.state == "announced" and self.announced_at:
            return "survey" if now >= self.announced_at + timedelta(days=pace.survey) else None
        if self.state == "surveying" and self.announced_at:
            return "end" if now >= self.announced_at + timedelta(days=pace.end) else None
        return {"closed": "draw", "drawn": "announce"}.get(self.state)

    def can_be_joined(self, now: datetime) -> bool:
        """Say whether who enrols now is in it."""
        return self.state == "open" and now < self.closes_at

    @property
    def drawn_from(self) -> date:
        """Return the day for which it counts who takes part; it stays when the round is drawn late."""
        return london_day(self.closes_at)

    @property
    def is_to_be_drawn(self) -> bool:
        """Say whether its draw is still to come."""
        return self.state in ("open", "closed")

    @property
    def is_gathering(self) -> bool:
        """Say whether it is still to be announced; there is only one such round at a time."""
        return self.state in ("open", "closed", "drawn")

    def _go_on(self, state: str) -> None:
        self.state = state


def end_of(day: date) -> datetime:
    """Return the moment at which a day is over in the UK."""
    return datetime.combine(day + timedelta(days=1), time(), LONDON)


def london_day(moment: datetime) -> date:
    """Tell which day it is in the UK."""
    return moment.astimezone(LONDON).date()


def is_opening_due(today: date, day: int, last_opened_on: date | None) -> bool:
    """Say whether the month's round is to be opened: on its day or shortly after, unless one was opened this month.

    Day 0 leaves it to staff.
    """
    has_one = last_opened_on is not None and last_opened_on.replace(day=1) == today.replace(day=1)
    return bool(day) and day <= today.day < day + MADE_UP and not has_one


def next_round_on(now: datetime, day: int, latest: Round | None) -> date | None:
    """Tell on which day the round after the latest one opens by itself; None while staff open them."""
    return next_opening(london_day(now), day, london_day(latest.opened_at) if latest else None)


def day_after_next_draw(now: datetime, day: int, open_days: int, latest: Round | None, is_in: bool = True) -> date:
    """Tell from which day on somebody is in again who leaves out the next draw that they would be in.

    That is the draw of the round that can be joined now or waits to be drawn, if they are in it, else of the one that
    opens next by itself, though it opened as late as it may; while staff open them, whatever is drawn within 35 days.
    """
    if latest and latest.is_to_be_drawn and is_in:
        return max(latest.drawn_from, london_day(now)) + timedelta(days=1)
    coming = next_round_on(now, day, latest)
    if coming is None:
        return london_day(now) + SKIPPED
    opens_by = coming.replace(day=day) + timedelta(days=MADE_UP - 1)
    return london_day(end_of(opens_by + timedelta(days=open_days))) + timedelta(days=1)


def next_opening(today: date, day: int, last_opened_on: date | None) -> date | None:
    """Tell on which day the next round opens by itself; None while staff open them."""
    if not day:
        return None
    this_month = today.replace(day=day)
    if this_month > today or is_opening_due(today, day, last_opened_on):
        return max(this_month, today)
    return (today.replace(day=1) + timedelta(days=32)).replace(day=day)
