"""Replies as documents; only this room knows the database."""

from dataclasses import asdict
from datetime import timedelta
from typing import Any

from pymongo import IndexModel

from bus.database import Read, Work
from services.gateway.deeds.model import Done, Press, Reply

INDEXES = {"replies": [IndexModel("remove_at", expireAfterSeconds=0), IndexModel("subjects")]}
KNOWN_AFTER_THE_END = timedelta(days=1)
"""The row of a link is kept a little longer than the link works, whichever clock is ahead."""


def find_reply(read: Work | Read, reply_id: str) -> Reply | None:
    """Return what was said by a signed link, or None."""
    document = read.db["replies"].find_one({"_id": reply_id})
    return _load(document) if document else None


def save_reply(work: Work, reply: Reply) -> None:
    """Write what was said by a signed link; the database removes it when the link has run out."""
    document: dict[str, Any] = asdict(reply)
    document |= {"_id": document.pop("reply_id"), "subjects": [reply.person_id]}
    document["remove_at"] = reply.ends_at + KNOWN_AFTER_THE_END
    work.db["replies"].replace_one({"_id": reply.reply_id}, document, upsert=True)


def delete_reply(work: Work, reply_id: str) -> None:
    """Forget that anything was said by a signed link."""
    work.db["replies"].delete_one({"_id": reply_id})


def delete_replies(work: Work, person_id: str) -> None:
    """Forget what a person said by signed links."""
    work.db["replies"].delete_many({"subjects": person_id})


def _load(document: dict[str, Any]) -> Reply:
    begun, done = document["begun"], document["done"]
    return Reply(
        document["_id"],
        document["deed"],
        document["person_id"],
        document["ends_at"],
        Press(begun["choice"], [(name, value) for name, value in begun["fields"]], begun["at"]) if begun else None,
        Done(**done) if done else None,
        document["turn"],
    )
