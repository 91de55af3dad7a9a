"""An event on the wire: CloudEvents 1.0, AMQP binding, binary mode, in messages that stock nameko understands.

The JSON body is encoded and decoded here, from bytes: kombu's own JSON would turn `{"__type__": ...}` from
input into objects. Only the raw `cloudEvents_*` headers are read, never what a stock service passes on as its
context data, which would make its own events look like repetitions.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bus.cause import PREFIX
from bus.errors import Invalid
from bus.events import MAX_BODY_BYTES
from bus.times import from_text, to_text

ATTEMPT = "q_attempt"
FAILED_WITH = "q_failed_with"
LONGEST_BODY_BYTES = 4 * MAX_BODY_BYTES
"""What is longer is not read; it may come from others, whose JSON is less compact."""
FILL = "q_fill"
"""Names the fill that a message belongs to: it tells what is true, not what has just happened."""


@dataclass(frozen=True)
class Envelope:
    """An event with everything that travels with it. `body` is the JSON text as bytes; empty text means not known."""

    id: str
    type: str
    source: str
    subject: str
    sequence: int
    time: datetime
    dataschema: str
    body: bytes
    correlation_id: str = ""
    causation_id: str = ""
    actor_id: str = ""
    traceparent: str = ""
    exchange: str = field(default="", compare=False)

    def headers(self) -> dict[str, Any]:
        """Return the message headers; exactly these keys are the contract."""
        attributes = {
            "specversion": "1.0",
            "id": self.id,
            "source": "/" + self.source,
            "type": self.type,
            "subject": self.subject,
            "time": to_text(self.time),
            "dataschema": self.dataschema,
            "sequence": str(self.sequence),
            "correlationid": self.correlation_id,
            "causationid": self.causation_id,
            "actorid": self.actor_id,
            "traceparent": self.traceparent,
        }
        return {PREFIX + name: value for name, value in attributes.items() if value}

    def data(self) -> Any:
        return decode(self.body)


def read(headers: Mapping[str, Any], body: bytes) -> Envelope:
    """Rebuild an envelope from a message; raises Invalid with the code of what is missing or malformed."""
    try:
        return Envelope(
            id=_text(headers, "id"),
            type=_text(headers, "type"),
            source=_text(headers, "source").lstrip("/"),
            subject=_text(headers, "subject"),
            sequence=_sequence(_text(headers, "sequence")),
            time=from_text(_text(headers, "time")),
            dataschema=str(headers.get(PREFIX + "dataschema", "")),
            body=body,
            correlation_id=str(headers.get(PREFIX + "correlationid", "")),
            causation_id=str(headers.get(PREFIX + "causationid", "")),
            actor_id=str(headers.get(PREFIX + "actorid", "")),
            traceparent=str(headers.get(PREFIX + "traceparent", "")),
        )
    except KeyError as error:
        raise Invalid(
            "header_missing", [{"pointer": f"/{error.args[0]}", "code": "required", "message": ""}]
        ) from error
    except (ValueError, OverflowError) as error:
        raise Invalid("header_malformed") from error


def encode(data: Any) -> bytes:
    """Return compact UTF-8 JSON; raises Invalid above 64 KiB."""
    body = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
    if len(body) > MAX_BODY_BYTES:
        raise Invalid("event_too_large")
    return body


def decode(body: bytes | str | memoryview) -> Any:
    """Read JSON in UTF-8; raises Invalid when it is none, or holds what is no text (half of a surrogate pair)."""
    raw = body.encode() if isinstance(body, str) else bytes(body)
    if len(raw) > LONGEST_BODY_BYTES:
        raise Invalid("body_too_large")
    try:
        text = raw.decode()
        data = json.loads(text)
        if "\\u" in text:
            json.dumps(data, ensure_ascii=False).encode()
        return data
    except (ValueError, RecursionError) as error:
        raise Invalid("body_not_json") from error


def _sequence(text: str) -> int:
    """Read a sequence: from 1, and no more than a database's integer holds."""
    sequence = int(text)
    if not 0 < sequence < 2**63:
        raise ValueError("sequence out of range")
    return sequence


def _text(headers: Mapping[str, Any], name: str) -> str:
    value = headers.get(PREFIX + name)
    if value in (None, ""):
        raise KeyError(name)
    return str(value)
