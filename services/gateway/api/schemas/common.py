"""Fields that several nouns share."""

from typing import Any

from marshmallow import EXCLUDE, Schema, fields, validate

from bus.doors import Request
from bus.schema import Text

SLUG = "^[a-z0-9]+(-[a-z0-9]+)*$"
LONGEST_ID = 64


class Id(fields.String):
    """An identifier that we gave."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(validate=validate.Length(min=1, max=LONGEST_ID), **kwargs)


class Slug(fields.String):
    """A word of the reference data."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(validate=[validate.Length(max=60), validate.Regexp(SLUG)], **kwargs)


class Moment(fields.String):
    """A time as RFC 3339 text in UTC."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(metadata={"format": "date-time"}, **kwargs)


class Day(fields.String):
    """A date as RFC 3339 text."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(metadata={"format": "date"}, **kwargs)


class Choice(fields.String):
    """One of a few words."""

    def __init__(self, *words: str, **kwargs: Any) -> None:
        super().__init__(validate=validate.OneOf(words), **kwargs)


class Version(fields.Integer):
    """Counts the changes of one thing; it is also the ETag."""

    def __init__(self) -> None:
        super().__init__(required=True)


class PageOf(Request):
    """Which page of a list."""

    limit = fields.Integer(validate=validate.Range(1, 100), metadata={"description": "20 unless told."})
    after = Text(min=1, max=2000, metadata={"description": "`next` of the page before."})


class Shown(Schema):
    """What an answer shows; a later version may show more."""

    class Meta:
        unknown = EXCLUDE


def next_page() -> fields.String:
    """Describe the token of the next page."""
    return fields.String(required=True, allow_none=True, data_key="next")
