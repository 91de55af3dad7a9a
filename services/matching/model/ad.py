"""An ad: what a member of the swap shop wants or offers, or what anybody at all wants of members (clauses 49, 50)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from services.matching.model.rules import require, require_nothing_missing

WANT, OFFER, WANTED = "want", "offer", "wanted"
SIDES = (WANT, OFFER, WANTED)
"""Wants and offers are between members; a wanted ad comes from anybody, and everybody reads it."""
MEETS = {WANT: (OFFER,), WANTED: (OFFER,), OFFER: (WANT, WANTED)}
"""What an ad of each side is held against."""

KINDS = (
    "skill",
    "knowledge",
    "data",
    "resource",
    "experience",
    "support",
    "visit",
    "mentoring",
    "coaching",
    "advice",
)
"""What is swapped (clauses 49, 52, 53); advice is an hour with several peers on one problem (clause 55)."""

SEVERAL = ("advice",)
"""Of which one ad may find several people."""

REACHES = ("partnership", "region", "uk")
"""How near who posts would like them to be: who is that near comes first (clause 54)."""

OUTCOMES = ("helped", "collaboration", "no")
LIVE = ("waiting", "open", "agreed")
OPEN_FOR = timedelta(days=60)
WARNED_BEFORE = timedelta(days=7)
LATELY = timedelta(days=1)
MOST_TOPICS = 3
MOST_REPLIES = 50
MOST_LIVE = 10
"""How many ads one person may have at a time."""

WRITTEN = ("kind", "title", "text", "topics", "region", "partnership", "reach", "name", "organisation")
_REQUIRED = ("kind", "title", "text", "reach")
_PLACE = {"region": ("region",), "partnership": ("partnership",)}
"""What an ad has to say for somebody to be near it; a member's own place holds unless they say another."""


@dataclass
class Ad:
    """Hold one ad; `name` and `organisation` are what a wanted ad shows of its author. Version 0 was never saved."""

    ad_id: str
    author_id: str
    side: str
    created_at: datetime
    expires_at: datetime
    kind: str = ""
    title: str = ""
    text: str = ""
    topics: list[str] = field(default_factory=list)
    region: str = ""
    partnership: str = ""
    reach: str = "uk"
    name: str = ""
    organisation: str = ""
    state: str = "open"
    released_at: datetime | None = None
    warned_at: datetime | None = None
    ended_at: datetime | None = None
    outcome: str = ""
    words: str = ""
    removed_for: str = ""
    reports: int = 0
    replies: int = 0
    version: int = 0
    sequence: int = 0

    @classmethod
    def begin(cls, ad_id: str, author_id: str, side: str, now: datetime) -> Ad:
        """Begin an ad, open for sixty days."""
        return cls(ad_id, author_id, side, now, now + OPEN_FOR)

    def write(self, given: Mapping[str, Any]) -> None:
        """Say what it is about; what is not given stays. Raises `ad_is_over`, `Incomplete`."""
        require(self.state in ("waiting", "open"), "ad_is_over")
        for name in WRITTEN:
            if given.get(name) is not None:
                setattr(self, name, given[name])
        self.topics = list(dict.fromkeys(self.topics))
        required = (*_REQUIRED, *(("name",) if self.side == WANTED else ()), *_PLACE.get(self.reach, ()))
        require_nothing_missing(tuple(f"/{name}" for name in required if not getattr(self, name)))
        self.version += 1

    def await_release(self) -> None:
        """Wait until staff have looked at it."""
        self.state = "waiting"

    def release(self, now: datetime) -> None:
        """Show it, for sixty days from now. Raises `not_waiting`."""
        require(self.state == "waiting", "not_waiting")
        self.state, self.released_at = "open", now
        self._last(now)

    def agree(self) -> None:
        """Take one reply up: nobody else need offer, unless several are welcome (clause 55). Raises `not_open`."""
        require(self.state == "open", "not_open")
        if self.kind not in SEVERAL:
            self.state = "agreed"
        self.version += 1

    def renew(self, now: datetime) -> None:
        """Show it (again) for sixty days. Raises `ad_is_over` for what was closed or removed, or waits for staff."""
        require(self.state in ("open", "agreed", "expired"), "ad_is_over")
        self.state, self.ended_at = "open", None
        self._last(now)

    def close(self, outcome: str, words: str, now: datetime) -> None:
        """End it with what came of it. Raises `ad_is_over`."""
        require(self.state not in ("closed", "removed"), "ad_is_over")
        self.outcome, self.words = outcome, words
        self._end("closed", now)

    def remove(self, reason: str, now: datetime) -> None:
        """Take it out of sight, for a reason that its author is told. Raises `ad_is_over`."""
        require(self.state != "removed", "ad_is_over")
        self.removed_for, self.reports = reason, 0
        self._end("removed", now)

    def warn(self, now: datetime) -> None:
        """Note that its author was told of its end."""
        self.warned_at = now

    def expire(self, now: datetime) -> None:
        """End it because its time is over."""
        self._end("expired", now)

    def was_renewed_lately(self, now: datetime) -> bool:
        """Say whether it is open for (almost) sixty days: a button that is pressed twice says nothing new."""
        return self.state == "open" and self.expires_at - now > OPEN_FOR - LATELY

    @property
    def is_live(self) -> bool:
        """Say whether it counts among those that a person may have at a time."""
        return self.state in LIVE

    @property
    def is_public(self) -> bool:
        """Say whether everybody may read it."""
        return self.side == WANTED and self.state == "open"

    def _last(self, now: datetime) -> None:
        self.expires_at, self.warned_at = now + OPEN_FOR, None
        self.version += 1

    def _end(self, state: str, now: datetime) -> None:
        self.state, self.ended_at = state, now
        self.version += 1
