"""The problem document of RFC 9457, as documentation; `problems.py` writes it."""

from marshmallow import fields

from services.gateway.api.schemas.common import Shown


class FieldProblem(Shown):
    """One field that has to be mended."""

    pointer = fields.String(required=True, metadata={"description": "A JSON pointer (RFC 6901) into what was sent."})
    code = fields.String(required=True)
    message = fields.String(required=True)


class Problem(Shown):
    """What went wrong."""

    type = fields.String(required=True, metadata={"format": "uri"})
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    code = fields.String(required=True, metadata={"description": "A stable word for programs."})
    detail = fields.String()
    errors = fields.List(fields.Nested(FieldProblem))
    incident = fields.String(metadata={"description": "Tell us this when the fault is ours."})
    current = fields.Dict(metadata={"description": "What is there now."})
    sent = fields.Raw(metadata={"description": "What you sent."})
