"""What is asked about the lists that people choose from."""

from __future__ import annotations

from marshmallow import fields, validate

from bus.doors import Request
from services.directory.model import GROWING, LISTS
from services.directory.schemas.kinds import Line, Slug

LONGEST_NAME = 120


class _Named(Request):
    list_name = fields.String(required=True, data_key="list", validate=validate.OneOf(LISTS))


class GetChoice(_Named):
    """Name an entry of a list."""

    slug = Slug(required=True)


class ChoiceVersion(GetChoice):
    """Name an entry as it was seen."""

    version = fields.Integer(required=True)


class RenameChoice(ChoiceVersion):
    """Say what it is called from now on."""

    name = Line(min=2, max=LONGEST_NAME, required=True)


class MergeChoice(ChoiceVersion):
    """Say into which other entry of the list it goes."""

    into = Slug(required=True)


class AddChoice(_Named):
    """Say what to add to which list, and for a partnership in which regions it lies."""

    list_name = fields.String(required=True, data_key="list", validate=validate.OneOf(GROWING))
    name = Line(min=2, max=LONGEST_NAME, required=True)
    regions = fields.List(Slug(), allow_none=True)
