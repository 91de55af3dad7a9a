"""Taking a first step off a new member's list (clause 28)."""

from __future__ import annotations

from bus.actor import Actor
from bus.database import Work
from services.directory import model, policies, store
from services.directory.actions.rules import keeping_rules
from services.directory.errors import NotAMember
from services.directory.views import View


@keeping_rules
def settle_step(work: Work, actor: Actor, step: str) -> View:
    """Note that a step is done or not wanted; it is theirs alone, so nobody is told. Raises `NotAMember`."""
    policies.require(actor.is_person)
    member = store.find_member(work, actor.id)
    if member is None or not member.is_listed:
        raise NotAMember()
    model.settle(member, step)
    store.save_beside(work, member)
    return {"next_steps": model.next_steps(member)}
