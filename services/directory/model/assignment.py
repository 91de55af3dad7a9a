"""Who assesses which application, by when, and what ended it (clauses 13 to 15, 19)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from services.directory.model.rules import require

CONFLICTS = ("same_organisation", "works_together", "family_or_friend", "other", "abstains")
"""Why somebody on a panel steps back from an application; who abstains need not say why."""
FOUND = "conflict_found"
"""Why somebody is taken off whose conflict was found, not declared: it tells nobody where either of the two works."""
REMIND_BEFORE = timedelta(days=3)
_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass
class Assignment:
    """Hold one assessor's task: `open`, then `scored` or `ended` for a reason; nobody has an application twice."""

    assignment_id: str
    application_id: str
    assessor_id: str
    region: str
    given_at: datetime
    due_at: datetime
    remind_at: datetime | None
    purpose: str = "score"
    status: str = "open"
    reason: str = ""
    version: int = 1
    sequence: int = 0

    @classmethod
    def give(
        cls, assignment_id: str, application_id: str, assessor_id: str, region: str, now: datetime, days: int
    ) -> Assignment:
        """Ask an assessor for scores within some days."""
        due_at = now + timedelta(days=days)
        return cls(assignment_id, application_id, assessor_id, region, now, due_at, due_at - REMIND_BEFORE)

    def score(self) -> None:
        """Note that the scores are final. Raises `not_assigned`."""
        require(self.is_open, "not_assigned")
        self._close("scored", "")

    def end(self, reason: str) -> None:
        """Take the assessor off, whether they have scored or not. Raises `not_assigned`."""
        require(self.status != "ended", "not_assigned")
        self._close("ended", reason)

    def remind(self, now: datetime) -> str:
        """Say whether it is due `soon` or `late` now, and when to look at it next: twice at most."""
        is_late = self.is_late(now)
        self.remind_at = None if is_late else self.due_at
        self.version += 1
        return "late" if is_late else "soon"

    @property
    def is_open(self) -> bool:
        """Say whether scores are still awaited."""
        return self.status == "open"

    def is_late(self, now: datetime) -> bool:
        """Say whether scores should have come by now."""
        return self.is_open and self.due_at <= now

    def _close(self, status: str, reason: str) -> None:
        self.status, self.reason, self.remind_at = status, reason, None
        self.version += 1


@dataclass(frozen=True)
class Workload:
    """Count what an assessor has open, and say when they were last asked."""

    assessor_id: str
    open: int = 0
    last_at: datetime | None = None


def next_assessors(free: Collection[Workload], count: int) -> list[str]:
    """Choose by balance: fewest open, then the longest since they were last asked, then by id."""
    ordered = sorted(free, key=lambda load: (load.open, load.last_at or _NEVER, load.assessor_id))
    return [load.assessor_id for load in ordered[:count]]
