"""What is asked about organisations."""

from __future__ import annotations

from typing import Any

from marshmallow import fields, validate

from bus.doors import Request
from bus.schema import Text
from services.directory import reference
from services.directory.model import MOST_OTHER_NAMES
from services.directory.schemas.kinds import ClearableSlug, Id, Line, Slug, WebAddress, one_of
from services.directory.schemas.page import Page


class _Site(WebAddress):
    """The address of an organisation's site, or nothing."""

    def _validate(self, value: Any) -> None:
        if value != "":
            super()._validate(value)


class OrganisationFields(Request):
    """What staff say of an organisation; what is absent stays as it is."""

    name = Line(min=1, max=160)
    other_names = fields.List(Line(min=1, max=160), allow_none=True, validate=validate.Length(max=MOST_OTHER_NAMES))
    kind = one_of(reference.ORGANISATION_KINDS)
    region = ClearableSlug()
    partnership = ClearableSlug()
    website = _Site(allow_none=True)


class AddOrganisation(OrganisationFields):
    """Add an organisation."""

    name = Line(min=1, max=160, required=True)
    kind = one_of(reference.ORGANISATION_KINDS, required=True)


class OrganisationVersion(Request):
    """Name an organisation as it was seen."""

    organisation_id = Id(required=True)
    version = fields.Integer(required=True)


class ChangeOrganisation(OrganisationFields, OrganisationVersion):
    """Change an organisation as it was seen."""


class MergeOrganisations(OrganisationVersion):
    """Make an organisation, as it was seen, part of another."""

    into_id = Id(required=True)


class SearchOrganisations(Page):
    """Find organisations by the beginnings of words and by what they are."""

    words = Text(max=200, allow_none=True)
    kind = one_of(reference.ORGANISATION_KINDS, allow_none=True)
    region = Slug(allow_none=True)
    partnership = Slug(allow_none=True)


class GetOrganisation(Request):
    """Name an organisation."""

    organisation_id = Id(required=True)


class GetWorkplace(GetOrganisation):
    """Name one's own organisation, and a page of its people."""

    after = Text(max=500, allow_none=True)
