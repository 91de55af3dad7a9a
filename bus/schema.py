"""Marshmallow as the platform uses it: normalised text, and errors as pointers, codes and messages."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from marshmallow import ValidationError, fields, validate


class Text(fields.String):
    """A string in Unicode normal form C, without space around it, of at most `max` characters and at least `min`."""

    def __init__(self, *, max: int, min: int = 0, **kwargs: Any) -> None:
        bounds = [validate.Length(max=max)] + ([validate.Length(min=min)] if min else [])
        super().__init__(validate=bounds, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> str:
        text: str = super()._deserialize(value, attr, data, **kwargs)
        text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").strip()
        if any(_is_control(character) for character in text):
            raise ValidationError("Remove the control characters.")
        return text


def _is_control(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cs") and character not in "\n\t"


def pointers(messages: Mapping[Any, Any] | list[Any], at: str = "") -> Iterator[dict[str, str]]:
    """Flatten marshmallow's messages to `{"pointer", "code", "message"}` (RFC 6901 pointers)."""
    if isinstance(messages, Mapping):
        for key, inner in messages.items():
            step = "" if key == "_schema" else "/" + str(key).replace("~", "~0").replace("/", "~1")
            yield from pointers(inner, at + step)
    else:
        for message in messages:
            yield {"pointer": at or "/", "code": _code(str(message)), "message": str(message)}


def _code(message: str) -> str:
    known = {
        "Missing data": "required",
        "Field may not be null": "required",
        "Unknown field": "unknown",
        "Longer than": "too_long",
        "Shorter than": "too_short",
        "Must be one of": "not_a_choice",
        "Must be": "out_of_range",
    }
    return next((code for start, code in known.items() if message.startswith(start)), "invalid")
