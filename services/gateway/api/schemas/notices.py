"""Notices, and which of them are also mailed."""

from datetime import datetime

from marshmallow import ValidationError, fields

from bus.doors import Request
from bus.schema import Text
from services.gateway.api.schemas.common import Id, Moment, Shown, next_page


def _is_of_our_time(moment: datetime) -> None:
    """Refuse years at whose ends a time has no UTC."""
    if not 1970 <= moment.year <= 2999:
        raise ValidationError("Choose a time between the years 1970 and 2999.")


class Notice(Shown):
    """Something that happened and concerns you; `data` holds ids and slugs, by kind."""

    notice_id = Id(required=True)
    kind = fields.String(required=True)
    data = fields.Dict(keys=fields.String(), values=fields.Raw(), required=True)
    created_at = Moment(required=True)
    read_at = Moment(required=True, allow_none=True)


class NoticePage(Shown):
    """One page of notices, newest first."""

    items = fields.List(fields.Nested(Notice), required=True)
    next = next_page()


class ReadUntil(Request):
    """Up to which moment: `created_at` of the newest notice that was read."""

    until = fields.AwareDateTime(required=True, format="iso", validate=_is_of_our_time)


class Marked(Shown):
    """How many notices were unread until now."""

    marked = fields.Integer(required=True)


class Preference(Shown):
    """Whether a kind of notice is also mailed."""

    kind = fields.String(required=True)
    mail = fields.Boolean(required=True)


class KnownPreference(Preference):
    """The same, and whether that can be changed."""

    locked = fields.Boolean(required=True)


class Preferences(Shown):
    """All kinds of notice."""

    kinds = fields.List(fields.Nested(KnownPreference), required=True)


class ChangePreference(Request):
    """Whether to mail it."""

    mail = fields.Boolean(required=True)


class Unsubscribe(Request):
    """The signed token of a mail."""

    token = Text(min=1, max=1000, required=True)


class Unsubscribed(Shown):
    """The kind that is no longer mailed."""

    kind = fields.String(required=True)
