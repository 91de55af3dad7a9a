"""Registering people, and giving and taking their roles."""

from __future__ import annotations

from collections.abc import Collection

from bus import addresses
from bus.actor import Actor
from bus.database import Work
from services.directory import events, policies, store, views
from services.directory.actions import assigning
from services.directory.model import Person, Role, digest_address
from services.directory.views import View


def register_person(work: Work, actor: Actor, address: str) -> View:
    """Give whoever controls an address their one lasting id; the address itself is not kept."""
    policies.require(policies.may_register_person(actor))
    return {"person_id": known_or_new(work, address).person_id}


def known_or_new(work: Work, address: str) -> Person:
    """Return the person with this address, adding them when there is none."""
    digest = digest_address(work.settings.digest_key, addresses.key(address))
    person = store.find_person_by_digest(work, digest)
    if person is None:
        person = Person(work.new_id(), digest, work.now)
        store.add_person(work, person)
    return person


def grant_role(work: Work, actor: Actor, person_id: str, role: str, region: str | None = None) -> View:
    """Give a person a role; a new assessor gets what their panel could not assign.

    Raises `NoPerson`, `NotAChoice`; emits `role.granted` when it is new, and `assignment.made`.
    """
    policies.require(policies.may_change_roles(actor, store.roles_of(work, actor)))
    region = store.lists(work).chosen("regions", region, "/region") if region else ""
    person, granted = store.get_person(work, person_id), Role(role, region)
    if person.grant(granted):
        _tell(work, actor, events.RoleGranted, person, granted)
        if granted.role == "assessor":
            assigning.fill_up(work, actor, granted.region)
    return views.roles(person)


def revoke_role(work: Work, actor: Actor, person_id: str, role: str, region: str | None = None) -> View:
    """Take a role from a person; what an assessor has open goes to the next.

    Raises `NoPerson`, `NotAChoice`; emits `role.revoked` when they held it, and `assignment.made`.
    """
    policies.require(policies.may_change_roles(actor, store.roles_of(work, actor)))
    person = store.get_person(work, person_id)
    meant = {region or "", store.lists(work).known("regions", region, "/region") if region else ""}
    take_roles(work, actor, person, [held for held in person.roles if held in {Role(role, each) for each in meant}])
    return views.roles(person)


def take_roles(work: Work, actor: Actor, person: Person, roles: Collection[Role]) -> None:
    """Take these roles from a person; emits `role.revoked` for each, and `assignment.made` for who comes instead."""
    for role in roles:
        person.revoke(role)
        _tell(work, actor, events.RoleRevoked, person, role)
        if role.role == "assessor":
            assigning.hand_over(work, actor, person.person_id, role.region, "off_the_panel")


def _tell(
    work: Work, actor: Actor, event: type[events.RoleGranted | events.RoleRevoked], person: Person, role: Role
) -> None:
    work.emit(event, events.role_change(person, role), of=person)
    store.save_person(work, person)
    store.record(work, actor, event.type, person.person_id, **role.to_dict())
