"""Figures about applications, exact, and the lists behind them; drafts are in none.

Every figure reads one index over the whole of what it counts, never the documents: what it costs grows with the
number of applications, by a few milliseconds for ten thousand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pymongo import IndexModel

from bus.collection import Document
from services.directory import reference
from services.directory.model import OVERSEEN, Application
from services.directory.model.application import DECISION_TIME
from services.directory.store import application
from services.directory.store.documents import ASCENDING, Reader

DAY_MS = 86_400_000
MOST_DAYS = 900
DECISIONS = ("accepted", "not_yet")
EVERYWHERE = [region.slug for region in reference.REGIONS]

INDEXES = [
    IndexModel([("decided_at", ASCENDING), ("status", ASCENDING), ("submitted_at", ASCENDING)], name="decided"),
]


@dataclass(frozen=True)
class Chosen:
    """Say which applications: what is None does not narrow. `until` is not in the period."""

    region: str | None = None
    state: str | None = None
    outcome: str | None = None
    late_at: datetime | None = None
    since: datetime | None = None
    until: datetime | None = None

    def query(self) -> Document:
        """Return them as a query: each state and region is named, so that lists are read from an index in order."""
        asked: list[Document] = [_ever_submitted([self.state] if self.state else OVERSEEN)]
        asked += [{"profile.region": {"$in": [self.region] if self.region else EVERYWHERE}}]
        asked += [_late(self.late_at)] if self.late_at else []
        asked += [_with_outcome((self.outcome,))] if self.outcome else []
        asked += [{"decided_at": {"$gte": self.since, "$lt": self.until}}] if self.since else []
        return {"$and": asked}


def count_by_region(reader: Reader) -> dict[tuple[str, str], int]:
    """Count what was ever submitted, by region and state."""
    return reader.db["applications"].count_by(_ever_submitted(OVERSEEN), "$profile.region", "$status")


def count_late_by_region(reader: Reader) -> dict[tuple[str, ...], int]:
    """Count, by region, those that should have been answered by now."""
    return reader.db["applications"].count_by(_late(reader.now), "$profile.region")


def count_outcomes(reader: Reader, since: datetime, until: datetime) -> dict[tuple[str, ...], int]:
    """Count the decisions of a period, by outcome; those whose texts are erased too."""
    query = {"decided_at": {"$gte": since, "$lt": until}} | _with_outcome(DECISIONS)
    outcome = {"$cond": [{"$eq": ["$status", "erased"]}, "$was", "$status"]}
    return reader.db["applications"].count_by(query, outcome)


def count_days(reader: Reader, since: datetime, until: datetime) -> dict[tuple[int, ...], int]:
    """Count the decisions of a period by how many whole days they took; more than 900 count as 900."""
    query = {"decided_at": {"$gte": since, "$lt": until}} | _with_outcome(DECISIONS)
    days = {"$floor": {"$divide": [{"$subtract": ["$decided_at", "$submitted_at"]}, DAY_MS]}}
    return reader.db["applications"].count_by(query, {"$min": [{"$toInt": days}, MOST_DAYS]})


def find_oldest_waiting(reader: Reader) -> Application | None:
    """Find what waits longest for a decision."""
    found = reader.db["applications"].find_one(Chosen(state="submitted").query(), sort=[("place", ASCENDING)])
    return application.read_application(found) if found else None


def list_chosen(reader: Reader, chosen: Chosen, after: str, limit: int) -> list[Application]:
    """List chosen applications by when they were submitted, from the place after another."""
    query = {"$and": [chosen.query(), {"place": {"$gt": after}}]}
    found = reader.db["applications"].find(query, sort=[("place", ASCENDING)], limit=limit)
    return [application.read_application(each) for each in found]


def _ever_submitted(states: Sequence[str]) -> Document:
    """Ask for what was submitted once and is in one of these states: it has a place."""
    return {"status": {"$in": [*states]}, "place": {"$gt": ""}}


def _late(now: datetime) -> Document:
    """Ask for what waits past its day; what was saved before that day was stored is asked by when it was sent."""
    old = {"decide_by": {"$exists": False}, "submitted_at": {"$lt": now - DECISION_TIME}}
    return {"status": "submitted", "$or": [{"decide_by": {"$lt": now}}, old]}


def _with_outcome(outcomes: tuple[str, ...]) -> Document:
    kept, erased = {"status": {"$in": outcomes}}, {"status": "erased", "was": {"$in": outcomes}}
    return {"$or": [kept, erased]}
