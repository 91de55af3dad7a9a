"""Applications: one live one a person, listed to a panel by region, state and time."""

from __future__ import annotations

from collections.abc import Collection

from pymongo import IndexModel

from bus.collection import Document
from bus.database import Work
from bus.errors import Duplicate
from bus.times import to_text
from services.directory.errors import AlreadyApplied, NoApplication
from services.directory.model import ENOUGH_ASSESSMENTS, READY, Application, Decision, Question
from services.directory.store.documents import ASCENDING, DESCENDING, Reader, document, fields_of, profile_of

INDEXES = [
    IndexModel(
        [("person_id", ASCENDING)],
        name="one_live_application_a_person",
        unique=True,
        partialFilterExpression={"live": True},
    ),
    IndexModel([("person_id", ASCENDING), ("_id", DESCENDING)], name="latest_of_a_person"),
    IndexModel([(field, ASCENDING) for field in ("status", "profile.region", "place")], name="before_a_panel"),
    IndexModel([("wave_id", ASCENDING), ("profile.region", ASCENDING)], name="of_a_wave"),
    IndexModel([(field, ASCENDING) for field in ("assigned", "status", "place")], name="before_an_assessor"),
]

STANDING = ("assigned", "barred", "scored_by", "scores_needed", "short_handed", "sequence")
_HAS_ENOUGH_SCORES = {
    "$gte": [
        {"$size": "$scored_by"},
        {"$cond": ["$short_handed", ENOUGH_ASSESSMENTS, {"$ifNull": ["$scores_needed", ENOUGH_ASSESSMENTS]}]},
    ]
}
"""What `has_enough_scores` of the model says, for the database."""
_BESIDE = ("live", "place", "decide_by")
_NESTED = ("profile", "scored_by", "assigned", "barred", "question", "held")


def get_application(reader: Reader, application_id: str) -> Application:
    """Return an application; raises `NoApplication`."""
    found = reader.db["applications"].find_one({"_id": application_id})
    if found is None:
        raise NoApplication()
    return read_application(found)


def find_live_application(reader: Reader, person_id: str) -> Application | None:
    """Find a person's draft or submitted application."""
    found = reader.db["applications"].find_one({"person_id": person_id, "live": True})
    return read_application(found) if found else None


def find_latest_application(reader: Reader, person_id: str) -> Application | None:
    """Find the last application that a person began."""
    found = reader.db["applications"].find_one({"person_id": person_id}, sort=[("_id", DESCENDING)])
    return read_application(found) if found else None


def list_unerased_applications(reader: Reader, person_id: str, limit: int) -> list[Application]:
    """List some of a person's applications that still say something."""
    query = {"person_id": person_id, "status": {"$ne": "erased"}}
    found = reader.db["applications"].find(query, sort=[("_id", DESCENDING)], limit=limit)
    return [read_application(each) for each in found]


def list_applications(
    reader: Reader, statuses: Collection[str], regions: Collection[str], direction: int, after: str, limit: int
) -> list[Application]:
    """List applications of some regions and states by time of submission, from the place after another."""
    query = panel_query(statuses, regions, direction, after)
    found = reader.db["applications"].find(query, sort=[("place", direction)], limit=limit)
    return [read_application(each) for each in found]


def panel_query(statuses: Collection[str], regions: Collection[str], direction: int, after: str) -> Document:
    """Ask for applications of some regions and states, beyond a place; all have one once they are submitted."""
    return _in_state(statuses) | {"profile.region": {"$in": sorted(regions)}} | _beyond(direction, after)


def _in_state(statuses: Collection[str]) -> Document:
    if set(statuses) == {READY}:
        return {"status": "submitted", "held": None, "$expr": _HAS_ENOUGH_SCORES}
    return {"status": {"$in": sorted(statuses)}}


def _beyond(direction: int, after: str) -> Document:
    return {"place": {"$gt" if direction == ASCENDING else "$lt": after}} if after else {}


def place_of(application: Application) -> str | None:
    """Tell a submitted application's place in every list: its time of submission and its id, unique."""
    submitted_at = application.submitted_at
    return f"{to_text(submitted_at)} {application.application_id}" if submitted_at else None


def add_application(work: Work, application: Application) -> None:
    """Add a draft; raises `AlreadyApplied` when the person has a live application."""
    try:
        work.db["applications"].insert_one(_document(application))
    except Duplicate as duplicate:
        raise AlreadyApplied() from duplicate


def save_application(work: Work, application: Application) -> None:
    """Save a changed application; raises `version_conflict` when somebody else did."""
    work.db["applications"].replace_versioned(_document(application))


def save_standing(work: Work, application: Application) -> None:
    """Save who assesses and whose scores count, so that deciding at the same time collides; the version stays."""
    kept = {name: getattr(application, name) for name in STANDING}
    work.db["applications"].update_one({"_id": application.application_id}, {"$set": kept})


def list_short_handed(work: Work, regions: Collection[str], after: str, limit: int) -> list[Application]:
    """List what waits for assessors, the longest waiting first; also what was there before any were assigned."""
    query = panel_query(["submitted"], regions, ASCENDING, after) | {"short_handed": {"$ne": False}, "held": None}
    found = work.db["applications"].find(query, sort=[("place", ASCENDING)], limit=limit)
    return [read_application(each) for each in found]


def list_assigned(
    reader: Reader,
    assessor_id: str,
    region: str | None,
    statuses: Collection[str],
    direction: int,
    after: str,
    limit: int,
) -> list[Application]:
    """List what an assessor has before them, by time of submission, from the place after another."""
    query = {"assigned": assessor_id} | _in_state(statuses) | _beyond(direction, after)
    query |= {"profile.region": region} if region else {}
    found = reader.db["applications"].find(query, sort=[("place", direction)], limit=limit)
    return [read_application(each) for each in found]


def read_application(found: Document) -> Application:
    """Read an application's document; what was saved before it had a field has that field's default."""
    question, held = found.get("question"), found.get("held")
    return Application(
        **fields_of(found, "application_id", *_BESIDE, *_NESTED),
        profile=profile_of(found),
        scored_by=tuple(found["scored_by"]),
        assigned=tuple(found.get("assigned", ())),
        barred=tuple(found.get("barred", ())),
        question=Question(**question) if question else None,
        held=Decision(**held) if held else None,
    )


def _document(application: Application) -> Document:
    beside = {"live": application.is_live, "place": place_of(application), "decide_by": application.decide_by}
    return document(application, "application_id") | beside
