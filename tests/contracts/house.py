"""Every service, every event, every subscription: what the contract tests range over."""

from collections.abc import Iterator, Mapping
from typing import Any

from marshmallow import Schema, fields, validate

from bus.doors import Door, doors_of
from bus.events import Copy, Event
from bus.ids import new_id
from bus.times import to_text, utc_now
from bus.topology import load
from services import SERVICES

HOUSE: list[type] = [load(path) for path in SERVICES]
PUBLISHED: dict[tuple[str, str], type[Event]] = {
    (event.source, event.type): event
    for service in HOUSE
    for event in service.publishes  # type: ignore[attr-defined]
}


def subscriptions() -> Iterator[tuple[type, Door]]:
    for service in HOUSE:
        yield from ((service, door) for door in doors_of(service) if door.events)


def copies() -> Iterator[tuple[str, type[Copy]]]:
    for service, door in subscriptions():
        yield from ((f"{service.name}.{door.method}", copy) for copy in door.events)  # type: ignore[attr-defined]


def sample(schema: Schema, **given: Any) -> dict[str, Any]:
    """Return data that fits a schema: plausible by type and name, with `given` in its place."""
    return {name: _value(name, field) for name, field in schema.fields.items()} | given


def _value(name: str, field: fields.Field) -> Any:
    if isinstance(field, fields.Nested):
        return sample(field.schema)  # type: ignore[arg-type]
    if isinstance(field, fields.List):
        return [_value(name, field.inner)]
    choices = [one.choices for one in field.validators if isinstance(one, validate.OneOf)]
    if choices:
        return next(iter(choices[0]))
    if isinstance(field, fields.Boolean):
        return False
    if isinstance(field, fields.Integer):
        return 1
    return _text(name)


def _text(name: str) -> str:
    if name.endswith("_id"):
        return new_id()
    if name.endswith(("_at", "_by")):
        return to_text(utc_now())
    known: Mapping[str, str] = {
        "address": "jo@example.org",
        "next": "/",
        "role": "assessor",
        "region": "wales",
    }
    return known.get(name, f"a {name}")
