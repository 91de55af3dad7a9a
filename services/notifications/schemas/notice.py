"""What a person may ask about their notices and mails."""

from datetime import UTC, datetime

from marshmallow import fields, validate

from bus.doors import Request
from bus.schema import Text

# Years at whose ends a time has no UTC are refused: no notice is of then, and no database keeps them.
OF_OUR_TIME = validate.Range(min=datetime(1970, 1, 1, tzinfo=UTC), max=datetime(2999, 12, 31, tzinfo=UTC))


class ListNotices(Request):
    """A page of notices, newest first."""

    limit = fields.Integer(load_default=None, allow_none=True)
    after = fields.String(load_default=None, allow_none=True)


class CountUnread(Request):
    """No arguments."""


class MarkNoticesRead(Request):
    """Everything up to the `created_at` of the newest notice that was shown."""

    until = fields.AwareDateTime(required=True, format="iso", validate=OF_OUR_TIME)


class GetPreferences(Request):
    """No arguments."""


class SetPreference(Request):
    """Whether mails of one kind are wanted."""

    kind = Text(required=True, max=60)
    mail = fields.Boolean(required=True)


class Unsubscribe(Request):
    """The signed token from a mail's footer or header."""

    token = fields.String(required=True, validate=validate.Length(max=1000))


class GetMailState(Request):
    """No arguments."""
