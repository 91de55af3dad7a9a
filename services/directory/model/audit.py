"""The audit trail's chain: each row names the one before it and carries a keyed digest of both."""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterable, Mapping
from typing import Any

SEALED = ("_id", "thing_id", "number", "before", "at", "actor_kind", "actor_id", "action", "detail")

Row = Mapping[str, Any]


def seal(key: str, row: Row) -> str:
    """Digest a row with all that it says and the digest before it; `at` is in milliseconds, as it is stored."""
    said = {name: row[name] for name in SEALED} | {"at": round(row["at"].timestamp() * 1000)}
    return hmac.new(f"audit {key}".encode(), json.dumps(said, sort_keys=True).encode(), "sha256").hexdigest()


def faults(key: str, rows: Iterable[Row], before: Row | None) -> list[str]:
    """Name the rows, in order of thing and number, that are not as they were added, or follow a gap."""
    found = []
    for row in rows:
        of_same = before is not None and before["thing_id"] == row["thing_id"]
        number, digest = (before["number"], before["digest"]) if of_same and before else (0, "")
        follows = (row["number"], row["before"]) == (number + 1, digest)
        if not follows or not hmac.compare_digest(row["digest"], seal(key, row)):
            found.append(str(row["_id"]))
        before = row
    return found
