"""Finding members and reading profiles (clauses 1 to 4)."""

from __future__ import annotations

from bus import pages
from bus.actor import Actor
from bus.database import Read
from services.directory import policies, store, views
from services.directory.errors import NoMember, NotAMember
from services.directory.model import Member
from services.directory.views import View


def search_members(
    read: Read,
    actor: Actor,
    words: str | None = None,
    region: str | None = None,
    background: str | None = None,
    topic: str | None = None,
    limit: int | None = None,
    after: str | None = None,
) -> View:
    """List the members who match every word (or its beginning) and every filter, by name, with their number.

    Strangers find public members only; members find everyone.
    """
    listings = ("public", "members") if is_member(read, actor) else ("public",)
    search = store.Search(listings, words or "", region, background, topic)
    size = pages.take(limit)
    place = pages.decode(read.settings.page_key, after)[0] if after else ""
    found = store.search_members(read, search, place, size + 1)
    value, exact = store.count_members(read, search)
    return _page(read, found, size, listings[-1]) | {"total": {"value": value, "exact": exact}}


def get_member(read: Read, actor: Actor, member_id: str) -> View:
    """Return what the caller may see of a member. Raises `NoMember`."""
    member, by_member = store.find_member(read, member_id), is_member(read, actor)
    if member is None or not policies.may_see(member, by_member):
        raise NoMember()
    return views.member(member, "members" if by_member else "public")


def get_my_profile(read: Read, actor: Actor) -> View:
    """Return the caller's own profile, member or nominated. Raises `NotAMember`."""
    policies.require(actor.is_person)
    member = store.find_member(read, actor.id)
    if member is None or member.has_left:
        raise NotAMember()
    return views.own_profile(member)


def preview_profile(read: Read, actor: Actor, audience: str) -> View:
    """Return the caller's own entry as the `public` or other `members` see it. Raises `NotAMember`, `NoMember`."""
    policies.require(actor.is_person)
    member = store.find_member(read, actor.id)
    if member is None or not member.is_listed:
        raise NotAMember()
    if not policies.may_see(member, audience == "members"):
        raise NoMember()
    return views.member(member, audience)


def is_member(read: Read, actor: Actor) -> bool:
    """Say whether the caller is a member."""
    member = store.find_member(read, actor.id) if actor.is_person else None
    return member is not None and member.is_listed


def _page(read: Read, found: list[Member], size: int, audience: str) -> View:
    following = len(found) > size
    token = pages.encode(read.settings.page_key, [store.sort_key_of(found[size - 1])]) if following else None
    return {"items": [views.member_card(member, audience) for member in found[:size]], "next": token}
