"""The register of organisations, and who belongs to them (Clauses 5 to 7)."""

from collections.abc import Mapping
from typing import Any

from services.gateway.calls.asking import Command, Question, given


def search_organisations(limit: int | None = None, after: str | None = None, **sought: str | None) -> Question:
    """Search organisations by `words`, `kind`, `region` and `partnership`.

    `{items: [{organisation_id, name, kind, region, partnership, members}], next, total: {value, exact}}`.
    """
    return Question("directory", "search_organisations", given(limit=limit, after=after, **sought))


def get_organisation(organisation_id: str) -> Question:
    """One organisation, or the one that it was merged into; `own` when the asker belongs to it."""
    return Question("directory", "get_organisation", {"organisation_id": organisation_id})


def get_workplace(organisation_id: str, after: str | None = None) -> Question:
    """What the people of the asker's own organisation can do: `{people, total, next}` beside the organisation."""
    return Question("directory", "get_workplace", given(organisation_id=organisation_id, after=after))


def list_unknown_organisations() -> Question:
    """What members call organisations that the register does not know: `{items: [{name, members}], more}`."""
    return Question("directory", "list_unknown_organisations", {})


def add_organisation(fields: Mapping[str, Any]) -> Command:
    """Add an organisation; `Conflict("name_taken")` carries the one that has the name."""
    return Command("directory", "add_organisation", fields)


def change_organisation(organisation_id: str, version: int, fields: Mapping[str, Any]) -> Command:
    """Change what the register says of an organisation."""
    seen = {"organisation_id": organisation_id, "version": version}
    return Command("directory", "change_organisation", {**fields, **seen})


def merge_organisations(organisation_id: str, version: int, into_id: str) -> Command:
    """Make an organisation part of another."""
    request = {"organisation_id": organisation_id, "version": version, "into_id": into_id}
    return Command("directory", "merge_organisations", request)


def remove_organisation(organisation_id: str, version: int) -> Command:
    """Take an organisation that nobody names out of the register."""
    return Command("directory", "remove_organisation", {"organisation_id": organisation_id, "version": version})
