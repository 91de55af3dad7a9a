"""This service's part of a story: what it was told to do, what it said, and what became of what others said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pymongo
from marshmallow import EXCLUDE, Schema, fields, validate

from bus import outbox
from bus.actor import Actor
from bus.answering import COMMANDS
from bus.doors import Door, Request, operation
from bus.erasure import ERASED
from bus.failing import PARKED, RETRIED
from bus.handling import GUARDS, INBOX, guard_key, inbox_key
from bus.operating.part import Part
from bus.times import to_text

KEPT = (("reaction", INBOX), ("projection", GUARDS), ("erasure", ERASED))
"""Where each kind of subscription keeps what it has handled."""
_MOST = 200
_AT_ONCE = 50
_TIME_S = 4.0
_LONGEST = validate.Length(max=300)

Row = Mapping[str, Any]


class Story(Request):
    """The id of an event, of a command, or of the correlation that they share."""

    id = fields.String(required=True, validate=_LONGEST)


class Said(Schema):
    """What identifies an event to those who read it."""

    class Meta:
        unknown = EXCLUDE

    id = fields.String(required=True, validate=_LONGEST)
    source = fields.String(required=True, validate=_LONGEST)
    type = fields.String(required=True, validate=_LONGEST)
    subject = fields.String(required=True, validate=_LONGEST)
    sequence = fields.Integer(required=True)


class Heard(Request):
    """Some events."""

    events = fields.List(fields.Nested(Said), required=True, validate=validate.Length(max=_AT_ONCE))


@dataclass(frozen=True)
class _Hop:
    """One event on its way to one queue."""

    door: Door
    event: Mapping[str, Any]

    @property
    def message(self) -> str:
        """Its id as a parked or retried message."""
        return f"{self.door.queue}|{self.event['id']}"

    @property
    def done(self) -> str:
        """The id of the row that says that it was handled."""
        event, queue = self.event, self.door.queue
        return {
            "reaction": inbox_key(queue, event["source"], event["id"]),
            "projection": guard_key(queue, event["source"], event["type"], event["subject"]),
            "erasure": event["subject"],
        }[self.door.kind]


class Trace(Part):
    """Answers for this service's part of a story."""

    @operation(Story)
    def bus_trace(self, actor: Actor, request: dict[str, Any]) -> dict[str, Any]:
        """Return `{commands, events, complete}` of this service that have this id or belong to this correlation."""
        commands, events = self._rows(COMMANDS, request["id"]), self._rows(outbox.COLLECTION, request["id"])
        return {
            "commands": [_command(row) for row in commands[:_MOST]],
            "events": [_event(row) for row in events[:_MOST]],
            "complete": max(len(commands), len(events)) <= _MOST,
        }

    @operation(Heard)
    def bus_handled(self, actor: Actor, request: dict[str, Any]) -> dict[str, Any]:
        """Say what became of events in each queue here that takes their type: `{items}`.

        `state`: handled, parked, retrying, waiting, or superseded (of a projection: by a later state).
        """
        hops = list(self._hops(request["events"]))
        with pymongo.timeout(_TIME_S):
            parked = self._found(PARKED, (hop.message for hop in hops))
            retried = self._found(RETRIED, (hop.message for hop in hops))
            done = {kind: self._found(kept, (hop.done for hop in hops if hop.door.kind == kind)) for kind, kept in KEPT}
        return {
            "items": [
                {"event": hop.event["id"], "queue": hop.door.queue}
                | _failed(parked.get(hop.message), retried.get(hop.message))
                | _done(hop, done[hop.door.kind].get(hop.done))
                for hop in hops
            ]
        }

    def _hops(self, events: Iterable[Mapping[str, Any]]) -> Iterator[_Hop]:
        for event in events:
            for subscription in self.host.subscriptions:
                read = {(known.source, known.type) for known in subscription.door.events}
                if (event["source"], event["type"]) in read:
                    yield _Hop(subscription.door, event)

    def _rows(self, collection: str, identifier: str) -> list[Row]:
        query = {"$or": [{"_id": identifier}, {"correlation_id": identifier}]}
        with pymongo.timeout(_TIME_S):
            return list(self.host.database.raw[collection].find(query, {"body": 0, "answer": 0}, limit=_MOST + 1))

    def _found(self, collection: str, keys: Iterable[str]) -> dict[str, Row]:
        rows = self.host.database.raw[collection].find({"_id": {"$in": list(keys)}}, {"body": 0})
        return {row["_id"]: row for row in rows}


def _command(row: Row) -> dict[str, Any]:
    return {
        "id": row["_id"],
        "method": row.get("method"),
        "correlation_id": row.get("correlation_id"),
        "causation_id": row.get("causation_id"),
        "at": to_text(row["at"]),
    }


def _event(row: Row) -> dict[str, Any]:
    return {
        "id": row["_id"],
        **{name: row[name] for name in ("type", "subject", "sequence", "correlation_id", "causation_id")},
        "at": to_text(row["time"]),
        "published_at": _text(row.get("published_at")),
        "unrouted": row.get("unrouted", False),
    }


def _failed(parked: Row | None, retried: Row | None) -> dict[str, Any]:
    """Say how an event fares that has not been handled; what was handled after all says so over this."""
    if parked:
        noted = {name: parked[name] for name in ("attempt", "error")}
        return {"state": "parked", "at": to_text(parked["parked_at"]), **noted}
    if retried:
        noted = {name: retried[name] for name in ("attempt", "error")}
        return {"state": "retrying", "at": None, "due_at": to_text(retried["due_at"]), **noted}
    return {"state": "waiting", "at": None}


def _done(hop: _Hop, row: Row | None) -> dict[str, Any]:
    """Say when it was handled, if it was; a projection's guard may have moved on to a later state."""
    if row is None or (hop.door.kind == "projection" and row["sequence"] < hop.event["sequence"]):
        return {}
    if hop.door.kind == "projection" and row["event"] != hop.event["id"]:
        return {"state": "superseded", "at": to_text(row["at"]), "by": row["event"]}
    at = row["erased_at"] if hop.door.kind == "erasure" else row["at"]
    return {"state": "handled", "at": to_text(at)} if at else {}


def _text(moment: datetime | None) -> str | None:
    return to_text(moment) if moment else None
