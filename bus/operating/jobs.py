"""When this service's jobs ran last, and when they run next."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from bus.actor import Actor
from bus.doors import Request, operation
from bus.operating.part import Part
from bus.schedules import FAILED, Schedule, following
from bus.times import to_text


class Jobs(Part):
    """Tells how the scheduled jobs do."""

    @operation(Request)
    def bus_jobs(self, actor: Actor, request: dict[str, Any]) -> dict[str, Any]:
        """Return `{items: [{job, cron, timezone, next_due, last}]}`; `last` is None until the first start looked.

        `last` is `{due, state, steps, attempts, error, at, again_at}`; `again_at` is None unless it failed.
        """
        now = self.host.database.now()
        return {"items": [_told(schedule, now) for schedule in self.host.schedules]}


def _told(schedule: Schedule, now: datetime) -> dict[str, Any]:
    door, row = schedule.door, schedule.newest()
    return {
        "job": door.method,
        "cron": door.cron,
        "timezone": door.timezone,
        "next_due": to_text(following(door, now)),
        "last": row and _last(row),
    }


def _last(row: dict[str, Any]) -> dict[str, Any]:
    told = {name: row[name] for name in ("state", "steps", "attempts", "error")}
    again_at = to_text(row["again_at"]) if row["state"] == FAILED else None
    return told | {"due": to_text(row["due"]), "at": to_text(row["at"]), "again_at": again_at}
