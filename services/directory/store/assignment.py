"""Assignments: at most one for each application and assessor, and what each assessor has open."""

from __future__ import annotations

from collections.abc import Collection

from pymongo import IndexModel

from bus.collection import MOST, Document
from bus.database import Work
from services.directory.model import Assignment, Workload
from services.directory.store.documents import ASCENDING, Reader, document, fields_of

MOST_OPEN = 200

INDEXES = [
    IndexModel(
        [("application_id", ASCENDING), ("assessor_id", ASCENDING)],
        name="one_assignment_an_application_and_assessor",
        unique=True,
    ),
    IndexModel([(field, ASCENDING) for field in ("assessor_id", "status", "place")], name="of_an_assessor"),
    IndexModel([(field, ASCENDING) for field in ("region", "status", "due_at")], name="of_a_panel"),
    IndexModel([("remind_at", ASCENDING)], name="to_remind", partialFilterExpression={"remind_at": {"$type": "date"}}),
]


def find_assignment(reader: Reader, application_id: str, assessor_id: str) -> Assignment | None:
    """Find what was asked of one assessor for one application."""
    found = reader.db["assignments"].find_one({"application_id": application_id, "assessor_id": assessor_id})
    return _assignment(found) if found else None


def list_assignments(reader: Reader, application_ids: Collection[str]) -> list[Assignment]:
    """List all assignments of a page of applications, the first first."""
    query = {"application_id": {"$in": sorted(application_ids)}}
    return [_assignment(each) for each in reader.db["assignments"].find(query, sort=[("_id", ASCENDING)], limit=MOST)]


def list_open_in(work: Work, assessor_id: str, region: str) -> list[Assignment]:
    """List what an assessor has open on one panel."""
    query = {"assessor_id": assessor_id, "status": "open", "region": region}
    return [_assignment(each) for each in work.db["assignments"].find(query, limit=MOST_OPEN)]


def page_open(reader: Reader, assessor_id: str, after: str, limit: int) -> list[Assignment]:
    """List what an assessor has open everywhere, what is due first first, from the place after another."""
    query = {"assessor_id": assessor_id, "status": "open", "place": {"$gt": after}}
    found = reader.db["assignments"].find(query, sort=[("place", ASCENDING)], limit=limit)
    return [_assignment(each) for each in found]


def list_late(reader: Reader, region: str) -> list[str]:
    """List whose scores are late on a panel, once for each application."""
    query = {"region": region, "status": "open", "due_at": {"$lte": reader.now}}
    found = reader.db["assignments"].find(query, {"assessor_id": 1}, limit=MOST)
    return [each["assessor_id"] for each in found]


def list_to_remind(work: Work, limit: int) -> list[Assignment]:
    """List assignments whose time has come to be reminded of."""
    query = {"remind_at": {"$lte": work.now}}
    found = work.db["assignments"].find(query, sort=[("remind_at", ASCENDING)], limit=limit)
    return [_assignment(each) for each in found]


def place_in_order(assignment: Assignment) -> str:
    """Tell an assignment's place among what one assessor has open: when it is due, and its id."""
    return f"{assignment.due_at.isoformat()} {assignment.assignment_id}"


def add_assignment(work: Work, assignment: Assignment) -> None:
    """Add an assignment to what its assessor has open.

    The count is a document of the assessor, so that whoever assigns them elsewhere at the same time collides.
    """
    work.db["assignments"].insert_one(_document(assignment))
    load = {"$inc": {"open": 1}, "$max": {"last_at": assignment.given_at}}
    work.db["workloads"].update_one({"_id": assignment.assessor_id}, load, upsert=True)


def close_assignment(work: Work, assignment: Assignment) -> None:
    """Save an assignment that was open until now."""
    save_assignment(work, assignment)
    work.db["workloads"].update_one({"_id": assignment.assessor_id}, {"$inc": {"open": -1}}, upsert=True)


def save_assignment(work: Work, assignment: Assignment) -> None:
    """Save a changed assignment; raises `version_conflict` when somebody else did."""
    work.db["assignments"].replace_versioned(_document(assignment))


def workloads_of(reader: Reader, assessor_ids: Collection[str]) -> list[Workload]:
    """Tell what each of these assessors has open."""
    query = {"_id": {"$in": sorted(assessor_ids)}}
    rows = reader.db["workloads"].find(query, limit=max(1, len(assessor_ids)))
    known = {row["_id"]: Workload(row["_id"], row["open"], row.get("last_at")) for row in rows}
    return [known.get(assessor_id, Workload(assessor_id)) for assessor_id in sorted(assessor_ids)]


def _document(assignment: Assignment) -> Document:
    return document(assignment, "assignment_id") | {"place": place_in_order(assignment)}


def _assignment(found: Document) -> Assignment:
    return Assignment(**fields_of(found, "assignment_id", "place"))
