"""Where a member worked before: kept when the organisation changes, and theirs to mend or delete (clause 42)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

History = list[dict[str, str]]
"""Past organisations, the latest first: `name`, and `until`, the ISO date on which it ended."""

MOST_KEPT = 20


def moved_on(history: Sequence[dict[str, str]], was: str, now_is: str, on: date) -> History:
    """Return the history after the organisation became another; a change of case or space is none."""
    if not was or _plain(was) == _plain(now_is):
        return list(history)
    return [{"name": was, "until": on.isoformat()}, *history][:MOST_KEPT]


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
