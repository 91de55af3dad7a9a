"""What is told of applications."""

from __future__ import annotations

from typing import Any

from marshmallow import fields, validate

from bus.events import Event, personal
from services.directory.model import Application, Leaders
from services.directory.views import moment


class ApplicationSubmitted(Event):
    """A person handed their application to the panel of a region."""

    type, source, subject, private = "application.submitted", "directory", "application_id", True
    application_id = fields.String(required=True)
    person_id = fields.String(required=True)
    name = fields.String(required=True, metadata=personal)
    region = fields.String(required=True)
    role = fields.String(required=True, metadata=personal)
    organisation = fields.String(required=True, metadata=personal)
    background = fields.String(required=True)
    topics = fields.List(fields.String(), required=True)
    biography = fields.String(required=True, metadata=personal)
    commitment = fields.String(required=True, metadata=personal)
    experience = fields.String(required=True, metadata=personal)
    understanding = fields.String(required=True, metadata=personal)
    submitted_at = fields.String(required=True)
    decide_by = fields.String(required=True)
    kept_from = fields.List(fields.String(), required=True)
    deputy_person_id = fields.String(required=True, allow_none=True)


class ApplicationWithdrawn(Event):
    """What the panel had before it is withdrawn: the person `asked`, has `joined` in another way, or is `erased`."""

    type, source, subject, private = "application.withdrawn", "directory", "application_id", True
    application_id = fields.String(required=True)
    person_id = fields.String(required=True)
    name = fields.String(required=True, metadata=personal)
    region = fields.String(required=True)
    reason = fields.String(required=True, validate=validate.OneOf(("asked", "joined", "erased")))


class ApplicationDecided(Event):
    """What the chair decided took effect: accepted, or not yet with feedback, a contact and a date (clause 20).

    `corrected` when a not yet became an acceptance.
    """

    type, source, subject, private = "application.decided", "directory", "application_id", True
    application_id = fields.String(required=True)
    person_id = fields.String(required=True)
    name = fields.String(required=True, metadata=personal)
    region = fields.String(required=True)
    outcome = fields.String(required=True, validate=validate.OneOf(("accepted", "not_yet")))
    feedback = fields.String(required=True, metadata=personal)
    contact = fields.String(required=True, metadata=personal)
    again_on = fields.String(required=True, allow_none=True)
    corrected = fields.Boolean(required=True)
    decider_person_id = fields.String(required=True, allow_none=True)
    decided_at = fields.String(required=True)


def application_submitted(application: Application, leaders: Leaders) -> dict[str, Any]:
    """Tell all that the applicant wrote, by when to decide, and who leads the panel."""
    written = application.profile.applied() | application.answers
    del written["visibility"]
    times = {"submitted_at": moment(application.submitted_at), "decide_by": moment(application.decide_by)}
    return whose(application) | written | times | led_by(leaders)


def application_withdrawn(application: Application, reason: str) -> dict[str, Any]:
    """Tell whose application the panel need not look at any more, and why: `asked`, `joined` or `erased`."""
    return whose(application) | {"reason": reason}


def application_decided(application: Application, corrected: bool) -> dict[str, Any]:
    """Tell the outcome, the feedback, whom to ask and when to come again, and whether it corrects an earlier one."""
    return whose(application) | {
        "outcome": application.outcome,
        "feedback": application.feedback,
        "contact": application.contact,
        "again_on": application.again_on,
        "corrected": corrected,
        "decider_person_id": application.decided_by or None,
        "decided_at": moment(application.decided_at),
    }


def led_by(leaders: Leaders) -> dict[str, Any]:
    """Tell which chairs a conflict keeps it from, and who stands in for the chair, if anybody does."""
    return {"kept_from": list(leaders.kept_from), "deputy_person_id": leaders.deputy_id}


def whose(application: Application) -> dict[str, Any]:
    """Tell whose application it is, and of which region."""
    profile = application.profile
    ids = {"application_id": application.application_id, "person_id": application.person_id}
    return ids | {"name": profile.name, "region": profile.region}
