"""Time as the platform writes it: UTC, milliseconds, RFC 3339 with a `Z`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """Return the present in UTC, cut to milliseconds (what MongoDB keeps)."""
    return cut(datetime.now(UTC))


def cut(moment: datetime) -> datetime:
    """Return the moment in UTC without its microseconds."""
    moment = moment.astimezone(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def to_text(moment: datetime) -> str:
    """Return RFC 3339 text such as `2026-11-22T01:32:22.123Z`."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def from_text(text: str) -> datetime:
    """Read RFC 3339 text; raises ValueError when it is none or names no zone."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a time without a zone")
    return cut(moment)
