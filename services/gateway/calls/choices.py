"""The lists that people choose from, as staff keep them (Clauses 6, 22 and 25)."""

from collections.abc import Sequence

from services.gateway.calls.asking import Command, Question, given


def get_reference() -> Question:
    """Regions with their places, partnerships, backgrounds, topics, offers, also what is offered no more."""
    return Question("directory", "get_reference", {})


def get_choice(kind: str, slug: str) -> Question:
    """One entry of a list with what was done to it, for staff, or `NotFound("no_choice")`."""
    return Question("directory", "get_choice", {"list": kind, "slug": slug})


def add_choice(kind: str, name: str, regions: Sequence[str] | None = None) -> Command:
    """Add to partnerships, backgrounds or topics; a partnership lies in regions."""
    return Command("directory", "add_choice", given(list=kind, name=name, regions=regions))


def change_choice(method: str, kind: str, slug: str, version: int, **more: str) -> Command:
    """Rename (`rename_choice`, `name`), retire, restore or merge (`merge_choice`, `into`) an entry as it was seen."""
    return Command("directory", method, {"list": kind, "slug": slug, "version": version, **more})
