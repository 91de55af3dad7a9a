"""Reading what was reported, for staff."""

from __future__ import annotations

from bus import pages
from bus.actor import Actor
from bus.database import Read
from services.directory import connection_views, policies, store
from services.directory.views import View


def list_reports(
    read: Read, actor: Actor, state: str = "open", limit: int | None = None, after: str | None = None
) -> View:
    """List reports that wait, or are settled, the oldest first; none by or about the caller. Raises `NotAllowed`."""
    roles = store.roles_of(read, actor)
    policies.require(policies.may_oversee(roles))
    size = pages.take(limit)
    place = str(pages.decode(read.settings.page_key, after)[0]) if after else ""
    found = store.list_reports(read, state, place, size + 1)
    names = store.names_of(read, {person_id for each in found for person_id in (each.by, each.about)})
    shown = [each for each in found[:size] if policies.may_settle(actor, roles, each)]
    token = pages.encode(read.settings.page_key, [found[size - 1].report_id]) if found[size:] else None
    return {"items": [connection_views.report(each, names) for each in shown], "next": token}
