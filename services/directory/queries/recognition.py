"""Reading who recognised a member for what (clause 27)."""

from __future__ import annotations

from bus.actor import Actor
from bus.database import Read
from services.directory import policies, store, views
from services.directory.errors import NoMember
from services.directory.views import View


def list_recognitions(read: Read, actor: Actor, member_id: str) -> View:
    """List a member's recognitions with who gave each, as staff may. Raises `NotAllowed`, `NoMember`."""
    policies.require(policies.may_recognise(actor, store.roles_of(read, actor), member_id))
    member = store.find_member(read, member_id)
    if member is None or not member.is_listed:
        raise NoMember()
    givers = store.list_givers(read, member_id)
    names = store.names_of(read, set(givers.values()))
    items = [
        views.recognition(each) | {"given_by": names.get(givers.get(each["recognition_id"], ""))}
        for each in member.recognitions
    ]
    return {"member_id": member_id, "items": items}
