"""What of a message may be looked at: what its reader's schema names, is as it says, and is not marked as personal."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields

from bus.erasure import is_wrong

HIDDEN = "(hidden)"
_LONGEST, _MOST = 200, 20
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")


def masked(schema: Schema, data: Any) -> Any:
    """Return the data with everything personal, or not as the schema says, replaced; long texts are cut."""
    if not isinstance(data, Mapping):
        return HIDDEN
    known = {field.data_key or name: field for name, field in schema.fields.items()}
    return {_name(name): _value(known.get(name), value) for name, value in list(data.items())[:_MOST]}


def _name(name: str) -> str:
    """Return a name that somebody gave a field, unless it may be anything."""
    return name if _NAME.fullmatch(name) else HIDDEN


def _value(field: Any, value: Any) -> Any:
    if value is None:
        return None
    if field is None or field.metadata.get("personal"):
        return HIDDEN
    if isinstance(field, fields.List):
        return [_value(field.inner, one) for one in value[:_MOST]] if isinstance(value, list) else HIDDEN
    if isinstance(field, fields.Nested):
        schema = field.schema
        return [masked(schema, one) for one in value[:_MOST]] if isinstance(value, list) else masked(schema, value)
    return HIDDEN if isinstance(value, list | Mapping) or is_wrong(field, value) else _cut(value)


def _cut(value: Any) -> Any:
    return value[:_LONGEST] + "…" if isinstance(value, str) and len(value) > _LONGEST else value
