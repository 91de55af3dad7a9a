"""What waits in this service's outbox, and what reached nobody."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pymongo

from bus import outbox, relay
from bus.actor import Actor
from bus.doors import Request, operation
from bus.operating.part import Part
from bus.times import to_text

_COUNTED = 1000
_TIME_S = 4.0


class Outbox(Part):
    """Tells how far this service's events have come."""

    @operation(Request)
    def bus_outbox(self, actor: Actor, request: dict[str, Any]) -> dict[str, Any]:
        """Return `{waiting: {value, exact}, oldest_age_s, unrouted: [{type, count, last_at}], leads}`."""
        with pymongo.timeout(_TIME_S):
            waiting, age_s = relay.lag(self.host.database)
            unrouted = self._unrouted()
        return {
            "waiting": {"value": waiting, "exact": waiting < _COUNTED},
            "oldest_age_s": round(age_s, 3),
            "unrouted": unrouted,
            "leads": self.host.relay.leads,
        }

    def _unrouted(self) -> list[dict[str, Any]]:
        """Count by type, of 1,000 at most, the events that reached no queue; the type that did so last comes first."""
        rows = self.host.database.raw[outbox.COLLECTION].find(
            {"unrouted": True}, {"type": 1, "published_at": 1}, limit=_COUNTED
        )
        counted: dict[str, list[datetime]] = {}
        for row in rows.hint("unrouted"):
            counted.setdefault(row["type"], []).append(row["published_at"])
        latest_first = sorted(counted.items(), key=lambda item: max(item[1]), reverse=True)
        return [{"type": type_, "count": len(at), "last_at": to_text(max(at))} for type_, at in latest_first]
