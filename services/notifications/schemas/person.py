"""What the directory tells of persons: roles, who put them forward, whom they block, what they wish to hear."""

from marshmallow import EXCLUDE, Schema, fields

from bus.events import Copy, personal


class Role(Schema):
    """One role that a person holds; chairs and assessors have a region."""

    class Meta:
        unknown = EXCLUDE

    role = fields.String(required=True)
    region = fields.String(load_default=None, allow_none=True)


class RoleGranted(Copy):
    """The whole list of a person's roles after one was granted."""

    type, source, subject, private = "role.granted", "directory", "person_id", True

    person_id = fields.String(required=True)
    roles = fields.List(fields.Nested(Role), required=True)


class RoleRevoked(RoleGranted):
    """The whole list of a person's roles after one was revoked."""

    type = "role.revoked"


class PersonNominated(Copy):
    """Who put a person forward, so that the invitation can say so."""

    type, source, subject, private = "person.nominated", "directory", "person_id", True

    person_id = fields.String(required=True)
    name = fields.String(required=True, metadata=personal)
    nominating_organisation = fields.String(required=True, metadata=personal)


class BlocksChanged(Copy):
    """All whom a member blocks now."""

    type, source, subject, private = "person.blocks_changed", "directory", "person_id", True

    person_id = fields.String(required=True)
    blocked_ids = fields.List(fields.String(), required=True)


class InterestAnswered(Copy):
    """A wave opened of which a person asked to be told."""

    type, source, subject, private = "interest.answered", "directory", "interest_id", True

    person_id = fields.String(required=True)
    wave_id = fields.String(required=True)
    wish = fields.String(required=True)
    region = fields.String(required=True)
    regions = fields.List(fields.String(), required=True)
    closes_on = fields.String(required=True)


class PersonErased(Copy):
    """A person is to be forgotten."""

    type, source, subject, tombstone = "person.erased", "directory", "person_id", True
