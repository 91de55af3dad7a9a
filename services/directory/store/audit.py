"""The audit trail: who did what to what, in ids and codes; rows are added and never changed."""

from __future__ import annotations

from pymongo import IndexModel

from bus.actor import Actor
from bus.collection import Document
from bus.database import Work
from services.directory.store.documents import ASCENDING, DESCENDING, Reader

MOST_SHOWN = 200
_FOLLOW = {
    "application.third_needed": 1,
    "assignment.ended": 2,
    "assignment.made": 3,
    "application.short_handed": 4,
}
"""In which order things follow that are done in one transaction, whose rows have the same time."""

INDEXES = [IndexModel([("thing_id", ASCENDING), ("_id", ASCENDING)], name="of_a_thing")]


def record(work: Work, actor: Actor, action: str, thing_id: str, **detail: str | None) -> None:
    """Record an action on an application or a person; `detail` holds codes, never text."""
    work.db["audit"].insert_one(
        {
            "_id": work.new_id(),
            "thing_id": thing_id,
            "at": work.now,
            "actor_kind": actor.kind,
            "actor_id": actor.id,
            "action": action,
            "detail": detail,
        }
    )


def list_givers(reader: Reader, member_id: str) -> dict[str, str]:
    """Tell by whom each recognition of a member was given."""
    query = {"thing_id": member_id, "action": "recognition.given"}
    found = reader.db["audit"].find(query, sort=[("_id", DESCENDING)], limit=MOST_SHOWN)
    return {each["detail"]["recognition_id"]: each["actor_id"] for each in found}


def list_audit(reader: Reader, thing_id: str) -> list[Document]:
    """List what was done to a thing, oldest first; what followed at once, in its own order, after its cause."""
    found = reader.db["audit"].find({"thing_id": thing_id}, sort=[("_id", ASCENDING)], limit=MOST_SHOWN)
    return sorted(found, key=lambda row: (row["at"], _FOLLOW.get(row["action"], 0)))
