"""What is asked about applications."""

from __future__ import annotations

from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from bus.doors import Request
from bus.schema import Text
from services.directory.model import READY, SEEN_BY_PANEL
from services.directory.schemas.kinds import Id, Slug
from services.directory.schemas.page import Page
from services.directory.schemas.profile import ProfileFields

LONGEST_ANSWER = 8000
"""Far more than a panel takes, so that what is too long is kept while it is shortened."""


class SaveApplication(ProfileFields):
    """Start a draft, or change the one that is named with the version that was seen."""

    application_id = Id(allow_none=True)
    version = fields.Integer(allow_none=True)
    commitment = Text(max=LONGEST_ANSWER, allow_none=True)
    experience = Text(max=LONGEST_ANSWER, allow_none=True)
    understanding = Text(max=LONGEST_ANSWER, allow_none=True)
    invitation = Text(max=100, allow_none=True)

    @validates_schema
    def _names_the_version(self, data: dict[str, Any], **_: Any) -> None:
        if data.get("application_id") and data.get("version") is None:
            raise ValidationError("Missing data for required field.", "version")


class ApplicationVersion(Request):
    """Name an application as it was seen."""

    application_id = Id(required=True)
    version = fields.Integer(required=True)


class GetApplication(Request):
    """Name an application."""

    application_id = Id(required=True)


class ListApplications(Page):
    """Ask for the applications before a panel."""

    region = Slug(allow_none=True)
    status = fields.String(allow_none=True, validate=validate.OneOf((*SEEN_BY_PANEL, READY)))
