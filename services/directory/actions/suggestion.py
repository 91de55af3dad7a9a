"""Taking somebody off one's suggestions (clause 31)."""

from __future__ import annotations

from bus.actor import Actor
from bus.database import Work
from services.directory import store
from services.directory.actions.contact import own_member
from services.directory.model import moment_after
from services.directory.views import View, moment

MONTHS = 6


def dismiss_suggestion(work: Work, actor: Actor, member_id: str) -> View:
    """Suggest a member no more for six months; nobody is told. Raises `NotAMember`."""
    own_member(work, actor)
    until = moment_after(work.now, MONTHS)
    store.save_dismissal(work, actor.id, member_id, until)
    return {"member_id": member_id, "until": moment(until)}
