"""Enrolments in coffee trials: one document a person; a guard that leaving and drawing both write."""

from __future__ import annotations

from datetime import date

from pymongo import IndexModel

from bus.collection import MOST, Document
from bus.database import Work
from services.matching.errors import NoEnrolment
from services.matching.model.enrolment import Enrolment
from services.matching.store.block import blocked_with
from services.matching.store.documents import ASCENDING, Reader, document, fields_of

INDEXES = [
    IndexModel([("avoided", ASCENDING)], name="by_whom_they_avoid"),
    IndexModel([("state", ASCENDING)], name="by_state"),
]


def find_enrolment(reader: Reader, person_id: str) -> Enrolment | None:
    """Find a person's enrolment, also of who has left since."""
    found = reader.db["enrolments"].find_one({"_id": person_id})
    return _enrolment(found) if found else None


def get_enrolment(reader: Reader, person_id: str) -> Enrolment:
    """Return a person's enrolment; raises `NoEnrolment`."""
    found = find_enrolment(reader, person_id)
    if found is None:
        raise NoEnrolment()
    return found


def find_enrolments(reader: Reader, person_ids: tuple[str, ...]) -> dict[str, Enrolment]:
    """Return the enrolments of some people, by id."""
    if not person_ids:
        return {}
    found = reader.db["enrolments"].find({"_id": {"$in": list(person_ids)}}, limit=len(person_ids))
    return {each["_id"]: _enrolment(each) for each in found}


def page_enrolments(reader: Reader, after: str) -> list[Enrolment]:
    """List a thousand of those who have not left, in the order of their ids, from behind one."""
    query: Document = {"_id": {"$gt": after}, "state": {"$ne": "left"}}
    return [_enrolment(each) for each in reader.db["enrolments"].find(query, sort=[("_id", ASCENDING)], limit=MOST)]


def count_enrolled(reader: Reader, day: date) -> dict[str, int]:
    """Count who takes part on a day and who pauses: whose pause is over by then takes part."""
    is_over = {"$and": [{"$ne": ["$paused_until", None]}, {"$lte": ["$paused_until", day.isoformat()]}]}
    counted = reader.db["enrolments"].count_by({"state": {"$ne": "left"}}, "$state", is_over)
    pausing = counted.get(("paused", False), 0)
    return {"enrolled": sum(counted.values()) - pausing, "paused": pausing}


def add_enrolment(work: Work, enrolment: Enrolment) -> None:
    """Add an enrolment."""
    work.db["enrolments"].insert_one(_document(enrolment))


def save_enrolment(work: Work, enrolment: Enrolment) -> None:
    """Save a changed enrolment; raises `version_conflict` when somebody else did."""
    enrolment.version += 1
    work.db["enrolments"].replace_versioned(_document(enrolment))


def save_told(work: Work, enrolment: Enrolment) -> None:
    """Save how many events were told of an enrolment; who is changing it just now is not disturbed."""
    work.db["enrolments"].update_one({"_id": enrolment.person_id}, {"$set": {"sequence": enrolment.sequence}})


def kept_apart(reader: Reader, person_id: str) -> set[str]:
    """Name everybody whom a person would rather not meet, or who would rather not meet them, blocks included."""
    own = reader.db["enrolments"].find_one({"_id": person_id}, {"avoided": 1}) or {"avoided": []}
    by = reader.db["enrolments"].find({"avoided": person_id}, {"_id": 1}, limit=MOST)
    return {*own["avoided"], *(each["_id"] for each in by), *blocked_with(reader, person_id)}


def forget_enrolment(work: Work, person_id: str) -> None:
    """Forget a person's enrolment, and that others would rather not meet them."""
    work.db["enrolments"].delete_one({"_id": person_id})
    work.db["enrolments"].update_many({"avoided": person_id}, {"$pull": {"avoided": person_id}})


def hold_draw(work: Work) -> None:
    """Make this transaction collide with every other that draws, announces, or takes somebody out of a pair."""
    work.db["guards"].update_one({"_id": "draw"}, {"$inc": {"held": 1}}, upsert=True)


def _document(enrolment: Enrolment) -> Document:
    until = enrolment.paused_until.isoformat() if enrolment.paused_until else None
    lists = {"ways": list(enrolment.ways), "avoided": list(enrolment.avoided)}
    return document(enrolment, "person_id") | lists | {"paused_until": until}


def _enrolment(found: Document) -> Enrolment:
    fields = fields_of(found, "person_id", "paused_until")
    until = date.fromisoformat(found["paused_until"]) if found["paused_until"] else None
    lists = {name: tuple(found[name]) for name in ("ways", "avoided")}
    return Enrolment(**fields | lists, paused_until=until)
