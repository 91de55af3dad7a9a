"""Finding members, and counting where which skills are (clauses 1 to 4, 6 and 8)."""

from __future__ import annotations

from typing import Any

from bus import pages
from bus.actor import Actor
from bus.database import Read
from services.directory import policies, store, views
from services.directory.model import FILTERS, Filter, Search, seen_by
from services.directory.queries.member import audience_of
from services.directory.views import View

EXPORTED_AT_ONCE = 100
MOST_ORGANISATIONS = 50


def search_members(
    read: Read,
    actor: Actor,
    words: str | None = None,
    limit: int | None = None,
    after: str | None = None,
    **chosen: str | None,
) -> View:
    """List the members who match every word (or its beginning) and every filter, by name, with all numbers.

    Strangers find what everyone may see, members what members may. A word of four letters or more that nobody has is
    taken for those that differ from it by one typing error; `meant` says so. Raises `NotAChoice`, and Unavailable while
    the search of a process is starting.
    """
    audience, search = audience_of(read, actor), _search(read, words, chosen)
    found = _find(read, audience, search, after, pages.take(limit))
    return _page(read, audience, found) | {
        "total": {"value": found.total, "exact": True},
        **_facets(read, found.facets, search.chosen.get("organisation")),
        "meant": [{"word": word, "words": others} for word, others in found.meant.items()],
    }


def export_members(
    read: Read, actor: Actor, words: str | None = None, after: str | None = None, **chosen: str | None
) -> View:
    """List a hundred at a time of the members whom a search finds, for staff. Raises `NotAllowed`."""
    policies.require(policies.may_export(store.roles_of(read, actor)))
    audience = audience_of(read, actor)
    return _page(read, audience, _find(read, audience, _search(read, words, chosen), after, EXPORTED_AT_ONCE))


def count_skills(read: Read, actor: Actor) -> View:
    """Count members by topic and region: where in the country which skills are found (clause 8)."""
    return {"topics": store.count_across(read, audience_of(read, actor), "region", "topic")}


def _find(read: Read, audience: str, search: Search, after: str | None, size: int) -> store.Found:
    place = store.Place(*pages.decode(read.settings.page_key, after)) if after else store.Place()
    return store.search_members(read, audience, search, place, size)


def _search(read: Read, words: str | None, chosen: dict[str, str | None]) -> Search:
    """Return what is sought, as it is called today: an address that was shared before a merge finds still."""
    values = {each.name: _meant(read, each, value) for each in FILTERS if (value := chosen.get(each.name))}
    return Search(words or "", values)


def _meant(read: Read, of: Filter, value: str) -> str:
    if of.name == "organisation":
        return store.present_organisation(read, value)
    return store.lists(read).known(of.list_name, value, f"/{of.name}") if of.list_name else value


def _facets(read: Read, counted: dict[str, dict[str, int]], chosen: str | None) -> View:
    """Show the numbers of each filter; of organisations the largest, by name, and how many more there are."""
    facets = {name: views.facet(counts) for name, counts in counted.items()}
    largest = facets["organisation"][:MOST_ORGANISATIONS]
    names = store.names_of_organisations(read, {each["value"] for each in largest} | ({chosen} if chosen else set()))
    facets["organisation"] = [each | {"name": names.get(each["value"], "")} for each in largest]
    return {
        "facets": facets,
        "further": {"organisation": len(counted["organisation"]) - len(largest)},
        "organisation": {"organisation_id": chosen, "name": names[chosen]} if chosen in names else None,
    }


def _page(read: Read, audience: str, found: store.Found) -> View:
    members = store.list_members(read, found.ids)
    shown = [(member.member_id, seen_by(member, audience)) for member in members]
    return {
        "items": [views.member_card(member_id, profile) for member_id, profile in shown if profile],
        "next": _token(read, found.keys[-1]) if found.later and found.keys else None,
        "previous": _token(read, found.keys[0], True) if found.earlier and found.keys else None,
    }


def _token(read: Read, *place: Any) -> str:
    return pages.encode(read.settings.page_key, place)
