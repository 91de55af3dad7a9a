"""Blocking and unblocking: who is blocked is never told (clause 31)."""

from __future__ import annotations

from bus.actor import Actor
from bus.database import Work
from services.directory import policies, store
from services.directory.actions.connection import part
from services.directory.actions.contact import own_and_listed, tell_blocks
from services.directory.actions.rules import keeping_rules
from services.directory.views import View


@keeping_rules
def block_person(work: Work, actor: Actor, person_id: str) -> View:
    """Keep another member away, and end whatever there is; they see and hear nothing of it.

    Raises `NotAMember`, `NoMember`, `not_yourself`, `too_many_blocked`; emits `person.blocks_changed` when it is news.
    """
    own_and_listed(work, actor, person_id)
    store.hold_persons(work, {actor.id, person_id})
    contact = store.contact_of(work, actor.id)
    if contact.block(person_id):
        part(work, actor.id, person_id)
        tell_blocks(work, contact)
        store.record(work, actor, "person.blocked", actor.id, other_id=person_id)
    return {"person_id": person_id, "is_blocked": True}


def unblock_person(work: Work, actor: Actor, person_id: str) -> View:
    """Keep somebody away no more. Raises `NotAllowed`; emits `person.blocks_changed` when it is news."""
    policies.require(actor.is_person)
    contact = store.contact_of(work, actor.id)
    if contact.unblock(person_id):
        tell_blocks(work, contact)
        store.record(work, actor, "person.unblocked", actor.id, other_id=person_id)
    return {"person_id": person_id, "is_blocked": False}
