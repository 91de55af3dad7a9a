"""Organisations and networks, and who belongs to them."""

from marshmallow import fields, validate

from bus.doors import Request
from bus.schema import Text
from services.gateway.api.schemas.common import Id, PageOf, Shown, Slug, Version, next_page
from services.gateway.api.schemas.people import LONGEST_URL, Count

MOST_OTHER_NAMES = 40


class SearchOrganisations(PageOf):
    """Which organisations to look for."""

    words = Text(max=200)
    kind = Slug()
    region = Slug()
    partnership = Slug()


class OrganisationCard(Shown):
    """An organisation in a list; `members` counts those of its members whom you may see."""

    organisation_id = Id(required=True)
    name = fields.String(required=True)
    kind = fields.String(required=True)
    region = fields.String(required=True, allow_none=True)
    partnership = fields.String(required=True, allow_none=True)
    members = fields.Integer(required=True)


class OrganisationPage(Shown):
    """One page of organisations, and how many there are; more than a thousand are not counted."""

    items = fields.List(fields.Nested(OrganisationCard), required=True)
    next = next_page()
    total = fields.Nested(Count, required=True)


class KeptOrganisation(Shown):
    """What the register says of an organisation."""

    organisation_id = Id(required=True)
    name = fields.String(required=True)
    other_names = fields.List(fields.String(), required=True)
    kind = fields.String(required=True)
    region = fields.String(required=True, allow_none=True)
    partnership = fields.String(required=True, allow_none=True)
    website = fields.String(required=True)
    version = Version()


class Organisation(KeptOrganisation):
    """An organisation; of one that was merged, the one that it is part of now."""

    members = fields.Integer(required=True)
    own = fields.Boolean(required=True, metadata={"description": "Whether you belong to it."})


class Colleague(Shown):
    """Somebody of an organisation, as far as members see them."""

    member_id = Id(required=True)
    name = fields.String(required=True)
    role = fields.String(required=True)
    topics = fields.List(fields.String(), required=True)
    offers = fields.List(fields.String(), required=True)


class Workplace(KeptOrganisation):
    """What the people of an organisation can do, a hundred of them at a time."""

    people = fields.List(fields.Nested(Colleague), required=True)
    total = fields.Nested(Count, required=True)
    next = next_page()


class PageAfter(Request):
    """Which page of a list of fixed size."""

    after = Text(min=1, max=2000, metadata={"description": "`next` of the page before."})


class OrganisationFields(Request):
    """What staff say of an organisation; what is absent stays as it is."""

    name = Text(min=1, max=160)
    kind = Slug()
    other_names = fields.List(Text(min=1, max=160), validate=validate.Length(max=MOST_OTHER_NAMES))
    region = Slug(allow_none=True)
    partnership = Slug(allow_none=True)
    website = Text(max=LONGEST_URL)


class AddOrganisation(OrganisationFields):
    """What staff say of a new organisation."""

    name = Text(min=1, max=160, required=True)
    kind = Slug(required=True)


class MergeOrganisations(Request):
    """Into which organisation."""

    into_id = Id(required=True)


class Removed(Shown):
    """What is in the register no more."""

    organisation_id = Id(required=True)
    version = Version()


class UnknownName(Shown):
    """What members call an organisation, and how many do."""

    name = fields.String(required=True)
    members = fields.Integer(required=True)


class UnknownNames(Shown):
    """The hundred most frequent names that the register does not know."""

    items = fields.List(fields.Nested(UnknownName), required=True)
    more = fields.Boolean(required=True)
