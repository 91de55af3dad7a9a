"""Replies: one of a person to an ad."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from pymongo import IndexModel

from bus.collection import Document
from bus.database import Work
from bus.errors import Conflict, Duplicate
from services.matching.errors import NoReply
from services.matching.model.ad import MOST_REPLIES
from services.matching.model.reply import Reply
from services.matching.store.documents import ASCENDING, DESCENDING, Reader, document, fields_of

INDEXES = [
    IndexModel([("ad_id", ASCENDING), ("person_id", ASCENDING)], name="one_a_person", unique=True),
    IndexModel([("person_id", ASCENDING), ("_id", DESCENDING)], name="by_a_person"),
]


def find_reply_of(reader: Reader, ad_id: str, person_id: str) -> Reply | None:
    """Find what somebody replied to an ad."""
    found = reader.db["replies"].find_one({"ad_id": ad_id, "person_id": person_id})
    return _reply(found) if found else None


def get_reply(reader: Reader, reply_id: str) -> Reply:
    """Return a reply. Raises `NoReply`."""
    found = reader.db["replies"].find_one({"_id": reply_id})
    if found is None:
        raise NoReply()
    return _reply(found)


def list_replies(reader: Reader, ad_id: str) -> list[Reply]:
    """List the replies to an ad, the first first."""
    found = reader.db["replies"].find({"ad_id": ad_id}, sort=[("_id", ASCENDING)], limit=MOST_REPLIES)
    return [_reply(each) for each in found]


def list_replies_by(reader: Reader, person_id: str, after: str, limit: int) -> list[Reply]:
    """List what a person replied, the newest first, from behind one."""
    query: Document = {"person_id": person_id} | ({"_id": {"$lt": after}} if after else {})
    found = reader.db["replies"].find(query, sort=[("_id", DESCENDING)], limit=limit)
    return [_reply(each) for each in found]


def list_waiting_replies(reader: Reader, person_id: str, limit: int) -> list[Reply]:
    """List the replies of a person that wait for their answer."""
    found = reader.db["replies"].find({"person_id": person_id, "state": "sent"}, limit=limit)
    return [_reply(each) for each in found]


def count_waiting_to(reader: Reader, ad_ids: Collection[str], but: Collection[str]) -> Counter[str]:
    """Count the replies to each ad that wait for its author's answer, without those of some people."""
    query: Document = {"ad_id": {"$in": sorted(ad_ids)}, "state": "sent", "person_id": {"$nin": sorted(but)}}
    return Counter({ad_id: count for (ad_id,), count in reader.db["replies"].count_by(query, "$ad_id").items()})


def add_reply(work: Work, reply: Reply) -> None:
    """Add a reply. Raises `already_replied`."""
    try:
        work.db["replies"].insert_one(document(reply, "reply_id"))
    except Duplicate as duplicate:
        raise Conflict("already_replied") from duplicate


def save_reply(work: Work, reply: Reply) -> None:
    """Save a settled reply; raises `version_conflict` when somebody else settled it."""
    work.db["replies"].replace_versioned(document(reply, "reply_id"))


def delete_replies(work: Work, reply_ids: Collection[str]) -> None:
    """Forget replies."""
    work.db["replies"].delete_many({"_id": {"$in": sorted(reply_ids)}})


def delete_replies_to(work: Work, ad_id: str) -> None:
    """Forget every reply to an ad."""
    work.db["replies"].delete_many({"ad_id": ad_id})


def _reply(found: Document) -> Reply:
    return Reply(**fields_of(found, "reply_id"))
