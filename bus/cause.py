"""Why something happens: who asked, and what it follows from. It travels with calls and with events.

Headers have the names of CloudEvents and of the W3C's trace context (`traceparent`, level 1), so that other
people's tools can follow it too.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bus.ids import new_id

PREFIX = "cloudEvents_"
_LONGEST = 100
_TRACEPARENT = re.compile(r"00-([0-9a-f]{32})-[0-9a-f]{16}-([0-9a-f]{2})")


@dataclass(frozen=True)
class Caused:
    """Why a unit of work runs. All may be empty: then it is the first of its story."""

    actor_id: str = ""
    correlation_id: str = ""
    causation_id: str = ""
    traceparent: str = ""

    def rooted(self) -> Caused:
        """Return the same with a correlation id, and as a span of its own in the trace."""
        return replace(
            self, correlation_id=self.correlation_id or new_id(), traceparent=next_traceparent(self.traceparent)
        )

    def headers(self) -> dict[str, str]:
        """Return the headers of a call that is made because of this; who asks travels signed, as `actor`."""
        told = {
            "correlationid": self.correlation_id,
            "causationid": self.causation_id,
            "traceparent": self.traceparent,
        }
        return {PREFIX + name: value for name, value in told.items() if value}


NOBODY = Caused()


def told_by(headers: Mapping[str, Any]) -> Caused:
    """Read why a call was made; what is no short text is left out."""

    def text(name: str) -> str:
        value = headers.get(PREFIX + name)
        return value if isinstance(value, str) and len(value) <= _LONGEST else ""

    return Caused("", text("correlationid"), text("causationid"), text("traceparent"))


def next_traceparent(parent: str) -> str:
    """Return a span of the same trace, or of a new one when the parent is none."""
    found = _TRACEPARENT.fullmatch(parent)
    trace, flags = found.groups() if found else (secrets.token_hex(16), "01")
    return f"00-{trace}-{secrets.token_hex(8)}-{flags}"
