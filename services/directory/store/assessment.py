"""Assessments: one for each application and assessor."""

from __future__ import annotations

from collections.abc import Collection

from pymongo import IndexModel

from bus.collection import Document
from bus.database import Work
from bus.errors import Duplicate
from services.directory.errors import VersionConflict
from services.directory.model import Assessment
from services.directory.store.documents import ASCENDING, Reader, document, fields_of

MOST_ON_A_PANEL = 50
MOST_EVER = 1000

INDEXES = [
    IndexModel(
        [("assessor_id", ASCENDING), ("application_id", ASCENDING)],
        name="one_assessment_an_application_and_assessor",
        unique=True,
    ),
    IndexModel([("application_id", ASCENDING), ("status", ASCENDING)], name="of_an_application"),
]


def find_assessment(reader: Reader, application_id: str, assessor_id: str) -> Assessment | None:
    """Find what one assessor thinks of one application."""
    found = reader.db["assessments"].find_one({"assessor_id": assessor_id, "application_id": application_id})
    return _assessment(found) if found else None


def find_assessments_by(reader: Reader, assessor_id: str, application_ids: Collection[str]) -> dict[str, Assessment]:
    """Find one assessor's assessments of a page of applications, by application."""
    query = {"assessor_id": assessor_id, "application_id": {"$in": sorted(application_ids)}}
    found = reader.db["assessments"].find(query, limit=max(1, len(application_ids)))
    return {each["application_id"]: _assessment(each) for each in found}


def list_final_assessments(reader: Reader, application_id: str, not_by: str) -> list[Assessment]:
    """List the final assessments of an application, but for one person's own."""
    query = {"application_id": application_id, "status": "final", "assessor_id": {"$ne": not_by}}
    found = reader.db["assessments"].find(query, sort=[("_id", ASCENDING)], limit=MOST_ON_A_PANEL)
    return [_assessment(each) for each in found]


def list_assessments(reader: Reader, application_id: str) -> list[Assessment]:
    """List all assessments of an application, drafts too."""
    found = reader.db["assessments"].find({"application_id": application_id}, limit=MOST_EVER)
    return [_assessment(each) for each in found]


def save_assessment(work: Work, assessment: Assessment) -> None:
    """Save a new or changed assessment; raises `version_conflict` when it was begun or changed elsewhere."""
    if assessment.version > 1:
        work.db["assessments"].replace_versioned(document(assessment, "assessment_id"))
        return
    try:
        work.db["assessments"].insert_one(document(assessment, "assessment_id"))
    except Duplicate as duplicate:
        raise VersionConflict() from duplicate


def _assessment(found: Document) -> Assessment:
    return Assessment(**fields_of(found, "assessment_id"))
