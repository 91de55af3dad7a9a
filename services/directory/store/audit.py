"""The audit trail: who did what to what, in ids and codes; rows are added and never changed.

The rows about one thing are a chain: each has the next number and a keyed digest of itself and of the one before. The
unique index on thing and number makes two that add at once collide, so that no chain forks.
"""

from __future__ import annotations

from pymongo import IndexModel

from bus.actor import Actor
from bus.collection import Document
from bus.database import Work
from services.directory.model import audit
from services.directory.store.documents import ASCENDING, DESCENDING, Reader

MOST_SHOWN = 200
MOST_COUNTED = 1_000_000
Place = tuple[str, int]
_END = "end of a chain"

INDEXES = [
    IndexModel([("number", ASCENDING)], name="by_number"),
    IndexModel([("thing_id", ASCENDING), ("_id", ASCENDING)], name="of_a_thing"),
    IndexModel(
        [("thing_id", ASCENDING), ("number", ASCENDING)],
        name="one_chain_a_thing",
        unique=True,
        partialFilterExpression={"number": {"$gt": 0}},
    ),
]


def record(work: Work, actor: Actor, action: str, thing_id: str, **detail: str | None) -> None:
    """Record an action on an application or a person; `detail` holds ids and codes, never text."""
    number, before = work.db.noted.get((_END, thing_id)) or _end(work, thing_id)
    row = {
        "_id": work.new_id(),
        "thing_id": thing_id,
        "number": number + 1,
        "before": before,
        "at": work.now,
        "actor_kind": actor.kind,
        "actor_id": actor.id,
        "action": action,
        "detail": detail,
    }
    digest = audit.seal(work.settings.digest_key, row)
    work.db["audit"].insert_one(row | {"digest": digest})
    work.db.noted[_END, thing_id] = row["number"], digest


def _end(work: Work, thing_id: str) -> tuple[int, str]:
    query = {"thing_id": thing_id, "number": {"$gt": 0}}
    last = work.db["audit"].find_one(query, {"number": 1, "digest": 1}, sort=[("number", DESCENDING)])
    return (last["number"], last["digest"]) if last else (0, "")


def list_givers(reader: Reader, member_id: str) -> dict[str, str]:
    """Tell by whom each recognition of a member was given."""
    query = {"thing_id": member_id, "action": "recognition.given"}
    found = reader.db["audit"].find(query, sort=[("_id", DESCENDING)], limit=MOST_SHOWN)
    return {each["detail"]["recognition_id"]: each["actor_id"] for each in found}


def list_audit(reader: Reader, thing_id: str) -> list[Document]:
    """List what was done to a thing, oldest first."""
    found = reader.db["audit"].find({"thing_id": thing_id}, sort=[("_id", ASCENDING)], limit=MOST_SHOWN)
    return sorted(found, key=lambda row: row.get("number", 0))  # Of one transaction the ids have no order.


def list_chains(reader: Reader, after: Place, limit: int) -> list[Document]:
    """List rows in order of thing and number, from a place on and that row included: the next is held against it."""
    thing_id, number = after
    later = [{"thing_id": thing_id, "number": {"$gte": max(number, 1)}}, {"thing_id": {"$gt": thing_id}}]
    query = {"number": {"$gt": 0}, "$or": later}
    return reader.db["audit"].find(query, sort=[("thing_id", ASCENDING), ("number", ASCENDING)], limit=limit)


def count_before_chains(reader: Reader) -> int:
    """Count the rows from before there were chains, up to a million."""
    return reader.db["audit"].count({"number": None}, MOST_COUNTED)
