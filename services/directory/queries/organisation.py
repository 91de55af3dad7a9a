"""Finding organisations, and what the people of one can do (clauses 5 to 7)."""

from __future__ import annotations

from collections.abc import Mapping

from bus import pages
from bus.actor import Actor
from bus.collection import MOST
from bus.database import Read
from services.directory import organisation_views, policies, store
from services.directory.model import LISTED, Organisation, Search, seen_by
from services.directory.queries.member import audience_of
from services.directory.views import View

AT_ONCE = 100


def search_organisations(
    read: Read,
    actor: Actor,
    words: str | None = None,
    limit: int | None = None,
    after: str | None = None,
    **chosen: str | None,
) -> View:
    """List the organisations whose names have every word, or its beginning, and every choice, by name (clause 5).

    Beside each stands how many of its members the caller may see. Raises `NotAChoice`, and Unavailable while
    the search is starting.
    """
    size, by = pages.take(limit), _meant(read, chosen)
    place = str(pages.decode(read.settings.page_key, after)[0]) if after else ""
    found = store.search_organisations(read, words or "", by, place, size + 1)
    count = store.count_organisations(read, words or "", by)
    shown = found[:size]
    members = _members_of(read, actor, shown)
    last = [store.place_of_organisation(shown[-1])] if found[size:] else []
    return {
        "items": [organisation_views.card(each, members[each.organisation_id]) for each in shown],
        "next": pages.encode(read.settings.page_key, last) if last else None,
        "total": {"value": min(count, MOST), "exact": count <= MOST},
    }


def get_organisation(read: Read, actor: Actor, organisation_id: str) -> View:
    """Return an organisation, or the one that it was merged into. Raises `NoOrganisation`.

    `own` says whether the caller belongs to it, `members` how many of its members they may see.
    """
    organisation = store.get_organisation(read, organisation_id)
    own = store.find_member(read, actor.id) if actor.is_person else None
    members = _members_of(read, actor, [organisation])[organisation.organisation_id]
    belongs = policies.may_see_workplace((), organisation.organisation_id, own)
    return organisation_views.entry(organisation) | {"members": members, "own": belongs}


def get_workplace(read: Read, actor: Actor, organisation_id: str, after: str | None = None) -> View:
    """Tell who of an organisation knows about what and offers what, a hundred people at a time (clause 7).

    For those who belong to it and for staff; what somebody hides from other members is hidden here. Raises
    `NoOrganisation`, `NotAllowed`.
    """
    organisation = store.get_organisation(read, organisation_id)
    own = store.find_member(read, actor.id)
    allowed = policies.may_see_workplace(store.roles_of(read, actor), organisation.organisation_id, own)
    policies.require(actor.is_person and allowed)
    place = store.Place(*pages.decode(read.settings.page_key, after)) if after else store.Place()
    search = Search(chosen={"organisation": organisation.organisation_id})
    audience = audience_of(read, actor)
    found = store.search_members(read, audience, search, place, AT_ONCE)
    return organisation_views.entry(organisation) | {
        "people": _people(read, audience, found.ids),
        "total": {"value": found.total, "exact": True},
        "next": pages.encode(read.settings.page_key, [found.keys[-1]]) if found.later else None,
    }


def list_unknown_organisations(read: Read, actor: Actor) -> View:
    """List, for staff, a hundred names that members write and the register does not know, the most frequent first.

    What a member shows to nobody is not among it. Raises `NotAllowed`.
    """
    policies.require(policies.may_keep_register(actor, store.roles_of(read, actor)))
    found = store.list_names_outside(read, AT_ONCE + 1)
    items = [{"name": name, "members": count} for name, count in found[:AT_ONCE]]
    return {"items": items, "more": len(found) > AT_ONCE}


def _meant(read: Read, chosen: Mapping[str, str | None]) -> dict[str, str]:
    """Return what is sought, in the slugs of today."""
    given, lists = {name: value for name, value in chosen.items() if value}, store.lists(read)
    return given | {name: lists.known(of, given[name], f"/{name}") for name, of in LISTED.items() if name in given}


def _people(read: Read, audience: str, member_ids: list[str]) -> list[View]:
    shown = [(each.member_id, seen_by(each, audience)) for each in store.list_members(read, member_ids)]
    names = ("name", "role", "topics", "offers")
    return [
        {"member_id": member_id} | {name: profile.to_dict()[name] for name in names}
        for member_id, profile in shown
        if profile
    ]


def _members_of(read: Read, actor: Actor, organisations: list[Organisation]) -> dict[str, int]:
    ids = [each.organisation_id for each in organisations]
    return store.count_having(read, audience_of(read, actor), "organisation", ids) if ids else {}
