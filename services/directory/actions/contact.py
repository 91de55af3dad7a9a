"""Deciding whether one takes requests, and telling whom one blocks (clause 31)."""

from __future__ import annotations

from bus.actor import Actor
from bus.database import Work
from services.directory import events, policies, store
from services.directory.errors import NoMember, NotAMember
from services.directory.model import Contact, Member
from services.directory.views import View


def choose_requests(work: Work, actor: Actor, takes_requests: bool) -> View:
    """Say whether one takes requests to connect; those who asked already still wait. Raises `NotAMember`."""
    own_member(work, actor)
    store.hold_person(work, actor.id)
    contact = store.contact_of(work, actor.id)
    contact.takes_requests = takes_requests
    store.save_contact(work, contact)
    return {"takes_requests": takes_requests}


def tell_blocks(work: Work, contact: Contact) -> None:
    """Save whom a member blocks now; emits `person.blocks_changed`."""
    person = store.get_person(work, contact.person_id)
    work.emit(events.BlocksChanged, events.blocks_changed(contact), of=person)
    store.save_person(work, person)
    contact.sequence = person.sequence
    store.save_contact(work, contact)


def own_member(work: Work, actor: Actor) -> Member:
    """Return the entry of whoever asks. Raises `NotAllowed`, `NotAMember`."""
    policies.require(actor.is_person)
    member = store.find_member(work, actor.id)
    if member is None or not member.is_listed:
        raise NotAMember()
    return member


def own_and_listed(work: Work, actor: Actor, member_id: str) -> tuple[Member, Member]:
    """Return the entries of whoever asks and of another member, read at once.

    Raises `NotAllowed`, `NotAMember`, `NoMember`.
    """
    policies.require(actor.is_person)
    found = {each.member_id: each for each in store.list_members(work, [actor.id, member_id]) if each.is_listed}
    if actor.id not in found:
        raise NotAMember()
    if member_id not in found:
        raise NoMember()
    return found[actor.id], found[member_id]


def listed(work: Work, member_id: str) -> Member:
    """Return the entry of another member. Raises `NoMember`."""
    member = store.find_member(work, member_id)
    if member is None or not member.is_listed:
        raise NoMember()
    return member
