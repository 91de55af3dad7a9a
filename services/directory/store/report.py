"""Reports: those that wait for staff, the oldest first."""

from __future__ import annotations

from pymongo import IndexModel

from bus.collection import Document
from bus.database import Work
from services.directory.model import Report
from services.directory.store.documents import ASCENDING, Reader, document, fields_of

INDEXES = [
    IndexModel([("state", ASCENDING), ("_id", ASCENDING)], name="by_state"),
    IndexModel([("connection_id", ASCENDING), ("by", ASCENDING)], name="of_a_connection"),
    IndexModel([("by", ASCENDING)], name="by"),
    IndexModel([("about", ASCENDING)], name="about"),
]


def find_report(reader: Reader, report_id: str) -> Report | None:
    """Find a report."""
    found = reader.db["reports"].find_one({"_id": report_id})
    return _report(found) if found else None


def find_open_report(reader: Reader, connection_id: str, by: str) -> Report | None:
    """Find what somebody reported of a connection, if staff have not settled it."""
    found = reader.db["reports"].find_one({"connection_id": connection_id, "by": by, "state": "open"})
    return _report(found) if found else None


def list_reports(reader: Reader, state: str, after: str, limit: int) -> list[Report]:
    """List reports in a state, the oldest first, from behind one."""
    query = {"state": state, "_id": {"$gt": after}}
    return [_report(each) for each in reader.db["reports"].find(query, sort=[("_id", ASCENDING)], limit=limit)]


def list_reports_of(work: Work, person_id: str, limit: int) -> list[Report]:
    """List some of the reports by or about a person that wait or still hold words."""
    holds = [{"state": "open"}, {"words": {"$gt": ""}}, {"message": {"$gt": ""}}]
    found = [work.db["reports"].find({role: person_id, "$or": holds}, limit=limit) for role in ("by", "about")]
    return [_report(each) for each in (*found[0], *found[1])]


def add_report(work: Work, report: Report) -> None:
    """Add a report."""
    work.db["reports"].insert_one(document(report, "report_id"))


def save_report(work: Work, report: Report) -> None:
    """Save a changed report; raises `version_conflict` when somebody else did."""
    work.db["reports"].replace_versioned(document(report, "report_id"))


def _report(found: Document) -> Report:
    return Report(**fields_of(found, "report_id"))
