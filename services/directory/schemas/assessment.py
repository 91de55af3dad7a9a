"""What is asked about assessments."""

from __future__ import annotations

from marshmallow import fields, validate

from bus.doors import Request
from bus.schema import Text
from services.directory.model import CRITERIA, HIGHEST, LOWEST
from services.directory.schemas.kinds import Id


class Assess(Request):
    """Score an application by criterion, with reasons."""

    application_id = Id(required=True)
    version = fields.Integer(allow_none=True)
    scores = fields.Dict(
        keys=fields.String(validate=validate.OneOf(CRITERIA)),
        values=fields.Integer(allow_none=True, validate=validate.Range(LOWEST, HIGHEST)),
        required=True,
    )
    reasons = fields.Dict(
        keys=fields.String(validate=validate.OneOf(CRITERIA)),
        values=Text(max=2000, allow_none=True),
        required=True,
    )
