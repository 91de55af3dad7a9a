"""What a person says of themselves: in an application, and, with more, in an entry."""

from __future__ import annotations

from marshmallow import fields, validate

from bus.doors import Request
from bus.schema import Text
from services.directory.model import HIDEABLE, LEVELS, MOST_KEPT
from services.directory.schemas.kinds import (
    VISIBILITIES,
    ClearableSlug,
    Day,
    Line,
    WebAddress,
    clearable,
    offers,
    topics,
)

MOST_LINKS = 5


class ProfileFields(Request):
    """Describe a person; what is absent stays as it is."""

    name = Line(max=120, allow_none=True)
    role = Line(max=120, allow_none=True)
    organisation = Line(max=160, allow_none=True)
    region = ClearableSlug()
    background = ClearableSlug()
    topics = topics(allow_none=True)
    biography = Text(max=2000, allow_none=True)
    visibility = clearable(VISIBILITIES)


class Link(Request):
    """Name a page elsewhere."""

    label = Line(min=1, max=80, required=True)
    url = WebAddress(required=True)


class PastOrganisation(Request):
    """Say where one was until which day."""

    name = Line(min=1, max=160, required=True)
    until = Day(required=True)


class EntryFields(ProfileFields):
    """Describe a member; what is absent stays as it is, also who sees which field."""

    partnership = ClearableSlug()
    interests = topics(allow_none=True)
    offers = offers(allow_none=True)
    offers_note = Line(max=200, allow_none=True)
    looking_for = Text(max=500, allow_none=True)
    links = fields.List(fields.Nested(Link), allow_none=True, validate=validate.Length(max=MOST_LINKS))
    organisations = fields.List(
        fields.Nested(PastOrganisation), allow_none=True, validate=validate.Length(max=MOST_KEPT)
    )
    shown_to = fields.Dict(
        keys=fields.String(validate=validate.OneOf(tuple(HIDEABLE))),
        values=fields.String(validate=validate.OneOf(LEVELS)),
        allow_none=True,
    )
