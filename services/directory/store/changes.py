"""Which members changed lately: one row a member, written with the change, read by every process that searches.

A row holds an id and when; it goes a day later. One more row, the generation, never goes by itself: when it is taken
away (with everything else, or by who brought the members back from a backup), every process reads all members anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from pymongo import IndexModel

from bus.collection import MOST, Document
from bus.database import Read, Work
from bus.ids import new_id
from services.directory.store.documents import ASCENDING

GENERATION = "generation"
NAMES = "names"
"""Stands, in place of a member's id, for the lists: names by which members are found changed, or what slugs mean."""
_NEVER = datetime(9999, 1, 1, tzinfo=UTC)
_DAY_S = 86_400

INDEXES = [
    IndexModel([("at", ASCENDING), ("_id", ASCENDING), ("change", ASCENDING)], name="lately"),
    IndexModel([("at", ASCENDING)], name="until_a_day_later", expireAfterSeconds=_DAY_S),
]


def note_change(work: Work, member_id: str) -> None:
    """Note that a member came, changed or went."""
    row = {"at": work.recorded_at, "change": work.new_id()}
    work.db["search_changes"].replace_one({"_id": member_id}, row, upsert=True)


def generation(read: Read) -> str:
    """Return the present generation; begin one when there is none."""
    begun = {"$setOnInsert": {"at": _NEVER, "change": new_id()}}
    read.db["search_changes"].update_one({"_id": GENERATION}, begun, upsert=True)
    found = read.db["search_changes"].find_one({"_id": GENERATION}) or {}
    return str(found.get("change", ""))


def changes_since(read: Read, at: datetime) -> dict[str, str]:
    """Tell each change since a time, by member, and the generation among them."""
    return {row["_id"]: row["change"] for row in _rows(read, at)}


def _rows(read: Read, at: datetime) -> Iterator[Document]:
    query: Document = {"at": {"$gte": at}}
    order = [("at", ASCENDING), ("_id", ASCENDING)]
    while True:
        rows = read.db["search_changes"].find(query, {"at": 1, "change": 1}, sort=order, limit=MOST)
        yield from rows
        if len(rows) < MOST:
            return
        last = rows[-1]
        query = {"$or": [{"at": last["at"], "_id": {"$gt": last["_id"]}}, {"at": {"$gt": last["at"]}}]}
