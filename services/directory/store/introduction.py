"""Introductions: those that wait are few, and found by any of the three people."""

from __future__ import annotations

from pymongo import IndexModel

from bus.collection import MOST, Document
from bus.database import Work
from services.directory.model import MOST_INTRODUCTIONS, WAITS_FOR, Introduction
from services.directory.store.documents import ASCENDING, DESCENDING, Reader, document, fields_of

INDEXES = [
    IndexModel([("pair", ASCENDING), ("state", ASCENDING), ("introduced_at", DESCENDING)], name="of_a_person"),
    IndexModel([("by", ASCENDING), ("state", ASCENDING), ("introduced_at", DESCENDING)], name="by"),
]


def find_introduction(reader: Reader, introduction_id: str) -> Introduction | None:
    """Find an introduction."""
    found = reader.db["introductions"].find_one({"_id": introduction_id})
    return _introduction(found) if found else None


def list_open_between(reader: Reader, pair: tuple[str, str]) -> list[Introduction]:
    """List the introductions of two people to each other that wait."""
    query = {"pair": {"$all": list(pair)}, "state": "open", "introduced_at": {"$gt": reader.now - WAITS_FOR}}
    return [_introduction(each) for each in reader.db["introductions"].find(query, limit=MOST_INTRODUCTIONS)]


def list_open_among(reader: Reader, one: str, other: str) -> list[Introduction]:
    """List the introductions that wait in which two people take part, also where one introduced the other."""
    parts: list[Document] = [{"pair": {"$all": [one, other]}}, {"pair": one, "by": other}, {"pair": other, "by": one}]
    query = {"$or": parts, "state": "open", "introduced_at": {"$gt": reader.now - WAITS_FOR}}
    return [_introduction(each) for each in reader.db["introductions"].find(query, limit=MOST)]


def list_introductions_of(reader: Reader, person_id: str, limit: int) -> list[Introduction]:
    """List the introductions that wait for a person's answer, the latest first."""
    query = {"pair": person_id, "state": "open", "introduced_at": {"$gt": reader.now - WAITS_FOR}}
    query |= {"agreed": {"$ne": person_id}, "declined": {"$ne": person_id}}
    found = reader.db["introductions"].find(query, sort=[("introduced_at", DESCENDING)], limit=limit)
    return [_introduction(each) for each in found]


def count_open_introductions(reader: Reader, by: str) -> int:
    """Count the introductions by a person that wait, up to as many as there may be."""
    query = {"by": by, "state": "open", "introduced_at": {"$gt": reader.now - WAITS_FOR}}
    return reader.db["introductions"].count(query, limit=MOST_INTRODUCTIONS)


def add_introduction(work: Work, introduction: Introduction) -> None:
    """Add an introduction."""
    work.db["introductions"].insert_one(document(introduction, "introduction_id"))


def save_introduction(work: Work, introduction: Introduction) -> None:
    """Save a changed introduction; raises `version_conflict` when somebody else did."""
    work.db["introductions"].replace_versioned(document(introduction, "introduction_id"))


def forget_introductions(work: Work, person_id: str) -> None:
    """Close what a person who is gone takes part in, and forget every word of it."""
    for role in ("pair", "by"):
        closed: Document = {"state": "closed", "closed_at": work.now, "words": ""}
        query = {role: person_id, "$or": [{"state": "open"}, {"words": {"$gt": ""}}]}
        work.db["introductions"].update_many(query, {"$set": closed, "$inc": {"version": 1}})


def _introduction(found: Document) -> Introduction:
    one, other = found["pair"]
    fields = fields_of(found, "introduction_id", "pair", "agreed", "declined")
    agreed, declined = tuple(found["agreed"]), tuple(found.get("declined", ()))
    return Introduction(**fields, pair=(one, other), agreed=agreed, declined=declined)
