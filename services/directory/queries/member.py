"""Reading profiles (clause 1)."""

from __future__ import annotations

from bus.actor import Actor
from bus.database import Read
from services.directory import policies, store, views
from services.directory.errors import NoMember, NotAMember
from services.directory.views import View


def get_member(read: Read, actor: Actor, member_id: str) -> View:
    """Return a member whom the caller may see. Raises `NoMember`."""
    member = store.find_member(read, member_id)
    if member is None or not policies.may_see(member, is_member(read, actor)):
        raise NoMember()
    return views.member(member)


def get_my_profile(read: Read, actor: Actor) -> View:
    """Return the caller's own profile, member or nominated. Raises `NotAMember`."""
    policies.require(actor.is_person)
    member = store.find_member(read, actor.id)
    if member is None or member.has_left:
        raise NotAMember()
    return views.own_profile(member)


def is_member(read: Read, actor: Actor) -> bool:
    """Say whether the caller is a member."""
    member = store.find_member(read, actor.id) if actor.is_person else None
    return member is not None and member.is_listed
