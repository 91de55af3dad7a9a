"""The kinds of value that requests about ads are made of."""

from __future__ import annotations

from typing import Any

from marshmallow import fields, validate

from bus.schema import Text

SLUG = r"[a-z0-9]+(-[a-z0-9]+)*\Z"


class Line(Text):
    """Text of one line."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        return " ".join(super()._deserialize(value, attr, data, **kwargs).split())


class Id(fields.String):
    """An identifier."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(validate=validate.Length(min=1, max=64), **kwargs)


class Slug(fields.String):
    """A word of a list that staff keep."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(validate=[validate.Length(max=60), validate.Regexp(SLUG)], **kwargs)


class ClearableSlug(fields.String):
    """The same, or nothing to clear the choice."""

    def __init__(self, **kwargs: Any) -> None:
        known = validate.Regexp(rf"({SLUG[:-2]})?\Z")
        super().__init__(allow_none=True, validate=[validate.Length(max=60), known], **kwargs)


def one_of(*words: str, **kwargs: Any) -> fields.String:
    """Choose one of a few words."""
    return fields.String(validate=validate.OneOf(words), **kwargs)
