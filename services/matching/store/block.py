"""Copies of whom members block, as the directory tells it.

Neither of two sees or answers what the other posts, neither is told of it, and the two never meet for coffee.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pymongo import IndexModel

from bus.collection import MOST
from bus.database import Work
from services.matching.store.documents import ASCENDING, Reader

INDEXES = [IndexModel([("blocked_ids", ASCENDING)], name="by_whom")]


def keep_blocks(work: Work, person_id: str, blocked_ids: Sequence[str]) -> None:
    """Keep the whole list of whom a person blocks."""
    kept = {"_id": person_id, "blocked_ids": list(blocked_ids)}
    work.db["blocks"].replace_one({"_id": person_id}, kept, upsert=True)


def forget_blocks(work: Work, person_id: str) -> None:
    """Forget whom a person blocks, and that others block them."""
    work.db["blocks"].delete_one({"_id": person_id})
    work.db["blocks"].update_many({"blocked_ids": person_id}, {"$pull": {"blocked_ids": person_id}})


def is_blocked_between(reader: Reader, one_id: str, other_id: str) -> bool:
    """Say whether one of two people has blocked the other."""
    either = [{"_id": one_id, "blocked_ids": other_id}, {"_id": other_id, "blocked_ids": one_id}]
    return reader.db["blocks"].find_one({"$or": either}, {"_id": 1}) is not None


def blocked_with(reader: Reader, person_id: str) -> set[str]:
    """Name everybody whom a person has blocked, or who has blocked them."""
    found = reader.db["blocks"].find({"$or": [{"_id": person_id}, {"blocked_ids": person_id}]}, limit=MOST)
    by = {each["_id"] for each in found if person_id in each["blocked_ids"]}
    return by.union(*(each["blocked_ids"] for each in found if each["_id"] == person_id))


def blocks_of(reader: Reader, person_ids: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield who of these people blocks whom; a thousand may be asked for at once."""
    if person_ids:
        query = {"_id": {"$in": list(person_ids)}, "blocked_ids": {"$ne": []}}
        for found in reader.db["blocks"].find(query, limit=min(len(person_ids), MOST)):
            yield from ((found["_id"], blocked) for blocked in found["blocked_ids"])
