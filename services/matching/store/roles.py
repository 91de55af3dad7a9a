"""Copies of the roles that the directory grants: only which, since no role here has a region."""

from __future__ import annotations

from collections.abc import Collection

from bus.actor import Actor
from bus.database import Work
from services.matching.store.documents import Reader


def keep_roles(work: Work, person_id: str, roles: Collection[str]) -> None:
    """Keep the whole list of a person's roles."""
    kept = {"_id": person_id, "roles": sorted(set(roles))}
    work.db["roles"].replace_one({"_id": person_id}, kept, upsert=True)


def roles_of(read: Reader, actor: Actor) -> frozenset[str]:
    """Return the roles of who is asking."""
    found = read.db["roles"].find_one({"_id": actor.id}) if actor.is_person else None
    return frozenset(found["roles"]) if found else frozenset()


def forget_roles(work: Work, person_id: str) -> None:
    """Forget the roles of a person."""
    work.db["roles"].delete_one({"_id": person_id})
