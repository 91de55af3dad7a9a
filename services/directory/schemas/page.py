"""What any list is asked with."""

from __future__ import annotations

from marshmallow import fields

from bus.doors import Request
from bus.schema import Text


class Nothing(Request):
    """Ask without saying anything."""


class Page(Request):
    """Ask for one page of a list."""

    limit = fields.Integer(allow_none=True)
    after = Text(max=500, allow_none=True)
