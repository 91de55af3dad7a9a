"""Interest: one document a person, read in the order of persons when a wave opens."""

from __future__ import annotations

from bus.collection import Document
from bus.database import Work
from services.directory.model import Interest
from services.directory.store.documents import ASCENDING, Reader, document, fields_of


def find_interest(reader: Reader, person_id: str) -> Interest | None:
    """Find what a person asked to be told."""
    found = reader.db["interests"].find_one({"_id": person_id})
    return _interest(found) if found else None


def page_interests(work: Work, after: str, limit: int) -> list[Interest]:
    """List some of those who asked to be told, in the order of their ids, from behind one."""
    found = work.db["interests"].find({"_id": {"$gt": after}}, sort=[("_id", ASCENDING)], limit=limit)
    return [_interest(each) for each in found]


def save_interest(work: Work, interest: Interest) -> None:
    """Keep what a person asked to be told, in place of what they asked before."""
    kept = document(interest, "person_id")
    work.db["interests"].replace_one({"_id": interest.person_id}, kept, upsert=True)


def save_answered(work: Work, interest: Interest) -> None:
    """Keep how many events were told of an interest."""
    work.db["interests"].update_one({"_id": interest.person_id}, {"$set": {"sequence": interest.sequence}})


def forget_interest(work: Work, person_id: str) -> int:
    """Forget what a person asked to be told; return how much that was."""
    return work.db["interests"].delete_one({"_id": person_id})


def forget_wish(work: Work, person_id: str, wish: str) -> None:
    """Forget what a person asked to be told, if it was this wish."""
    work.db["interests"].delete_one({"_id": person_id, "wish": wish})


def _interest(found: Document) -> Interest:
    return Interest(**fields_of(found, "person_id"))
