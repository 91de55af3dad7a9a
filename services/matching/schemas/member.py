"""What the directory tells of members: their whole state, as far as members may see it."""

from __future__ import annotations

from marshmallow import fields

from bus.events import Copy, personal


class MemberJoined(Copy):
    """A person became a member."""

    type, source, subject = "member.joined", "directory", "member_id"

    member_id = fields.String(required=True)
    name = fields.String(required=True, metadata=personal)
    role = fields.String(required=True, metadata=personal)
    organisation = fields.String(required=True, metadata=personal)
    organisation_id = fields.String(load_default="", metadata=personal)
    region = fields.String(required=True)
    partnership = fields.String(load_default="")
    background = fields.String(required=True)
    topics = fields.List(fields.String(), required=True)
    interests = fields.List(fields.String(), load_default=list)
    offers = fields.List(fields.String(), load_default=list)
    looking_for = fields.String(load_default="", metadata=personal)
    joined_at = fields.String(required=True)


class MemberUpdated(MemberJoined):
    """A member changed their profile."""

    type = "member.updated"


class MemberLeft(Copy):
    """A person is a member no more."""

    type, source, subject, tombstone = "member.left", "directory", "member_id", True

    member_id = fields.String(required=True)
