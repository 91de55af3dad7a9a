"""What the directory tells of members."""

from marshmallow import fields

from bus.events import Copy, personal


class MemberJoined(Copy):
    """A person became a member."""

    type, source, subject, private = "member.joined", "directory", "member_id", False

    member_id = fields.String(required=True)
    name = fields.String(required=True, metadata=personal)
    region = fields.String(required=True)
    joined_at = fields.String(required=True)


class EntryCheckDue(Copy):
    """A member said long ago that their entry is right."""

    type, source, subject, private = "entry.check_due", "directory", "person_id", True

    person_id = fields.String(required=True)
    name = fields.String(required=True, metadata=personal)
    checked_at = fields.String(required=True)


class RecognitionGiven(Copy):
    """A member's expertise in a topic was recognised."""

    type, source, subject, private = "recognition.given", "directory", "person_id", True

    person_id = fields.String(required=True)
    name = fields.String(required=True, metadata=personal)
    topic = fields.String(required=True)
    reason = fields.String(required=True, metadata=personal)
