"""How applications go, in figures and in the lists behind them (clauses 19 and 24); for staff."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bus import pages
from bus.actor import Actor
from bus.database import Read
from services.directory import policies, store, views
from services.directory.model import Application
from services.directory.views import View

LONDON = ZoneInfo("Europe/London")
PERIOD = timedelta(days=90)


def get_overview(read: Read, actor: Actor, since: date | None = None, until: date | None = None) -> View:
    """Count by region and state what was ever submitted, what is late, and the decisions of a period.

    The period is of whole days in London, `until` the last of them; without one it is the last 90 days. Raises
    `NotAllowed`.
    """
    policies.require(policies.may_oversee(store.roles_of(read, actor)))
    since, until = _period(read.now, since, until)
    oldest = store.find_oldest_waiting(read)
    return {
        "counts": _counted(store.count_by_region(read)),
        "late": [
            {"region": region, "count": count} for (region,), count in sorted(store.count_late_by_region(read).items())
        ],
        "oldest_waiting": _rows(read, actor, [oldest])[0] if oldest else None,
        "since": since.isoformat(),
        "until": until.isoformat(),
        "outcomes": {
            outcome: count for (outcome,), count in store.count_outcomes(read, *_moments(since, until)).items()
        },
        "median_days": median(
            {days: count for (days,), count in store.count_days(read, *_moments(since, until)).items()}
        ),
    }


def list_overseen(
    read: Read,
    actor: Actor,
    region: str | None = None,
    state: str | None = None,
    outcome: str | None = None,
    late: bool | None = None,
    since: date | None = None,
    until: date | None = None,
    limit: int | None = None,
    after: str | None = None,
) -> View:
    """List the applications behind a figure, the first submitted first. Raises `NotAllowed`, `NotAChoice`."""
    policies.require(policies.may_oversee(store.roles_of(read, actor)))
    region = store.lists(read).known("regions", region, "/region") if region else None
    moments = dict(zip(("since", "until"), _moments(*_period(read.now, since, until)), strict=True)) if since else {}
    chosen = store.Chosen(region, state, outcome, read.now if late else None, **moments)
    start = pages.decode(read.settings.page_key, after)[0] if after else ""
    size = pages.take(limit)
    found = store.list_chosen(read, chosen, start, size + 1)
    following = store.place_of(found[size - 1]) if len(found) > size else None
    return {
        "items": _rows(read, actor, found[:size]),
        "next": pages.encode(read.settings.page_key, [following]) if following else None,
    }


def median(counted: Mapping[int, int]) -> float | None:
    """Return the median of values that are counted, None of nothing; between two it lies in the middle."""
    total = sum(counted.values())
    if not total:
        return None
    return (_ranked(counted, (total - 1) // 2) + _ranked(counted, total // 2)) / 2


def _rows(read: Read, actor: Actor, found: list[Application]) -> list[View]:
    """Show applications; those of colleagues, and what somebody stepped back from on a panel, without the name."""
    kept_from = store.list_barred(read, actor, found)
    return [views.chosen_row(each, actor.id, kept_from) for each in found]


def _ranked(counted: Mapping[int, int], rank: int) -> int:
    passed = 0
    for value in sorted(counted):
        passed += counted[value]
        if passed > rank:
            return value
    raise IndexError(rank)


def _counted(counts: Mapping[tuple[str, str], int]) -> list[dict[str, Any]]:
    return [{"region": region, "state": state, "count": count} for (region, state), count in sorted(counts.items())]


def _period(now: datetime, since: date | None, until: date | None) -> tuple[date, date]:
    until = until or now.astimezone(LONDON).date()
    return since or until - PERIOD, until


def _moments(since: date, until: date) -> tuple[datetime, datetime]:
    return datetime.combine(since, time(), LONDON), datetime.combine(until + timedelta(days=1), time(), LONDON)
