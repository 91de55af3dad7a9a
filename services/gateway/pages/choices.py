"""Keeps the lists that people choose from, also while the directory is away."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from time import monotonic
from typing import Any

from flask import current_app

from services.gateway import calls
from services.gateway.web import asker

FRESH_FOR_S = 300.0
NOTHING: Mapping[str, Any] = {"regions": [], "backgrounds": [], "topics": [], "offers": [], "organisation_kinds": []}


@dataclass(frozen=True)
class Choices:
    """The lists as the directory last gave them; an unknown slug is its own name, never an error."""

    lists: Mapping[str, Any]
    asked_at: float

    def named(self, kind: str) -> list[dict[str, Any]]:
        """Return the entries of `regions`, `backgrounds`, `topics`, `offers` or `organisation_kinds`."""
        entries: list[dict[str, Any]] = self.lists.get(kind, [])
        return entries

    def name(self, kind: str, slug: str | None) -> str:
        """Return the name that people read."""
        return next((str(entry["name"]) for entry in self.named(kind) if entry["slug"] == slug), slug or "")

    def names(self, kind: str, slugs: Iterable[str]) -> list[str]:
        """Return the names of several, in their order."""
        return [self.name(kind, slug) for slug in slugs]

    def places(self) -> list[tuple[str, str, str]]:
        """Return (place, region's slug, region's name) by place, for those who do not know their region."""
        return sorted(
            (place, region["slug"], region["name"]) for region in self.named("regions") for place in region["places"]
        )


def choices() -> Choices:
    """Return the lists, at most five minutes old unless the directory is away."""
    kept: Choices | None = current_app.extensions.get("q_choices")
    if kept is None or monotonic() - kept.asked_at > FRESH_FOR_S:
        lists = asker().ask_together(lists=calls.get_reference())["lists"]
        kept = Choices(lists, monotonic()) if lists else kept or Choices(NOTHING, 0.0)
        current_app.extensions["q_choices"] = kept
    return kept
