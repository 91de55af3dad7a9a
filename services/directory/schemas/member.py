"""What is asked about members."""

from __future__ import annotations

from marshmallow import fields, validate

from bus.doors import Request
from bus.schema import Text
from services.directory import reference
from services.directory.model import AUDIENCES, STEPS
from services.directory.schemas.kinds import Address, Id, Line, Slug, one_of, topics
from services.directory.schemas.page import Page
from services.directory.schemas.profile import EntryFields


class _Sought(Request):
    words = Text(max=200, allow_none=True)
    region = Slug(allow_none=True)
    partnership = Slug(allow_none=True)
    background = Slug(allow_none=True)
    topic = Slug(allow_none=True)
    interest = Slug(allow_none=True)
    offer = one_of(reference.OFFERS, allow_none=True)
    organisation = Id(allow_none=True)
    kind = one_of(reference.ORGANISATION_KINDS, allow_none=True)


class SearchMembers(_Sought, Page):
    """Find members by words and filters; `after` is `next` or `previous` of another page."""


class ExportMembers(_Sought):
    """Take away who is found by words and filters, page by page."""

    after = Text(max=500, allow_none=True)


class GetMember(Request):
    """Name a member."""

    member_id = Id(required=True)


class ChangeProfile(EntryFields):
    """Change one's own profile as it was seen."""

    version = fields.Integer(required=True)


class PreviewProfile(Request):
    """Look at one's own entry as the public or other members do."""

    audience = fields.String(required=True, validate=validate.OneOf(AUDIENCES))


class SettleStep(Request):
    """Take a first step off one's list, done or not wanted."""

    step = fields.String(required=True, validate=validate.OneOf(STEPS))


class CheckEntry(Request):
    """Call one's own entry current."""


class LeaveCommunity(Request):
    """Leave, with the entry as it was seen."""

    version = fields.Integer(required=True)


class ImportNomination(Request):
    """Nominate a person; `confirmed_on` when they agreed elsewhere already."""

    name = Line(min=1, max=120, required=True)
    address = Address(required=True)
    nominating_organisation = Line(min=1, max=160, required=True)
    organisation = Line(max=160, allow_none=True)
    role = Line(max=120, allow_none=True)
    region = Slug(required=True)
    background = Slug(required=True)
    topics = topics(required=True)
    biography = Text(max=2000, allow_none=True)
    confirmed_on = fields.Date(allow_none=True)
