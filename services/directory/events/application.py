"""What is told of applications."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from marshmallow import fields, validate

from bus.events import Event, personal
from services.directory.model import Application
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


class ApplicationWithdrawn(Event):
    """What the panel had before it is withdrawn: the person `asked`, has `joined` in another way, or is `erased`."""

    type, source, subject, private = "application.withdrawn", "directory", "application_id", True
    application_id = fields.String(required=True)
    person_id = fields.String(required=True)
    name = fields.String(required=True, metadata=personal)
    region = fields.String(required=True)
    reason = fields.String(required=True, validate=validate.OneOf(("asked", "joined", "erased")))


class ApplicationDecided(Event):
    """The chair accepted a person, or said not yet with feedback (clause 20)."""

    type, source, subject, private = "application.decided", "directory", "application_id", True
    application_id = fields.String(required=True)
    person_id = fields.String(required=True)
    name = fields.String(required=True, metadata=personal)
    region = fields.String(required=True)
    outcome = fields.String(required=True, validate=validate.OneOf(("accepted", "not_yet")))
    feedback = fields.String(required=True, metadata=personal)
    decided_at = fields.String(required=True)


def application_submitted(application: Application, kept_from: Collection[str] = ()) -> dict[str, Any]:
    """Tell all that the applicant wrote, and by when to decide; `kept_from` names chairs with a conflict."""
    written = application.profile.applied() | application.answers
    del written["visibility"]
    times = {"submitted_at": moment(application.submitted_at), "decide_by": moment(application.decide_by)}
    return _whose(application) | written | times | {"kept_from": sorted(kept_from)}


def application_withdrawn(application: Application, reason: str) -> dict[str, Any]:
    """Tell whose application the panel need not look at any more, and why: `asked`, `joined` or `erased`."""
    return _whose(application) | {"reason": reason}


def application_decided(application: Application) -> dict[str, Any]:
    """Tell the outcome and the feedback."""
    decision = {"outcome": application.outcome, "feedback": application.feedback}
    return _whose(application) | decision | {"decided_at": moment(application.decided_at)}


def _whose(application: Application) -> dict[str, Any]:
    profile = application.profile
    ids = {"application_id": application.application_id, "person_id": application.person_id}
    return ids | {"name": profile.name, "region": profile.region}
