"""An organisation of the register: one place, however its name is written, with its kind (clauses 5 and 6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from services.directory.model.rules import require, require_nothing_missing
from services.directory.model.words import normal_form, spelled

MOST_OTHER_NAMES = 40
"""After that it is several organisations, or somebody's guesses."""
_NOTHING: Mapping[str, Any] = {
    "name": "",
    "other_names": (),
    "kind": "",
    "region": None,
    "partnership": None,
    "website": "",
}
"""What staff say of an organisation, and what it is while nothing is said."""
_REQUIRED = ("name", "kind")
LISTED = {"region": "regions", "partnership": "partnerships"}
"""The fields that are of a list which staff keep."""


@dataclass
class Organisation:
    """Hold one organisation; what was merged stays as a sign that leads to the other, what was removed until nobody
    who was being saved can name it any more.

    `matching` says how far its members were looked at since the names or the kind changed at `changed_at`: a member's
    id, or nothing yet; null when all were.
    """

    organisation_id: str
    changed_at: datetime
    name: str = ""
    other_names: tuple[str, ...] = ()
    kind: str = ""
    region: str | None = None
    partnership: str | None = None
    website: str = ""
    merged_into: str = ""
    removed: bool = False
    matching: str | None = ""
    version: int = 0
    sequence: int = 0

    def change(self, given: Mapping[str, Any], now: datetime) -> None:
        """Take what staff say of it. Raises `Incomplete`, `is_merged`, `too_many_names`."""
        require(not self.merged_into, "is_merged")
        for name, nothing in _NOTHING.items():
            if name in given:
                setattr(self, name, given[name] or nothing)
        missing = [f"/{name}" for name in _REQUIRED if not getattr(self, name)]
        require_nothing_missing(tuple(missing or ([] if normal_form(self.name) else ["/name"])))
        self._settle_names(tuple(self.other_names))
        self._changed(now)

    def absorb(self, other: Organisation, now: datetime) -> None:
        """Take over the names of another, which leads here from now on. Raises `is_merged`, `too_many_names`."""
        require(not (self.merged_into or other.merged_into), "is_merged")
        require(self.organisation_id != other.organisation_id, "same_organisation")
        self._settle_names((*self.other_names, other.name, *other.other_names))
        other.merged_into, other.matching = self.organisation_id, None
        other.version += 1
        self._changed(now)

    def remove(self, now: datetime) -> None:
        """Leave the register. Raises `is_merged`."""
        require(not self.merged_into, "is_merged")
        self.removed = True
        self._changed(now)

    def is_matched_up_to(self, member_id: str | None) -> None:
        """Note how far its members were looked at; null when that was all of them."""
        self.matching = member_id

    @property
    def is_live(self) -> bool:
        """Say whether it is in the register."""
        return not (self.merged_into or self.removed)

    @property
    def keys(self) -> list[str]:
        """Return the normal forms of all its names, none of which another organisation has."""
        return list(dict.fromkeys(map(normal_form, (self.name, *self.other_names)))) if self.is_live else []

    @property
    def terms(self) -> list[str]:
        """Return the words by which it is found, each by its beginning."""
        return sorted(spelled(" ".join((self.name, *self.other_names))))

    def _settle_names(self, names: tuple[str, ...]) -> None:
        """Keep each other name once, and none that says the same as the name itself."""
        first = {normal_form(name): name for name in reversed(names)}
        own = {normal_form(self.name), ""}
        self.other_names = tuple(name for key, name in reversed(first.items()) if key not in own)
        require(len(self.other_names) <= MOST_OTHER_NAMES, "too_many_names")

    def _changed(self, now: datetime) -> None:
        self.changed_at, self.matching = now, ""
        self.version += 1
