"""What the directory tells of persons: their roles, and that they are erased."""

from __future__ import annotations

from marshmallow import EXCLUDE, Schema, fields

from bus.events import Copy


class Role(Schema):
    """One role that a person holds."""

    class Meta:
        unknown = EXCLUDE

    role = fields.String(required=True)


class RoleGranted(Copy):
    """The whole list of a person's roles after one was granted."""

    type, source, subject, private = "role.granted", "directory", "person_id", True

    person_id = fields.String(required=True)
    roles = fields.List(fields.Nested(Role), required=True)


class RoleRevoked(RoleGranted):
    """The whole list of a person's roles after one was revoked."""

    type = "role.revoked"


class PersonErased(Copy):
    """A person is to be forgotten."""

    type, source, subject, tombstone = "person.erased", "directory", "person_id", True

    person_id = fields.String(required=True)
