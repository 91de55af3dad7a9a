"""What members decide about being reached: one document for each who decided anything."""

from __future__ import annotations

from collections.abc import Sequence

from pymongo import IndexModel

from bus.collection import MOST, Document
from bus.database import Work
from services.directory.model import Contact
from services.directory.store.documents import ASCENDING, Reader, document, fields_of

INDEXES = [IndexModel([("blocked", ASCENDING)], name="who_blocks")]


def contact_of(reader: Reader, person_id: str) -> Contact:
    """Return what a member decided about being reached."""
    found = reader.db["contacts"].find_one({"_id": person_id})
    return _contact(found) if found else Contact(person_id)


def page_contacts(reader: Reader, after: str, limit: int) -> list[tuple[str, int, Contact]]:
    """Page through who decided anything, by id, with how many events had been told of them at the latest."""
    found = reader.db["contacts"].find({"_id": {"$gt": after}}, sort=[("_id", ASCENDING)], limit=limit)
    return [(each["_id"], each["sequence"], _contact(each)) for each in found]


def list_blockers(work: Work, person_id: str, limit: int) -> list[Contact]:
    """List some of those who block a person."""
    return [_contact(each) for each in work.db["contacts"].find({"blocked": person_id}, limit=limit)]


def list_blocking(reader: Reader, person_id: str) -> set[str]:
    """Tell which of the first 1,000 who block a person do so: for leaving them out, never for showing."""
    found = reader.db["contacts"].find({"blocked": person_id}, {"_id": 1}, limit=MOST)
    return {each["_id"] for each in found}


def list_closed_to(reader: Reader, person_id: str, among: Sequence[str]) -> set[str]:
    """Tell which of some people do not let a person ask them: they take no requests, or block the person."""
    closed = [{"takes_requests": False}, {"blocked": person_id}]
    found = reader.db["contacts"].find({"_id": {"$in": list(among)}, "$or": closed}, {"_id": 1}, limit=len(among))
    return {each["_id"] for each in found}


def save_contact(work: Work, contact: Contact) -> None:
    """Save what a member decided."""
    work.db["contacts"].replace_one({"_id": contact.person_id}, document(contact, "person_id"), upsert=True)


def forget_contacts(work: Work, person_id: str) -> None:
    """Forget what a member decided about being reached."""
    work.db["contacts"].delete_one({"_id": person_id})


def _contact(found: Document) -> Contact:
    return Contact(**fields_of(found, "person_id", "blocked"), blocked=tuple(found["blocked"]))
