"""The kinds of value that requests are made of."""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from marshmallow import ValidationError, fields, validate

from bus.schema import Text
from services.directory import reference

MOST_TOPICS = 12
MOST_OF_A_SLUG = 60
_PLAIN = re.compile(r"[^\s\\<>\"'`{}|^]+")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
VISIBILITIES = ("public", "members")
EARLIEST, LATEST = date(1900, 1, 1), date(2999, 12, 31)


class Line(Text):
    """Text of one line: what a name, a role or an organisation is."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        return " ".join(super()._deserialize(value, attr, data, **kwargs).split())


class Address(Text):
    """An e-mail address."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max=254, **kwargs)
        self.validators.append(validate.Email())


class WebAddress(Text):
    """The address of a page that is fetched safely: https, of a host with a name, and without a password."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max=500, **kwargs)
        self.validators.append(_is_web_address)


class Day(fields.String):
    """A calendar day as ISO text."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text: str = super()._deserialize(value, attr, data, **kwargs)
        try:
            day = date.fromisoformat(text)
        except ValueError as error:
            raise ValidationError("Give a day such as 2026-03-02.") from error
        if not EARLIEST <= day <= LATEST:
            raise ValidationError("Give a day of our time.")
        return day.isoformat()


class Id(fields.String):
    """An identifier."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(validate=validate.Length(min=1, max=64), **kwargs)


class Slug(fields.String):
    """A word of a list that staff keep; which there are, and which may be chosen, the list itself says."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(validate=[validate.Length(max=MOST_OF_A_SLUG), _is_slug], **kwargs)


class ClearableSlug(fields.String):
    """The same, or nothing to clear the choice."""

    def __init__(self) -> None:
        super().__init__(allow_none=True, validate=_is_slug_or_nothing)


def one_of(choices: Any, **kwargs: Any) -> fields.String:
    """Choose one of a list that nobody changes."""
    return fields.String(validate=validate.OneOf(sorted(reference.slugs(choices))), **kwargs)


def clearable(choices: Any) -> fields.String:
    """Choose one, or say null or nothing to clear the choice."""
    return fields.String(allow_none=True, validate=validate.OneOf(["", *sorted(choices)]))


def topics(**kwargs: Any) -> fields.List[Any]:
    return fields.List(Slug(), validate=validate.Length(max=MOST_TOPICS), **kwargs)


def offers(**kwargs: Any) -> fields.List[Any]:
    return fields.List(one_of(reference.OFFERS), validate=validate.Length(max=len(reference.OFFERS)), **kwargs)


def _is_slug(text: str) -> None:
    if not _SLUG.fullmatch(text):
        raise ValidationError("Must be one of the list.")


def _is_slug_or_nothing(text: str) -> None:
    if text:
        _is_slug(text)


def _is_web_address(text: str) -> None:
    """Refuse what is no plain https address; nothing is ever fetched from it."""
    try:
        parts = urlsplit(text)
        is_whole = parts.scheme == "https" and "." in (parts.hostname or "") and "@" not in parts.netloc
        is_whole = is_whole and (parts.port is None or parts.port > 0)
    except ValueError:
        is_whole = False
    if not is_whole or not _PLAIN.fullmatch(text):
        raise ValidationError("Give an address that begins with https://.")
