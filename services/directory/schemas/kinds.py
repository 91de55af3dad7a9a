"""The kinds of value that requests are made of."""

from __future__ import annotations

from typing import Any

from marshmallow import fields, validate

from bus.schema import Text
from services.directory import reference

MOST_TOPICS = 12
VISIBILITIES = ("public", "members")


class Line(Text):
    """Text of one line: what a name, a role or an organisation is."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        return " ".join(super()._deserialize(value, attr, data, **kwargs).split())


class Address(Text):
    """An e-mail address."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max=254, **kwargs)
        self.validators.append(validate.Email())


class Id(fields.String):
    """An identifier."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(validate=validate.Length(min=1, max=64), **kwargs)


def slug(choices: Any, **kwargs: Any) -> fields.String:
    return fields.String(validate=validate.OneOf(sorted(reference.slugs(choices))), **kwargs)


def clearable(choices: Any) -> fields.String:
    """Choose one, or say null or nothing to clear the choice."""
    return fields.String(allow_none=True, validate=validate.OneOf(["", *sorted(choices)]))


def topics(**kwargs: Any) -> fields.List[Any]:
    return fields.List(slug(reference.TOPICS), validate=validate.Length(max=MOST_TOPICS), **kwargs)
