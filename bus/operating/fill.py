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

_MOST = 20
_TIME_MS = 4000


class FillQueue(Request):
    """Which queue, with which types (one for each state that any member may read, unless named), under which id."""

    queue = fields.String(required=True, validate=validate.Length(min=1, max=255))
    types = fields.List(fields.String(), load_default=None, allow_none=True, validate=validate.Length(min=1, max=100))
    fill_id = fields.String(load_default=new_id, validate=validate.Length(min=1, max=64))
    private = fields.Boolean(load_default=False)


class ListFills(Request):
    """A page of fills, the newest first."""

    after = fields.String(load_default="", validate=validate.Length(max=64))
    limit = fields.Integer(load_default=_MOST, validate=validate.Range(1, _MOST))


class GetFill(Request):
    """Which fill."""

    fill_id = fields.String(required=True, validate=validate.Length(max=64))


class RebuildProjection(Request):
    """Which queue, and under which id it is filled."""

    queue = fields.String(required=True)
    fill_id = fields.String(load_default=new_id, validate=validate.Length(min=1, max=64))


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
        """Return a page of what this service was asked to tell again, and how far it is: `{items, next}`."""
        older = {"_id": {"$lt": request["after"]}} if request["after"] else {}
        found = self.host.database.raw[FILLS].find(older, limit=request["limit"], max_time_ms=_TIME_MS)
        items = [_told(row) for row in found.sort("_id", -1)]
        return {"items": items, "next": items[-1]["fill_id"] if len(items) == request["limit"] else None}

    @operation(GetFill)
    def bus_get_fill(self, actor: Actor, request: dict[str, Any]) -> dict[str, Any]:
        """Return how far one fill is and how many messages are `waiting` in its queue; raises NotFound."""
        row = self.host.database.raw[FILLS].find_one({"_id": request["fill_id"]}, max_time_ms=_TIME_MS)
        if row is None:
            raise NotFound("fill_unknown")
        return _told(row) | {"waiting": self.host.filler.depth(row["queue"])}

    @operation(RebuildProjection)
    def bus_rebuild(self, actor: Actor, request: dict[str, Any]) -> dict[str, Any]:
        """Have one of this service's projections filled anew; the same id again is the same fill.

        Raises NotFound("projection_unknown").
        """
        row = self.host.projections.rebuild(request["queue"], request["fill_id"])
        return {name: row[name] for name in ("queue", "source", "types", "fill_id")}


def _told(row: dict[str, Any]) -> dict[str, Any]:
    kept = {name: row[name] for name in ("queue", "types", "asked_by", "state", "sent")}
    finished_at = row.get("finished_at")
    times = {"asked_at": to_text(row["asked_at"]), "finished_at": to_text(finished_at) if finished_at else None}
    return {"fill_id": row["_id"], **kept, "error": row.get("error"), **times}
