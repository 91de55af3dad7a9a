"""The event catalogue, generated from the schemas as AsyncAPI 3.0: what other services may hear, and in which form.

`python -m bus.catalogue FILE MODULE:CLASS ...` writes it; a test holds the written file to the schemas.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml  # type: ignore[import-untyped]
from apispec import APISpec
from apispec.ext.marshmallow.openapi import OpenAPIConverter

from bus.cause import PREFIX
from bus.events import Event
from bus.topology import load
from bus.wire import FILL

_ALWAYS = {
    "specversion": "Always 1.0 (CloudEvents).",
    "id": "Identifies the event; the same id is the same event.",
    "source": "The owner of the fact, as /service.",
    "type": "The type of the event; also the routing key.",
    "subject": "The id of the aggregate that it is about.",
    "time": "When it happened, RFC 3339, UTC, milliseconds.",
    "dataschema": "The version of the body's schema.",
    "sequence": "Rises with each event of the aggregate; the highest is the present state.",
}
_PERHAPS = {
    "correlationid": "The same for everything that follows from one request.",
    "causationid": "The id of the event that it follows from.",
    "actorid": "Who asked for it: a person's id or a service's name.",
    "traceparent": "The span that published it (W3C Trace Context).",
}
ALWAYS = {PREFIX + name: says for name, says in _ALWAYS.items()}
PERHAPS = {PREFIX + name: says for name, says in _PERHAPS.items()} | {
    FILL: "Only on what is told again to fill a queue: it is true now, and no news."
}
"""The headers of a message, and what each says."""


def build(services: Iterable[type]) -> dict[str, Any]:
    """Return the AsyncAPI document of everything that these services publish."""
    events = events_of(services)
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Q Commons events",
            "version": "1",
            "description": "Facts of the community, published on RabbitMQ topic exchanges. Private exchanges are bound "
            "only by services that may know what they carry.",
        },
        "defaultContentType": "application/json",
        "channels": {_key(event): _channel(event) for event in events},
        "operations": {f"publish-{_key(event)}": _operation(event) for event in events},
        "components": {
            "messages": {_key(event): _message(event) for event in events},
            "schemas": {"headers": _headers()},
        },
    }


def text(services: Iterable[type]) -> str:
    """Return the document as YAML, always in the same order."""
    return str(yaml.safe_dump(build(services), sort_keys=False, allow_unicode=True, width=110))


def events_of(services: Iterable[type]) -> list[type[Event]]:
    """Return what these services publish, in order of owner and type."""
    return sorted({event for service in services for event in service.publishes}, key=_order)  # type: ignore[attr-defined]


def _order(event: type[Event]) -> tuple[str, str]:
    return event.source, event.type


def _key(event: type[Event]) -> str:
    return f"{event.source}.{event.type}"


def _channel(event: type[Event]) -> dict[str, Any]:
    exchange = {"name": event.exchange(), "type": "topic", "durable": True, "autoDelete": False}
    return {
        "address": event.type,
        "messages": {event.type: {"$ref": f"#/components/messages/{_key(event)}"}},
        "bindings": {"amqp": {"is": "routingKey", "exchange": exchange, "bindingVersion": "0.3.0"}},
    }


def _operation(event: type[Event]) -> dict[str, Any]:
    return {
        "action": "send",
        "channel": {"$ref": f"#/channels/{_key(event)}"},
        "messages": [{"$ref": f"#/channels/{_key(event)}/messages/{event.type}"}],
    }


def _message(event: type[Event]) -> dict[str, Any]:
    return {
        "name": event.type,
        "summary": (event.__doc__ or "").strip().partition("\n")[0],
        "contentType": "application/json",
        "headers": {"$ref": "#/components/schemas/headers"},
        "payload": payload(event),
        "x-subject": event.subject,
        "x-personal": [name for name, field in event().fields.items() if field.metadata.get("personal")],
    }


def payload(event: type[Event]) -> dict[str, Any]:
    """Return the JSON Schema of an event's body."""
    converter = OpenAPIConverter("3.1.0", lambda schema: "", APISpec("", "", "3.1.0"))
    schema: dict[str, Any] = converter.schema2jsonschema(event())  # type: ignore[no-untyped-call]
    for described in schema["properties"].values():
        described.pop("x-personal", None)
    return _plain(schema)


def _headers() -> dict[str, Any]:
    properties = {name: {"type": "string", "description": says} for name, says in (ALWAYS | PERHAPS).items()}
    return {"type": "object", "properties": properties, "required": sorted(ALWAYS)}


def _plain(value: Any) -> Any:
    """Return the same with plain dictionaries and lists, without what stands there only by chance of order."""
    if isinstance(value, dict):
        return {str(key): _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, list | tuple) else value


def main(path: str, services: list[str]) -> None:
    Path(path).write_text(text(load(service) for service in services))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
