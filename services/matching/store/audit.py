"""The audit trail: who did what to what, in ids and codes; rows are added and never changed."""

from __future__ import annotations

from pymongo import IndexModel

from bus.actor import Actor
from bus.database import Work
from services.matching.store.documents import ASCENDING

INDEXES = [IndexModel([("thing_id", ASCENDING), ("_id", ASCENDING)], name="of_a_thing")]


def record(work: Work, actor: Actor, action: str, thing_id: str, **detail: str) -> None:
    """Record what somebody did; `detail` holds ids and codes, never text."""
    who = {"actor_kind": actor.kind, "actor_id": actor.id}
    what = {"thing_id": thing_id, "action": action, "detail": detail}
    work.db["audit"].insert_one({"_id": work.new_id(), "at": work.now} | who | what)
