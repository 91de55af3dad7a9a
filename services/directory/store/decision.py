"""Decisions that wait to take effect, answers that are being written, and the texts that belong to audit rows."""

from __future__ import annotations

from pymongo import IndexModel

from bus.database import Work
from services.directory.model import Question
from services.directory.store.documents import ASCENDING, Reader

MOST_REASONS = 100

INDEXES = [
    IndexModel(
        [("held.effective_at", ASCENDING)],
        name="held",
        partialFilterExpression={"held.effective_at": {"$exists": True}},
    ),
    IndexModel([("decided_by", ASCENDING)], name="decided_by"),
    IndexModel(
        [("held.decided_by", ASCENDING)],
        name="held_by",
        partialFilterExpression={"held.decided_by": {"$exists": True}},
    ),
]
OF_REASONS = [IndexModel([("application_id", ASCENDING)], name="of_an_application")]


def list_due(work: Work, limit: int) -> list[str]:
    """List which applications have a decision whose time has come, the longest waiting first."""
    query = {"held.effective_at": {"$exists": True, "$lte": work.now}}
    found = work.db["applications"].find(query, {"_id": 1}, sort=[("held.effective_at", ASCENDING)], limit=limit)
    return [each["_id"] for each in found]


def save_answer(work: Work, application_id: str, question: Question) -> bool:
    """Keep an answer that is being written; return whether it was still open, and as it was seen.

    What the panel sees stays, and so does the application's version.
    """
    as_seen = {"question.version": question.version - 1, "question.answered_at": None, "status": "submitted"}
    written = {"question.answer": question.answer, "question.version": question.version}
    return bool(work.db["applications"].update_one({"_id": application_id} | as_seen, {"$set": written}))


def forget_contact(work: Work, person_id: str, limit: int) -> bool:
    """Forget how a person who decided was to be reached, in some applications; return whether more may be left."""
    more = False
    for place in ("", "held."):
        query = {f"{place}decided_by": person_id, f"{place}contact": {"$nin": ["", None]}}
        found = work.db["applications"].find(query, {"_id": 1}, limit=limit)
        for each in found:
            work.db["applications"].update_one({"_id": each["_id"]}, {"$set": {f"{place}contact": ""}})
        more = more or len(found) == limit
    return more


def add_reason(work: Work, application_id: str, text: str) -> str:
    """Keep the text of an audit row beside it; return its id, which the row names."""
    reason_id = work.new_id()
    row = {"_id": reason_id, "application_id": application_id, "text": text, "at": work.now}
    work.db["reasons"].insert_one(row)
    return reason_id


def list_reasons(reader: Reader, application_id: str) -> dict[str, str]:
    """List the texts that belong to an application's audit rows, by id."""
    found = reader.db["reasons"].find({"application_id": application_id}, limit=MOST_REASONS)
    return {each["_id"]: each["text"] for each in found}


def delete_reasons(work: Work, application_id: str) -> None:
    """Erase the texts that belong to an application's audit rows; the rows stay as they are."""
    work.db["reasons"].delete_many({"application_id": application_id})
