"""Reading profiles (clause 1)."""

from __future__ import annotations

from bus.actor import Actor
from bus.database import Read
from services.directory import policies, store, views
from services.directory.errors import NoMember, NotAMember
from services.directory.views import View


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


def audience_of(read: Read, actor: Actor) -> str:
    """Say as whom the caller sees members."""
    return "members" if is_member(read, actor) else "public"


def is_member(read: Read, actor: Actor) -> bool:
    """Say whether the caller is a member."""
    member = store.find_member(read, actor.id) if actor.is_person else None
    return member is not None and member.is_listed
