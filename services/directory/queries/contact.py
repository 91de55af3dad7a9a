"""Reading whom one blocks (clause 31)."""

from __future__ import annotations

from bus import pages
from bus.actor import Actor
from bus.database import Read
from services.directory import policies, store
from services.directory.views import View


def list_blocked(read: Read, actor: Actor, limit: int | None = None, after: str | None = None) -> View:
    """List whom the caller blocks, by id, with their names; who is no member any more is left out.

    `takes_requests` says whether the caller takes requests to connect.
    """
    policies.require(actor.is_person)
    size = pages.take(limit)
    place = str(pages.decode(read.settings.page_key, after)[0]) if after else ""
    contact = store.contact_of(read, actor.id)
    blocked = [each for each in sorted(contact.blocked) if each > place]
    names = store.names_of(read, blocked[:size])
    items = [{"person_id": each, "name": names[each]} for each in blocked[:size] if each in names]
    return {
        "items": items,
        "next": pages.encode(read.settings.page_key, [blocked[size - 1]]) if blocked[size:] else None,
        "takes_requests": contact.takes_requests,
    }
