"""Keeps the lists that people choose from, also while the directory is away."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from time import monotonic
from typing import Any

from flask import current_app

from bus.errors import Invalid
from services.gateway import calls
from services.gateway.lists import changes
from services.gateway.web import asker

FRESH_FOR_S = 300.0
LISTS = ("regions", "partnerships", "backgrounds", "topics", "offers", "organisation_kinds")
NOTHING: Mapping[str, Any] = {name: [] for name in LISTS}

Entry = dict[str, Any]


@dataclass(frozen=True)
class Choices:
    """The lists as the directory last gave them; an unknown slug is its own name, never an error."""

    lists: Mapping[str, Any]
    asked_at: float
    as_of: int = 0

    def all(self, kind: str) -> list[Entry]:
        """Return every entry of a list, also those that are offered no more."""
        entries: list[Entry] = self.lists.get(kind, [])
        return entries

    def named(self, kind: str, held: Collection[str | None] = ()) -> list[Entry]:
        """Return what `regions`, `partnerships`, `backgrounds`, `topics` or `offers` offer, and what is held."""
        return [each for each in self.all(kind) if each.get("state", "used") == "used" or each["slug"] in held]

    def present(self, kind: str, slug: str | None) -> Entry | None:
        """Return what a slug means today: where it was merged, what it became."""
        found = self._entries.get((kind, slug))
        return self.present(kind, found["into"]) if found and found.get("into") else found

    def knows(self, kind: str, slug: str | None) -> bool:
        """Say whether a slug is, or ever was, in a list; while nothing is known of the list, any may be."""
        return not slug or not self.all(kind) or (kind, slug) in self._entries

    def name(self, kind: str, slug: str | None) -> str:
        """Return the name that people read."""
        found = self.present(kind, slug)
        return str(found["name"]) if found else slug or ""

    def names(self, kind: str, slugs: Iterable[str]) -> list[str]:
        """Return the names of several, in their order."""
        return [self.name(kind, slug) for slug in slugs]

    @cached_property
    def _entries(self) -> dict[tuple[str, str | None], Entry]:
        return {(kind, entry["slug"]): entry for kind in self.lists for entry in self.all(kind)}

    def places(self) -> list[tuple[str, str, str]]:
        """Return (place, region's slug, region's name) by place, for those who do not know their region."""
        return sorted(
            (place, region["slug"], region["name"]) for region in self.named("regions") for place in region["places"]
        )

    def partnerships(self, held: Collection[str | None] = ()) -> list[tuple[Entry, list[Entry]]]:
        """Return each region with the partnerships that lie in it; one that lies in several is under the first."""
        grouped: dict[str, list[Entry]] = {}
        for each in self.named("partnerships", held):
            grouped.setdefault(each["regions"][0], []).append(each)
        return [(region, grouped[region["slug"]]) for region in self.all("regions") if region["slug"] in grouped]


def choices() -> Choices:
    """Return the lists, as they are after the last change that was heard of; at most five minutes old in any case.

    While the directory is away they may be older.
    """
    kept: Choices | None = current_app.extensions.get("q_choices")
    if kept is None or monotonic() - kept.asked_at > FRESH_FOR_S or kept.as_of != changes.count:
        return asked_anew()
    return kept


def asked_anew() -> Choices:
    """Return the lists as they are this moment: for staff, who have just changed them."""
    kept, as_of = current_app.extensions.get("q_choices"), changes.count
    lists = asker().ask_together(lists=calls.get_reference())["lists"]
    anew = Choices(lists, monotonic(), as_of) if lists else kept or Choices(NOTHING, 0.0)
    current_app.extensions["q_choices"] = anew
    return anew


def require_known(given: Mapping[str, Any]) -> None:
    """Raise `Invalid` where the region, the partnership or the topics of something are in no list.

    For services that keep no lists of their own. What is unknown here may have been added this moment: the lists are
    asked for anew before it is refused.
    """
    if _unknown(choices(), given) and (pointers := _unknown(asked_anew(), given)):
        told = {"code": "not_a_choice", "message": "Choose from the list."}
        raise Invalid(errors=[{"pointer": pointer} | told for pointer in pointers])


def _unknown(here: Choices, given: Mapping[str, Any]) -> list[str]:
    chosen = [("/region", "regions", given.get("region")), ("/partnership", "partnerships", given.get("partnership"))]
    chosen += [(f"/topics/{place}", "topics", slug) for place, slug in enumerate(given.get("topics") or ())]
    return [pointer for pointer, kind, slug in chosen if not here.knows(kind, slug)]
