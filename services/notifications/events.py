"""What notifications publishes."""

from marshmallow import fields

from bus.events import Event


class NoticeAdded(Event):
    """A person was told something; only ids and the kind, so that a page that is open can fetch it."""

    type = "notice.added"
    source = "notifications"
    subject = "notice_id"
    private = True

    notice_id = fields.String(required=True)
    person_id = fields.String(required=True)
    kind = fields.String(required=True)
