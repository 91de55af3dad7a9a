"""What a person says about themselves: the same fields for applicants, nominated people and members."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

REQUIRED = ("name", "role", "region", "background", "topics", "visibility")
"""Organisation and biography stay optional: standing does not depend on an employer (clause 26)."""

APPLIED = ("name", "role", "organisation", "region", "background", "topics", "biography", "visibility")
"""What an applicant is asked; the rest of an entry is written once one is a member."""

MATCHED = ("organisation_id", "organisation_kind")
"""What is found out by the organisation that was named, and given by nobody."""

LISTS = ("topics", "interests", "offers")


@dataclass(frozen=True)
class Profile:
    """Hold one person's description; whatever is not said yet is empty."""

    name: str = ""
    role: str = ""
    organisation: str = ""
    organisation_id: str = ""
    organisation_kind: str = ""
    region: str | None = None
    background: str | None = None
    partnership: str | None = None
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
        names = [field.name for field in fields(self) if field.name in given and field.name not in MATCHED]
        changes: dict[str, Any] = {name: given[name] or getattr(_EMPTY, name) for name in names}
        changes |= {name: tuple(dict.fromkeys(changes[name])) for name in LISTS if name in changes}
        if "links" in changes:
            changes["links"] = tuple(changes["links"])
        if "shown_to" in changes:
            changes["shown_to"] = {**self.shown_to, **changes["shown_to"]}
        return replace(self, **changes)

    def belonging_to(self, organisation_id: str, kind: str) -> Profile:
        """Say which organisation of the register was named, and of which kind that is; none of it, if both are empty.

        Nobody says this of themselves: it follows from the name that they write (clause 6).
        """
        return replace(self, organisation_id=organisation_id, organisation_kind=kind)

    def erased(self) -> Profile:
        """Keep the codes, which say nothing of one person: region, background and topics."""
        return replace(_EMPTY, region=self.region, background=self.background, topics=self.topics)

    def missing(self) -> tuple[str, ...]:
        """Name the required fields that are still empty, as pointers."""
        return tuple(f"/{name}" for name in REQUIRED if not getattr(self, name))

    def to_dict(self) -> dict[str, Any]:
        """Spell the profile in plain values."""
        spelled = {name: getattr(self, name) for name in _NAMES}
        lists = {name: list(spelled[name]) for name in (*LISTS, "links")}
        return spelled | lists | {"shown_to": dict(self.shown_to)}

    def applied(self) -> dict[str, Any]:
        """Spell what an applicant is asked."""
        spelled = self.to_dict()
        return {name: spelled[name] for name in APPLIED}


_EMPTY = Profile()
_NAMES = tuple(field.name for field in fields(Profile))
