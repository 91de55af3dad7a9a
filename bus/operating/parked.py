"""Parked messages: look at them, send them again to their queue, or drop them.

A row's id is `<queue>|<message id>`, so that lists are read in its order: queue by queue, oldest message first.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import pymongo
from marshmallow import fields, validate

from bus import logs
from bus.actor import Actor
from bus.cause import PREFIX
from bus.doors import Request, operation
from bus.errors import Invalid, Unavailable
from bus.events import Copy
from bus.failing import PARKED
from bus.masking import masked
from bus.operating.part import Part
from bus.publisher import CONFIRMED, NACKED, UNROUTED, NotConfirmed, Outgoing
from bus.times import to_text
from bus.wire import ATTEMPT, FAILED_WITH, decode

log = logs.get(__name__)

_MOST = 20
_COUNTED = 1000
_LARGEST, _LONGEST_NAME = 8192, 255
_TIME_S = 4.0
_OF_THE_BROKER = "x-"

Row = Mapping[str, Any]


class Choice(Request):
    """Which parked messages: one by its id, or all of a queue or of the service, page by page."""

    id = fields.String(load_default="", validate=validate.Length(max=300))
    queue = fields.String(load_default="", validate=validate.Length(max=255))
    after = fields.String(load_default="", validate=validate.Length(max=600))
    limit = fields.Integer(load_default=_MOST, validate=validate.Range(1, _MOST))


class Parked(Part):
    """Answers what is parked in this service and does with it what an operator says."""

    @operation(Choice)
    def bus_parked(self, actor: Actor, request: dict[str, Any]) -> dict[str, Any]:
        """Return a page of parked messages, masked: `{items, next}`."""
        rows = self._chosen(request)
        return {"items": [self._shown(row) for row in rows], "next": _next(rows, request)}

    @operation(Request)
    def bus_count_parked(self, actor: Actor, request: dict[str, Any]) -> dict[str, Any]:
        """Count what is parked: `{queue: {value, exact}}`, 1,000 at most."""
        with pymongo.timeout(_TIME_S):
            counted = {queue: self._count(queue) for queue in self._parked.distinct("queue")}
        return {queue: {"value": value, "exact": value < _COUNTED} for queue, value in counted.items()}

    @operation(Choice)
    def bus_replay(self, actor: Actor, request: dict[str, Any]) -> dict[str, Any]:
        """Send a page of parked messages to their queues as first attempts: `{replayed, no_queue, full, next}`.

        `no_queue` names the queues that are gone, `full` those that take no more now: their messages stay. A row
        goes only after the broker confirmed its message; a crash in between sends it once more.
        """
        rows = self._chosen(request)
        outcomes = list(zip(rows, self._publish([first_attempt(row) for row in rows]), strict=True))
        sent = [row for row, outcome in outcomes if outcome == CONFIRMED]
        self._remove(sent, "parked.replayed")
        gone, full = ({row["queue"] for row, outcome in outcomes if outcome == kind} for kind in (UNROUTED, NACKED))
        return {"replayed": len(sent), "no_queue": sorted(gone), "full": sorted(full), "next": _next(rows, request)}

    @operation(Choice)
    def bus_drop(self, actor: Actor, request: dict[str, Any]) -> dict[str, Any]:
        """Delete a page of parked messages; the log keeps their ids: `{dropped, next}`."""
        rows = self._chosen(request)
        self._remove(rows, "parked.dropped")
        return {"dropped": len(rows), "next": _next(rows, request)}

    @property
    def _parked(self) -> Any:
        return self.host.database.raw[PARKED]

    def _count(self, queue: str) -> int:
        return int(self._parked.count_documents({"queue": queue}, limit=_COUNTED, hint="by_queue"))

    def _chosen(self, request: Mapping[str, Any]) -> list[Row]:
        with pymongo.timeout(_TIME_S):
            query = self._by_id(request) if request["id"] else _by_place(request)
            return list(self._parked.find(query, limit=request["limit"]).sort("_id", 1))

    def _by_id(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Find one message in the queues where it is parked, which may be several."""
        queues = [request["queue"]] if request["queue"] else self._parked.distinct("queue")
        return {"_id": {"$in": [f"{queue}|{request['id']}" for queue in queues], "$gt": request["after"]}}

    def _publish(self, messages: Sequence[Outgoing]) -> list[str]:
        try:
            return self.host.publisher.publish(messages) if messages else []
        except NotConfirmed as error:
            raise Unavailable("not_confirmed") from error

    def _remove(self, rows: Sequence[Row], event: str) -> None:
        """Delete these rows, but none that was parked anew meanwhile: it has the id of the old one."""
        with pymongo.timeout(_TIME_S):
            for row in rows:
                self._parked.delete_one({"_id": row["_id"], "parking": row.get("parking")})
                log.warning(event, queue=row["queue"], id=_id(row), error=row["error"], attempt=row["attempt"])

    def _shown(self, row: Row) -> dict[str, Any]:
        return {
            "id": _id(row),
            "queue": row["queue"],
            "type": _type(row),
            "error": row["error"],
            "fields": row.get("fields", []),
            "attempt": row["attempt"],
            "parked_at": to_text(row["parked_at"]),
            "age_s": round((self.host.database.now() - row["parked_at"]).total_seconds(), 1),
            "size": len(row["body"]),
            "payload": _payload(self._schema(row), row["body"]),
        }

    def _schema(self, row: Row) -> Copy:
        """Return the reader's schema of a message; of a type that nobody here reads, one that names nothing."""
        doors = [subscription.door for subscription in self.host.subscriptions]
        known = {(door.queue, event.type): event for door in doors for event in door.events}
        return known.get((row["queue"], _type(row)), Copy)()


def _by_place(request: Mapping[str, Any]) -> dict[str, Any]:
    """Find what comes after a place, in one queue when that was asked: `}` is what comes after `|`."""
    after, queue = request["after"], request["queue"]
    return {"_id": {"$gt": max(after, f"{queue}|"), "$lt": f"{queue}}}"} if queue else {"$gt": after}}


def _next(rows: Sequence[Row], request: Mapping[str, Any]) -> str | None:
    return rows[-1]["_id"] if len(rows) == request["limit"] else None


def _id(row: Row) -> str:
    return str(row["_id"]).removeprefix(f"{row['queue']}|")


def _type(row: Row) -> str:
    return str(row["headers"].get(PREFIX + "type", row["routing_key"]))[:_LONGEST_NAME]


def _payload(schema: Copy, body: bytes) -> Any:
    """Return what may be seen of a body; None of one that is no JSON or, even masked, is too large to show."""
    try:
        seen = masked(schema, decode(body))
    except Invalid:
        return None
    return seen if len(json.dumps(seen)) <= _LARGEST else None


def first_attempt(row: Row) -> Outgoing:
    """Return the message as it was before its first attempt, without what bus and broker noted on it."""
    noted = (ATTEMPT, FAILED_WITH)
    kept = {
        name: value
        for name, value in row["headers"].items()
        if name not in noted and not name.startswith(_OF_THE_BROKER)
    }
    return Outgoing("", row["queue"], bytes(row["body"]), kept, row["message_id"])
