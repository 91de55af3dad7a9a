"""A recruitment wave: who may apply from when to when, and how many (clauses 21, 23, 24)."""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from services.directory.model.rules import RuleBroken, require, require_nothing_missing

LONDON = ZoneInfo("Europe/London")
KINDS = ("regions", "alumni", "organisations")
PILOT, ROTATION = (2,), (4, 5, 6)
"""How many regions the first wave opens to, and each later one (clause 23); others are wondered at, not refused."""

RUNNING, OVER = ("open", "full"), ("closed", "cancelled")
FREE = ("name", "closes_on", "cap", "expected", "expected_by_region")
"""What may still change of a wave that is open."""


@dataclass
class Wave:
    """Hold one wave; its state follows from the day. A wave of regions admits by region, any other by its code."""

    wave_id: str
    name: str
    kind: str
    opens_on: date
    closes_on: date
    regions: tuple[str, ...] = ()
    audience: str = ""
    code: str = ""
    cap: int | None = None
    expected: int | None = None
    expected_by_region: dict[str, int] = field(default_factory=dict)
    submitted: int = 0
    closed_at: datetime | None = None
    cancelled_at: datetime | None = None
    opening_told_at: datetime | None = None
    closing_told_at: datetime | None = None
    told_until: str | None = ""
    version: int = 1
    sequence: int = 0

    @classmethod
    def plan(cls, wave_id: str, code: str, given: Mapping[str, Any], today: date) -> Wave:
        """Plan a wave from today on. Raises `Incomplete`, `dates_reversed`, `opens_in_the_past`."""
        code = "" if given["kind"] == "regions" else code
        wave = cls(wave_id, given["name"], given["kind"], given["opens_on"], given["closes_on"], code=code)
        wave._write(given)
        wave._check()
        require(wave.opens_on >= today, "opens_in_the_past")
        return wave

    def change(self, given: Mapping[str, Any], today: date) -> None:
        """Change a planned wave, or dates and numbers of an open one.

        Raises `wave_is_over`, `wave_is_open`, `opens_in_the_past`, `closes_in_the_past`, `dates_reversed` and
        `Incomplete`.
        """
        state, before = self.state(today), self.opens_on
        require(state not in OVER, "wave_is_over")
        if state in RUNNING:
            require(not any(self._differs(name, given[name]) for name in given if name not in FREE), "wave_is_open")
        self._write(given)
        self._check()
        require(self.opens_on == before or self.opens_on >= today, "opens_in_the_past")
        require(self.closes_on >= today, "closes_in_the_past")
        self.version += 1

    def close(self, now: datetime) -> None:
        """Take no more applications from now on. Raises `wave_not_open`."""
        require(self.state(london_day(now)) in RUNNING, "wave_not_open")
        self.closed_at = now
        self.version += 1

    def cancel(self, now: datetime) -> None:
        """Call a wave off before it opens. Raises `wave_not_planned`."""
        require(self.state(london_day(now)) == "planned", "wave_not_planned")
        self.cancelled_at = now
        self.version += 1

    def state(self, today: date) -> str:
        """Tell where the wave stands: planned, open, full, closed or cancelled."""
        if self.cancelled_at:
            return "cancelled"
        if self.closed_at or today > self.closes_on:
            return "closed"
        if today < self.opens_on:
            return "planned"
        return "full" if self.cap is not None and self.submitted >= self.cap else "open"

    def admits(self, region: str | None, invitation: str) -> bool:
        """Say whether it is for applicants of a region, or for who holds this invitation (clause 21)."""
        if self.kind == "regions":
            return region in self.regions
        return bool(self.code) and hmac.compare_digest(self.code.encode(), invitation.encode())

    def overlaps(self, other: Wave) -> bool:
        """Say whether both would open to the same region on the same day."""
        is_either_over = any(wave.closed_at or wave.cancelled_at for wave in (self, other))
        if is_either_over or self.wave_id == other.wave_id:
            return False
        shares_days = self.opens_on <= other.closes_on and other.opens_on <= self.closes_on
        return shares_days and not set(self.regions).isdisjoint(other.regions)

    def is_off_pattern(self, earlier: int) -> bool:
        """Say whether the number of regions, after so many earlier waves, is another than was meant (clause 23)."""
        return self.kind == "regions" and len(self.regions) not in (ROTATION if earlier else PILOT)

    def _differs(self, name: str, value: Any) -> bool:
        if name == "regions":
            return set(value or ()) != set(self.regions)
        return bool((value or "") != getattr(self, name))

    def _write(self, given: Mapping[str, Any]) -> None:
        for name in ("name", "opens_on", "closes_on", "cap", "expected"):
            setattr(self, name, given.get(name, getattr(self, name)))
        self.audience = (given.get("audience", self.audience) or "") if self.kind != "regions" else ""
        self.regions = tuple(dict.fromkeys(given.get("regions", self.regions) or ())) if self.kind == "regions" else ()
        expected = given.get("expected_by_region", self.expected_by_region) or {}
        self.expected_by_region = {region: expected[region] for region in self.regions if region in expected}

    def _check(self) -> None:
        needed = "regions" if self.kind == "regions" else "audience"
        require_nothing_missing(tuple(f"/{name}" for name in ("name", needed) if not getattr(self, name)))
        require(self.opens_on <= self.closes_on, "dates_reversed")


def london_day(moment: datetime) -> date:
    """Tell which day it is in the UK."""
    return moment.astimezone(LONDON).date()


def admitting(waves: Iterable[Wave], region: str | None, invitation: str, today: date) -> Wave:
    """Choose the wave in which somebody may apply today, that of their invitation first.

    Raises `wave_full`, `no_open_wave`.
    """
    running = [wave for wave in waves if wave.admits(region, invitation) and wave.state(today) in RUNNING]
    found = sorted((wave for wave in running if wave.state(today) == "open"), key=lambda wave: wave.kind == "regions")
    if not found:
        raise RuleBroken("wave_full" if running else "no_open_wave")
    return found[0]


def require_no_overlap(wave: Wave, others: Iterable[Wave]) -> None:
    """Refuse a wave that names a region which is open in another one meanwhile. Raises `regions_overlap`."""
    require(not any(wave.overlaps(other) for other in others), "regions_overlap")


def capacity(assessors: int, load: int) -> int:
    """Tell how many applications a region's panel can assess in a wave, two assessors to each (clause 24)."""
    return assessors * load // 2
