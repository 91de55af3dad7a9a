"""How applications go, for staff."""

from marshmallow import fields

from bus.doors import Request
from services.gateway.api.schemas.common import Choice, Id, Moment, PageOf, Shown, Slug, next_page

STATES = ("submitted", "withdrawn", "accepted", "not_yet", "erased")


class Period(Request):
    """Whole days, both included; the last 90 unless told."""

    since = fields.Date()
    until = fields.Date()


class Chosen(Period, PageOf):
    """Which applications; all that were ever handed in unless told."""

    region = Slug()
    state = Choice(*STATES)
    outcome = Choice("accepted", "not_yet")
    late = fields.Boolean()


class StateCount(Shown):
    """How many applications of a region are in a state."""

    region = fields.String(required=True)
    state = Choice(*STATES, required=True)
    count = fields.Integer(required=True)


class LateCount(Shown):
    """How many applications of a region are past their day."""

    region = fields.String(required=True)
    count = fields.Integer(required=True)


class OverseenRow(Shown):
    """An application in a list of staff; without a name when no panel reads it any more, or when it is yours."""

    application_id = Id(required=True)
    name = fields.String(required=True, allow_none=True)
    region = fields.String(required=True)
    status = Choice(*STATES, required=True)
    outcome = fields.String(required=True, allow_none=True)
    submitted_at = Moment(required=True)
    decide_by = Moment(required=True)
    decided_at = Moment(required=True, allow_none=True)


class OverseenPage(Shown):
    """One page of applications, the first handed in first."""

    items = fields.List(fields.Nested(OverseenRow), required=True)
    next = next_page()


class Overview(Shown):
    """Exact figures; drafts are in none."""

    counts = fields.List(fields.Nested(StateCount), required=True)
    late = fields.List(fields.Nested(LateCount), required=True)
    oldest_waiting = fields.Nested(OverseenRow, required=True, allow_none=True)
    since = fields.String(required=True)
    until = fields.String(required=True)
    outcomes = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)
    median_days = fields.Float(required=True, allow_none=True)
