"""Rounds of coffee and what they were drawn from; only one round gathers people at a time."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from pymongo import IndexModel

from bus.collection import Document
from bus.database import Work
from bus.errors import Conflict, Duplicate
from services.matching.errors import NoRound
from services.matching.model.inputs import Frozen, Places
from services.matching.model.round import Round
from services.matching.model.score import Traits
from services.matching.store.documents import ASCENDING, DESCENDING, Reader, document, fields_of

INDEXES = [
    IndexModel([("state", ASCENDING), ("closes_at", ASCENDING)], name="by_state"),
    IndexModel(
        [("is_gathering", ASCENDING)],
        name="one_round_at_a_time",
        unique=True,
        partialFilterExpression={"is_gathering": True},
    ),
]
OF_DRAWS = [IndexModel([("people.person_id", ASCENDING)], name="by_person")]
UNFINISHED = ("open", "closed", "drawn", "announced", "surveying")
MOST_UNFINISHED = 50


def get_round(reader: Reader, round_id: str) -> Round:
    """Return a round; raises `NoRound`."""
    found = reader.db["rounds"].find_one({"_id": round_id})
    if found is None:
        raise NoRound()
    return _round(found)


def find_latest_round(reader: Reader) -> Round | None:
    """Find the round that was opened last."""
    found = reader.db["rounds"].find_one({}, sort=[("_id", DESCENDING)])
    return _round(found) if found else None


def list_rounds(reader: Reader, before: str, limit: int) -> list[Round]:
    """List rounds, the latest first, from behind one."""
    query: Document = {"_id": {"$lt": before}} if before else {}
    return [_round(each) for each in reader.db["rounds"].find(query, sort=[("_id", DESCENDING)], limit=limit)]


def list_unfinished_rounds(reader: Reader) -> list[Round]:
    """List the rounds that are not over, the oldest first."""
    query = {"state": {"$in": list(UNFINISHED)}}
    found = reader.db["rounds"].find(query, sort=[("_id", ASCENDING)], limit=MOST_UNFINISHED)
    return [_round(each) for each in found]


def add_round(work: Work, one: Round) -> None:
    """Add a round; raises Conflict("round_is_gathering") while another one is to be announced."""
    try:
        work.db["rounds"].insert_one(_document(one))
    except Duplicate as error:
        raise Conflict("round_is_gathering") from error


def save_round(work: Work, one: Round) -> None:
    """Save a changed round; raises `version_conflict` when somebody else did."""
    one.version += 1
    work.db["rounds"].replace_versioned(_document(one))


def add_inputs(work: Work, frozen: Frozen) -> None:
    """Keep what a round is drawn from, once."""
    work.db["draws"].insert_one(_inputs_document(frozen))


def save_inputs(work: Work, frozen: Frozen) -> None:
    """Keep what was drawn, or that somebody is forgotten."""
    work.db["draws"].replace_one({"_id": frozen.round_id}, _inputs_document(frozen))


def find_inputs(reader: Reader, round_id: str) -> Frozen | None:
    """Find what a round was drawn from."""
    found = reader.db["draws"].find_one({"_id": round_id})
    return _inputs(found) if found else None


def list_inputs_with(reader: Reader, person_id: str, limit: int) -> list[Frozen]:
    """List inputs in which a person stands."""
    return [_inputs(each) for each in reader.db["draws"].find({"people.person_id": person_id}, limit=limit)]


def was_in_round(reader: Reader, round_id: str, person_id: str) -> bool:
    """Say whether a person was among those from whom a round was drawn."""
    return reader.db["draws"].find_one({"_id": round_id, "people.person_id": person_id}, {"_id": 1}) is not None


def _document(one: Round) -> Document:
    return document(one, "round_id") | {"is_gathering": one.is_gathering}


def _round(found: Document) -> Round:
    return Round(**fields_of(found, "round_id", "is_gathering"))


def _inputs_document(frozen: Frozen) -> Document:
    people = [asdict(each) | {"topics": sorted(each.topics)} for each in frozen.people]
    groups = None if frozen.groups is None else _lists(frozen.groups)
    pairs = {"excluded": _lists(frozen.excluded), "met": _lists(frozen.met), "groups": groups}
    return {"_id": frozen.round_id, "people": people, "erased": frozen.erased} | pairs


def _inputs(found: Document) -> Frozen:
    people = tuple(Traits(**each | {"topics": frozenset(each["topics"])}) for each in found["people"])
    groups = None if found["groups"] is None else _places(found["groups"])
    pairs = _places(found["excluded"]), _places(found["met"])
    return Frozen(found["_id"], people, *pairs, groups, found["erased"])


def _lists(places: Places) -> list[list[int]]:
    return [list(each) for each in places]


def _places(lists: Any) -> Places:
    return tuple(tuple(each) for each in lists)
