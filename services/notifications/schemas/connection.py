"""What the directory tells of members who connect."""

from marshmallow import fields

from bus.events import Copy, personal


class ConnectionRequested(Copy):
    """A member, the asker, would like to connect with another one."""

    type, source, subject, private = "connection.requested", "directory", "connection_id", True

    connection_id = fields.String(required=True)
    person_id = fields.String(required=True)
    asker_person_id = fields.String(required=True)
    name = fields.String(required=True, metadata=personal)
    asker_name = fields.String(required=True, metadata=personal)
    asker_role = fields.String(load_default="", metadata=personal)
    asker_organisation = fields.String(load_default="", metadata=personal)
    message = fields.String(load_default="", metadata=personal)


class ConnectionMade(Copy):
    """Two members are connected: `person_id` waited for it, `other_person_id` said yes just now."""

    type, source, subject, private = "connection.made", "directory", "connection_id", True

    connection_id = fields.String(required=True)
    person_id = fields.String(required=True)
    other_person_id = fields.String(required=True)
    introducer_person_id = fields.String(load_default=None, allow_none=True)
    name = fields.String(required=True, metadata=personal)
    other_name = fields.String(required=True, metadata=personal)


class ConnectionIntroduced(Copy):
    """A member, the introducer, would like two of their connections to know each other."""

    type, source, subject, private = "connection.introduced", "directory", "introduction_id", True

    introduction_id = fields.String(required=True)
    person_id = fields.String(required=True)
    other_person_id = fields.String(required=True)
    introducer_person_id = fields.String(required=True)
    name = fields.String(required=True, metadata=personal)
    other_name = fields.String(required=True, metadata=personal)
    introducer_name = fields.String(required=True, metadata=personal)
    words = fields.String(required=True, metadata=personal)
