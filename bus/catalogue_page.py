"""The event catalogue as a page for people: what is told, where, with which fields, and who reads it already."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from bus import catalogue
from bus.doors import doors_of
from bus.events import Event
from bus.topology import load

_HEAD = """# Events

Written by `./q catalogue` from the schemas, as [events.yaml](events.yaml) is (AsyncAPI 3.0); a test holds both to them.
[How to join](joining-the-bus.md) says how to read them. Every service publishes on two topic exchanges:
`<service>.events` carries what any member may read, `<service>.private.events` the rest. The routing key is the type.

## Headers
"""


def text(services: Sequence[type]) -> str:
    """Return the page (Markdown) of everything that these services publish, always in the same order."""
    return "\n".join(_lines(services)) + "\n"


def _lines(services: Sequence[type]) -> Iterator[str]:
    yield _HEAD
    headers = catalogue.ALWAYS | catalogue.PERHAPS
    yield from _table(("Header", "What it says"), ((f"`{name}`", says) for name, says in headers.items()))
    owner = ""
    for event in catalogue.events_of(services):
        if event.source != owner:
            owner = event.source
            yield f"\n## {owner}"
        yield from _event(event, services)


def _event(event: type[Event], services: Sequence[type]) -> Iterator[str]:
    told = "Told again to a queue that is filled. " if _is_told_again(event, services) else ""
    readers = ", ".join(_readers(event, services)) or "nobody yet"
    yield f"\n### {event.type}\n\n{' '.join((event.__doc__ or '').split())}\n"
    yield f"On `{event.exchange()}`, about `{event.subject}`. {told}Read by {readers}.\n"
    yield from _table(("Field", "Type", ""), _fields(event))


def _fields(event: type[Event]) -> Iterator[tuple[str, str, str]]:
    payload = catalogue.payload(event)
    for name, field in event().fields.items():
        marks = "personal" if field.metadata.get("personal") else ""
        yield f"`{name}`", _type(payload["properties"][name]), marks


def _type(described: dict[str, Any]) -> str:
    """Spell a JSON type, such as `string or null` or `list of string`."""
    if "enum" in described:
        return " or ".join(f"`{value}`" for value in described["enum"])
    types = described.get("type", "object")
    spelt = " or ".join(types) if isinstance(types, list) else str(types)
    if spelt == "array":
        return f"list of {_type(described['items'])}"
    inner = described.get("properties")
    return f"{spelt} with {', '.join(f'`{name}`' for name in inner)}" if inner else spelt


def _readers(event: type[Event], services: Iterable[type]) -> list[str]:
    heard = [
        (copy.source, copy.type, f"`{door.queue}`" if door.queue else f"{service.name} while it runs")  # type: ignore[attr-defined]
        for service in services
        for door in doors_of(service)
        for copy in door.events
    ]
    return sorted(reader for source, event_type, reader in heard if (source, event_type) == (event.source, event.type))


def _is_told_again(event: type[Event], services: Iterable[type]) -> bool:
    return any(event in state.events for service in services for state in getattr(service, "states", ()))


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)


def main(path: str, services: list[str]) -> None:
    Path(path).write_text(text([load(service) for service in services]))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
