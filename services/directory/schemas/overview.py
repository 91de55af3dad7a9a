"""What is asked about how applications go."""

from __future__ import annotations

from datetime import date
from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from bus.doors import Request
from bus.schema import Text
from services.directory.model import OVERSEEN
from services.directory.schemas.kinds import Slug
from services.directory.schemas.page import Page

OF_OUR_TIME = validate.Range(min=date(2000, 1, 1), max=date(2999, 12, 30))


class GetOverview(Request):
    """Name a period of whole days, both included; none is the last 90 days."""

    since = fields.Date(allow_none=True, validate=OF_OUR_TIME)
    until = fields.Date(allow_none=True, validate=OF_OUR_TIME)

    @validates_schema
    def _begins_before_it_ends(self, data: dict[str, Any], **_: Any) -> None:
        if data.get("until") and not data.get("since"):
            raise ValidationError("Missing data for required field.", "since")
        if data.get("until") and data["until"] < data["since"]:
            raise ValidationError("The period ends before it begins.", "until")


class ListOverseen(GetOverview, Page):
    """Narrow down which applications to list; all that were ever submitted without."""

    region = Slug(allow_none=True)
    state = fields.String(allow_none=True, validate=validate.OneOf(OVERSEEN))
    outcome = fields.String(allow_none=True, validate=validate.OneOf(["accepted", "not_yet"]))
    late = fields.Boolean(allow_none=True)


class VerifyAudit(Request):
    """Go on after a page of the audit trail."""

    after = Text(max=500, allow_none=True)
