"""What is asked about panels: assignments, deputies, moves, and the examples to practise on."""

from __future__ import annotations

from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from bus.doors import Request
from services.directory.examples import EXAMPLES
from services.directory.model import CONFLICTS, CRITERIA, HIGHEST, LOWEST, REASONS_TO_MOVE
from services.directory.schemas.application import ApplicationVersion, GetApplication
from services.directory.schemas.kinds import Id, Slug, one_of


class DeclareConflict(GetApplication):
    """Step back from an application, with the code of the reason; who abstains gives none."""

    reason = fields.String(required=True, validate=validate.OneOf(CONFLICTS))


class ReassignApplication(GetApplication):
    """Name the assessor who is silent and, if the chair chooses, who comes instead."""

    assessor_id = Id(required=True)
    to = Id(allow_none=True)


class MoveApplication(ApplicationVersion):
    """Name the region whose panel is to decide, and why."""

    region = Slug(required=True)
    reason = fields.String(required=True, validate=validate.OneOf(REASONS_TO_MOVE))


class GetPanel(Request):
    """Name a region."""

    region = Slug(required=True)


class NameDeputy(GetPanel):
    """Name who stands in for the chair, and until which day; neither to end it."""

    person_id = Id(allow_none=True)
    until = fields.Date(allow_none=True)

    @validates_schema
    def _names_both_or_neither(self, data: dict[str, Any], **_: Any) -> None:
        if bool(data.get("person_id")) != bool(data.get("until")):
            missing = "until" if data.get("person_id") else "person_id"
            raise ValidationError("Missing data for required field.", missing)


class GetExample(Request):
    """Name an example."""

    example = one_of(EXAMPLES, required=True)


class ScoreExample(GetExample):
    """Score an example by criterion."""

    scores = fields.Dict(
        keys=fields.String(validate=validate.OneOf(CRITERIA)),
        values=fields.Integer(allow_none=True, validate=validate.Range(LOWEST, HIGHEST)),
        required=True,
    )
