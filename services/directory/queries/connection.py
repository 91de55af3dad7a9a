"""Reading one's own connections; nobody reads those of others (clauses 31 and 32)."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from bus import pages
from bus.actor import Actor
from bus.database import Read
from services.directory import connection_views, policies, store
from services.directory.errors import NoMember, NotAMember
from services.directory.model import MOST_OPEN, Connection, Member
from services.directory.queries.member import is_member
from services.directory.views import View, moment

MOST_INTRODUCED = 50
Lister = Callable[[Read, str, str, int], list[Connection]]
LISTERS: dict[str, Lister] = {
    "connected": store.list_connections_of,
    "received": store.list_received,
    "sent": store.list_sent,
}


def list_connections(read: Read, actor: Actor, show: str, limit: int | None = None, after: str | None = None) -> View:
    """List the caller's connections, or the requests to or by them, the latest first. Raises `NotAMember`."""
    _require_member(read, actor)
    size = pages.take(limit)
    place = str(pages.decode(read.settings.page_key, after)[0]) if after else ""
    found = LISTERS[show](read, actor.id, place, size + 1)
    people = _people(read, ((each.other_than(actor.id), each.introduced_by) for each in found[:size]))
    items = [connection_views.connection(each, actor.id, people, read.now) for each in found[:size]]
    last = [store.place_of_connection(found[size - 1])] if found[size:] else []
    token = pages.encode(read.settings.page_key, last) if last else None
    return {"items": [each for each in items if each], "next": token}


def get_connection(read: Read, actor: Actor, person_id: str) -> View:
    """Tell how it stands between the caller and another member, and whether the caller may ask, or why not.

    Who is blocked reads that the other takes no requests. Raises `NotAMember`, `NoMember`.
    """
    _require_member(read, actor)
    other = store.find_member(read, person_id)
    if other is None or not other.is_listed:
        raise NoMember()
    found = store.find_connection(read, actor.id, person_id)
    own = store.contact_of(read, actor.id)
    reason, again_at = _refusal(read, actor.id, person_id, found)
    return connection_views.standing(found, actor.id, read.now) | {
        "person_id": person_id,
        "is_yourself": person_id == actor.id,
        "is_blocked": person_id in own.blocked,
        "refusal": reason,
        "again_at": again_at,
    }


def list_introductions(read: Read, actor: Actor) -> View:
    """List the introductions that wait for the caller's answer, the latest first. Raises `NotAMember`."""
    _require_member(read, actor)
    found = store.list_introductions_of(read, actor.id, MOST_INTRODUCED)
    people = _people(read, ((each.other_than(actor.id), each.by) for each in found))
    items = [connection_views.introduction(each, actor.id, people) for each in found]
    return {"items": [each for each in items if each]}


def _refusal(read: Read, by: str, person_id: str, found: Connection | None) -> tuple[str | None, str | None]:
    """Tell why somebody cannot ask another just now, and from when they can if that is a matter of time."""
    other = store.contact_of(read, person_id)
    again_at = found.again_at(by) if found else None
    if by == person_id or (found and found.standing(by, read.now) != "none"):
        return None, None
    if person_id in store.contact_of(read, by).blocked:
        return "blocked_by_you", None
    if again_at and again_at > read.now:
        return "asked_lately", moment(again_at)
    if by in other.blocked or not other.takes_requests:
        return "takes_no_requests", None
    return ("too_many_requests" if store.count_open(read, by) >= MOST_OPEN else None), None


def _people(read: Read, ids: Iterable[tuple[str, str]]) -> dict[str, Member]:
    wanted = sorted({person_id for several in ids for person_id in several if person_id})
    parts = [wanted[start : start + pages.MOST] for start in range(0, len(wanted), pages.MOST)]
    return {each.member_id: each for part in parts for each in store.list_members(read, part)}


def _require_member(read: Read, actor: Actor) -> None:
    policies.require(actor.is_person)
    if not is_member(read, actor):
        raise NotAMember()
