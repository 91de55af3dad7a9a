"""What a person says about themselves: the same fields for applicants, nominated people and members."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

REQUIRED = ("name", "role", "region", "background", "topics", "visibility")
"""Organisation and biography stay optional: standing does not depend on an employer (clause 26)."""


@dataclass(frozen=True)
class Profile:
    """Hold one person's description; whatever is not said yet is empty."""

    name: str = ""
    role: str = ""
    organisation: str = ""
    region: str | None = None
    background: str | None = None
    topics: tuple[str, ...] = ()
    biography: str = ""
    visibility: str | None = None

    def changed(self, given: Mapping[str, Any]) -> Profile:
        """Replace the fields that were given, keep the others; an empty value clears its field."""
        names = [field.name for field in fields(self) if field.name in given]
        changes: dict[str, Any] = {name: given[name] or getattr(_EMPTY, name) for name in names}
        if "topics" in changes:
            changes["topics"] = tuple(dict.fromkeys(changes["topics"]))
        return replace(self, **changes)

    def erased(self) -> Profile:
        """Keep the codes, which say nothing of one person: region, background and topics."""
        return replace(_EMPTY, region=self.region, background=self.background, topics=self.topics)

    def missing(self) -> tuple[str, ...]:
        """Name the required fields that are still empty, as pointers."""
        return tuple(f"/{name}" for name in REQUIRED if not getattr(self, name))

    def to_dict(self) -> dict[str, Any]:
        """Spell the profile in plain values."""
        return asdict(self) | {"topics": list(self.topics)}


_EMPTY = Profile()
