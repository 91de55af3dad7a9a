"""What is told of who assesses what."""

from __future__ import annotations

from typing import Any

from marshmallow import fields, validate

from bus.events import Event, personal
from services.directory.events.application import led_by
from services.directory.model import REASONS_TO_MOVE, Application, Assignment, Leaders
from services.directory.views import moment


class _OfAnAssignment(Event):
    """Who is to assess whose application, and by when."""

    source, subject, private = "directory", "assignment_id", True
    assignment_id = fields.String(required=True)
    application_id = fields.String(required=True)
    person_id = fields.String(required=True)
    applicant_person_id = fields.String(required=True)
    name = fields.String(required=True, metadata=personal)
    region = fields.String(required=True)
    due_at = fields.String(required=True)


class AssignmentMade(_OfAnAssignment):
    """An assessor, `person_id`, was asked for their scores."""

    type = "assignment.made"


class AssignmentDue(_OfAnAssignment):
    """An assessor's scores are due `soon`, or `late`; told once each."""

    type = "assignment.due"
    state = fields.String(required=True, validate=validate.OneOf(("soon", "late")))


class ApplicationMoved(Event):
    """The chair handed an application to the panel of another region, which begins anew."""

    type, source, subject, private = "application.moved", "directory", "application_id", True
    application_id = fields.String(required=True)
    person_id = fields.String(required=True)
    name = fields.String(required=True, metadata=personal)
    from_region = fields.String(required=True)
    region = fields.String(required=True)
    reason = fields.String(required=True, validate=validate.OneOf(REASONS_TO_MOVE))
    decide_by = fields.String(required=True)
    kept_from = fields.List(fields.String(), required=True)
    deputy_person_id = fields.String(required=True, allow_none=True)


def assignment_made(assignment: Assignment, application: Application) -> dict[str, Any]:
    """Tell an assessor whose application is theirs to assess."""
    return {
        "assignment_id": assignment.assignment_id,
        "application_id": application.application_id,
        "person_id": assignment.assessor_id,
        "applicant_person_id": application.person_id,
        "name": application.profile.name,
        "region": assignment.region,
        "due_at": moment(assignment.due_at),
    }


def assignment_due(assignment: Assignment, application: Application, state: str) -> dict[str, Any]:
    """Tell an assessor that their scores are due `soon`, or `late`."""
    return assignment_made(assignment, application) | {"state": state}


def application_moved(application: Application, from_region: str, reason: str, leaders: Leaders) -> dict[str, Any]:
    """Tell an applicant which panel has their application now, and why, and who leads that panel."""
    return {
        "application_id": application.application_id,
        "person_id": application.person_id,
        "name": application.profile.name,
        "from_region": from_region,
        "region": application.profile.region,
        "reason": reason,
        "decide_by": moment(application.decide_by),
    } | led_by(leaders)
