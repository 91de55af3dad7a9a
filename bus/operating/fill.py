"""Telling what is true now: to a newcomer's queue, and to one's own projections."""

from __future__ import annotations

from typing import Any

from marshmallow import fields, validate

from bus.actor import Actor
from bus.doors import Request, operation
from bus.errors import NotFound, Refused
from bus.filling import FILLS, chosen, public_types
from bus.ids import new_id
from bus.operating.part import Part
from bus.times import to_text

_MOST = 100


class FillQueue(Request):
    """Which queue, with which types (all that any member may read, unless named), under which id."""

    queue = fields.String(required=True, validate=validate.Length(min=1, max=255))
    types = fields.List(fields.String(), load_default=None, validate=validate.Length(min=1, max=100))
    fill_id = fields.String(load_default=new_id, validate=validate.Length(min=1, max=64))
    private = fields.Boolean(load_default=False)


class ListFills(Request):
    """One fill, or a page of them, the newest first."""

    fill_id = fields.String(load_default=None)
    limit = fields.Integer(load_default=20, validate=validate.Range(1, _MOST))
    next = fields.String(load_default=None)


class RebuildProjection(Request):
    """Which queue."""

    queue = fields.String(required=True)


class Fill(Part):
    """Fills queues with the present state, and has the service's own filled anew."""

    @operation(FillQueue, askers=())
    def bus_fill(self, actor: Actor, request: dict[str, Any]) -> dict[str, Any]:
        """Begin to tell the present state to a queue; the same id again is the same fill.

        A service may ask for its own queues, named `<service>.…`; ops for any, and for private types only by saying so.
        Raises Refused, Invalid("type_not_told"), NotFound("queue_unknown").
        """
        filler, queue = self.host.filler, request["queue"]
        if actor.id != "ops" and not queue.startswith(f"{actor.id}."):
            raise Refused("not_your_queue")
        events = chosen(filler.states, request["types"] or public_types(filler.states))
        if actor.id == "ops" and not request["private"] and any(event.private for event in events):
            raise Refused("private_types")
        if filler.depth(queue) is None:
            raise NotFound("queue_unknown")
        return _told(filler.begin(request["fill_id"], queue, events, actor.id))

    @operation(ListFills)
    def bus_fills(self, actor: Actor, request: dict[str, Any]) -> dict[str, Any]:
        """List what this service was asked to tell again, and how far it is."""
        before = {"$lt": request["next"]} if request["next"] else {"$exists": True}
        wanted = {"_id": request["fill_id"] or before}
        limit = request["limit"]
        rows = list(self.host.database.raw[FILLS].find(wanted, limit=limit, max_time_ms=2000).sort("_id", -1))
        return {"items": [_told(row) for row in rows], "next": rows[-1]["_id"] if len(rows) == limit else None}

    @operation(RebuildProjection)
    def bus_rebuild(self, actor: Actor, request: dict[str, Any]) -> dict[str, Any]:
        """Have one of this service's projections filled anew; raises NotFound("projection_unknown")."""
        row = self.host.projections.rebuild(request["queue"])
        return {name: row[name] for name in ("queue", "source", "types", "fill_id")}


def _told(row: dict[str, Any]) -> dict[str, Any]:
    kept = {name: row[name] for name in ("queue", "types", "asked_by", "state", "sent")}
    finished_at = row.get("finished_at")
    times = {"asked_at": to_text(row["asked_at"]), "finished_at": to_text(finished_at) if finished_at else None}
    return {"fill_id": row["_id"], **kept, "error": row.get("error"), **times}
