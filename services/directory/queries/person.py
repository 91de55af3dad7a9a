"""Finding people by address, and reading who holds which roles."""

from __future__ import annotations

from bus import addresses, pages
from bus.actor import Actor
from bus.database import Read
from services.directory import policies, store, views
from services.directory.errors import NoPerson
from services.directory.model import digest_address
from services.directory.queries.member import is_member
from services.directory.views import View


def find_person(read: Read, actor: Actor, address: str) -> View:
    """Return the id of who has an address. Raises `NoPerson`."""
    policies.require(policies.may_find_person(actor))
    digest = digest_address(read.settings.digest_key, addresses.key(address))
    person = store.find_person_by_digest(read, digest)
    if person is None:
        raise NoPerson()
    return {"person_id": person.person_id}


def get_my_roles(read: Read, actor: Actor) -> View:
    """Return the caller's roles, and whether they are a member."""
    policies.require(actor.is_person)
    held, acted = store.roles_of(read, actor), store.panel_roles_of(read, actor)
    return {
        "person_id": actor.id,
        "roles": [role.to_dict() for role in held],
        "deputy_in": [role.region for role in acted if role not in held],
        "is_member": is_member(read, actor),
    }


def list_roles(read: Read, actor: Actor, limit: int | None = None, after: str | None = None) -> View:
    """List who holds roles, with the names of those who are members."""
    policies.require(policies.may_change_roles(actor, store.roles_of(read, actor)))
    size = pages.take(limit)
    place = pages.decode(read.settings.page_key, after)[0] if after else ""
    found = store.list_role_holders(read, place, size + 1)
    names = store.names_of(read, [person.person_id for person in found])
    items = [views.roles(person) | {"name": names.get(person.person_id)} for person in found[:size]]
    token = pages.encode(read.settings.page_key, [items[-1]["person_id"]]) if len(found) > size else None
    return {"items": items, "next": token}
