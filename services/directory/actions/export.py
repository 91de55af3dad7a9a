"""Taking lists of members away: only staff, and never without a trace."""

from __future__ import annotations

from bus.actor import Actor
from bus.database import Work
from services.directory import policies, store
from services.directory.views import View


def begin_export(work: Work, actor: Actor) -> View:
    """Note in the audit trail who takes a list of members away. Raises `NotAllowed`."""
    policies.require(policies.may_export(store.roles_of(work, actor)))
    store.record(work, actor, "members.exported", actor.id)
    return {"person_id": actor.id}
