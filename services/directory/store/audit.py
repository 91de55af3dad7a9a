"""The audit trail: who did what to what, in ids and codes; rows are added and never changed."""

from __future__ import annotations

from pymongo import IndexModel

from bus.actor import Actor
from bus.collection import Document
from bus.database import Work
from services.directory.store.documents import ASCENDING, DESCENDING, Reader

MOST_SHOWN = 200

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
    """List what was done to a thing, oldest first."""
    return reader.db["audit"].find({"thing_id": thing_id}, sort=[("_id", ASCENDING)], limit=MOST_SHOWN)
