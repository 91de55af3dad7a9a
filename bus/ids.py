"""Identifiers: UUIDv7 (RFC 9562, section 5.7) as lower-case text, so that they sort by the time they were drawn."""

from __future__ import annotations

import re
import secrets
import uuid
from datetime import datetime

from bus.times import utc_now

_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def new_id(now: datetime | None = None) -> str:
    """Draw an identifier that sorts by `now`."""
    milliseconds = int((now or utc_now()).timestamp() * 1000)
    bits = (milliseconds & (1 << 48) - 1) << 80 | secrets.randbits(80)
    bits = bits & ~(0xF << 76) | 0x7 << 76
    bits = bits & ~(0x3 << 62) | 0x2 << 62
    return str(uuid.UUID(int=bits))


def ids_in(text: str) -> set[str]:
    """Return every identifier that stands somewhere in a text."""
    return set(_ID.findall(text))


def new_token() -> str:
    """Draw 256 random bits, safe in a URL."""
    return secrets.token_urlsafe(32)
