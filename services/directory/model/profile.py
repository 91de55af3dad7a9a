"""What a person says about themselves: the same fields for applicants, nominated people and members."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

REQUIRED = ("name", "role", "region", "background", "topics", "visibility")
"""Organisation and biography stay optional: standing does not depend on an employer (clause 26)."""

APPLIED = ("name", "role", "organisation", "region", "background", "topics", "biography", "visibility")
"""What an applicant is asked; the rest of an entry is written once one is a member."""

LISTS = ("topics", "interests", "offers")


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
    interests: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    offers_note: str = ""
    looking_for: str = ""
    links: tuple[dict[str, str], ...] = ()
    shown_to: Mapping[str, str] = field(default_factory=dict)
    photograph: str = ""
    """The version of a photograph, which is kept beside; changed by its own commands alone."""

    def changed(self, given: Mapping[str, Any]) -> Profile:
        """Replace the fields that were given, keep the others; an empty value clears its field.

        What is said of who sees a field stays for the fields that are not named, so that no change uncovers another.
        """
        names = [field.name for field in fields(self) if field.name in given]
        changes: dict[str, Any] = {name: given[name] or getattr(_EMPTY, name) for name in names}
        changes |= {name: tuple(dict.fromkeys(changes[name])) for name in LISTS if name in changes}
        if "links" in changes:
            changes["links"] = tuple(changes["links"])
        if "shown_to" in changes:
            changes["shown_to"] = {**self.shown_to, **changes["shown_to"]}
        return replace(self, **changes)

    def erased(self) -> Profile:
        """Keep the codes, which say nothing of one person: region, background and topics."""
        return replace(_EMPTY, region=self.region, background=self.background, topics=self.topics)

    def missing(self) -> tuple[str, ...]:
        """Name the required fields that are still empty, as pointers."""
        return tuple(f"/{name}" for name in REQUIRED if not getattr(self, name))

    def to_dict(self) -> dict[str, Any]:
        """Spell the profile in plain values."""
        lists = {name: list(getattr(self, name)) for name in (*LISTS, "links")}
        return asdict(self) | lists

    def applied(self) -> dict[str, Any]:
        """Spell what an applicant is asked."""
        spelled = self.to_dict()
        return {name: spelled[name] for name in APPLIED}


_EMPTY = Profile()
