"""What is asked about recognitions."""

from __future__ import annotations

from marshmallow import fields, validate

from bus.doors import Request
from services.directory.schemas.kinds import Id, Line, Slug


class GiveRecognition(Request):
    """Recognise a member's expertise in a topic, and say for what."""

    member_id = Id(required=True)
    topic = Slug(required=True)
    reason = Line(min=1, max=300, required=True)


class TakeRecognition(Request):
    """Name a recognition of a member."""

    member_id = Id(required=True)
    recognition_id = Id(required=True)


class ShowRecognition(Request):
    """Show a recognition of one's own with the entry, or to nobody."""

    recognition_id = Id(required=True)
    shown_to = fields.String(required=True, validate=validate.OneOf(("entry", "nobody")))
