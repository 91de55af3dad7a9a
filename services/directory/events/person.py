"""What is told of persons and their roles."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from bus.events import Event
from services.directory.model import Person, Role


class PersonErased(Event):
    """A person is to be forgotten: whoever keeps anything about them erases it, down to the id."""

    type, source, subject, tombstone = "person.erased", "directory", "person_id", True
    person_id = fields.String(required=True)


class RoleState(Schema):
    """One role a person holds; staff hold it everywhere, so without a region."""

    role = fields.String(required=True)
    region = fields.String(required=True, allow_none=True)


class _RoleChange(Event):
    """A change of roles, with all roles the person holds now. Told again, `role` and `region` are null."""

    source, subject, private = "directory", "person_id", True
    person_id = fields.String(required=True)
    role = fields.String(required=True, allow_none=True)
    region = fields.String(required=True, allow_none=True)
    roles = fields.List(fields.Nested(RoleState), required=True)


class RoleGranted(_RoleChange):
    """A person was given a role."""

    type = "role.granted"


class RoleRevoked(_RoleChange):
    """A role was taken from a person."""

    type = "role.revoked"


def role_change(person: Person, role: Role) -> dict[str, Any]:
    """Tell which role changed, and all that are held now."""
    return present_roles(person) | role.to_dict()


def present_roles(person: Person) -> dict[str, Any]:
    """Tell again which roles a person holds, also that they hold none any more."""
    roles = [each.to_dict() for each in person.roles]
    return {"person_id": person.person_id, "role": None, "region": None, "roles": roles}
