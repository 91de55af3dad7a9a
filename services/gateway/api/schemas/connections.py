"""Connections, introductions, whom you block, and what was reported."""

from marshmallow import fields

from bus.doors import Request
from bus.schema import Text
from services.gateway.api.schemas.common import Choice, Id, Moment, PageOf, Shown, Version, next_page
from services.gateway.api.schemas.people import MemberCard

SOURCES = ("directory", "coffee", "group", "meeting", "lab", "elsewhere")
STANDINGS = ("none", "sent", "received", "connected")
FAULTS = ("unkind", "selling", "unsafe", "other")
REFUSALS = ("takes_no_requests", "blocked_by_you", "asked_lately", "too_many_requests")


class MemberNamed(Shown):
    """A member by name."""

    person_id = Id(required=True)
    name = fields.String(required=True, allow_none=True)


class _Standing(Shown):
    standing = Choice(*STANDINGS, required=True)
    connection_id = Id(required=True, allow_none=True)
    asked_by_you = fields.Boolean(required=True)
    message = fields.String(required=True)
    source = Choice(*SOURCES, required=True, allow_none=True)
    asked_at = Moment(required=True, allow_none=True)
    connected_at = Moment(required=True, allow_none=True)


class Standing(_Standing):
    """How it stands between you and another member."""

    person_id = Id(required=True)


class FullStanding(Standing):
    """The same, and why you cannot ask them, if you cannot."""

    is_yourself = fields.Boolean(required=True)
    is_blocked = fields.Boolean(required=True)
    refusal = Choice(*REFUSALS, required=True, allow_none=True)
    again_at = Moment(required=True, allow_none=True)


class Connection(_Standing):
    """A connection, or a request, with the other member as you see them."""

    person = fields.Nested(MemberCard, required=True)
    introduced_by = fields.Nested(MemberNamed, required=True, allow_none=True)


class ConnectionPage(Shown):
    """One page of connections, the latest first."""

    items = fields.List(fields.Nested(Connection), required=True)
    next = next_page()


class Listed(PageOf):
    """Which connections: those you have, or the requests that you got or made."""

    show = Choice("connected", "received", "sent", load_default="connected")


class AskToConnect(Request):
    """Whom you ask, where you found each other, and what you would like to say."""

    person_id = Id(required=True)
    source = Choice(*SOURCES, required=True)
    message = Text(max=1000)


class ReportConnection(Request):
    """What is wrong with what somebody wrote to you."""

    fault = Choice(*FAULTS, required=True)
    words = Text(max=1000)


class Reported(Shown):
    """That staff are going to look at it."""

    report_id = Id(required=True)
    connection_id = Id(required=True)


class IntroducePeople(Request):
    """Two of your connections, and why they should know each other; both read this."""

    person_id = Id(required=True)
    other_person_id = Id(required=True)
    words = Text(min=1, max=1000, required=True)


class Introduced(Shown):
    """Whom you introduced to each other."""

    introduction_id = Id(required=True)
    person_id = Id(required=True)
    other_person_id = Id(required=True)


class Introduction(Shown):
    """Whom somebody would like you to know, and why."""

    introduction_id = Id(required=True)
    person = fields.Nested(MemberCard, required=True)
    introduced_by = fields.Nested(MemberNamed, required=True)
    words = fields.String(required=True)
    introduced_at = Moment(required=True)


class Introductions(Shown):
    """The introductions that wait for your answer."""

    items = fields.List(fields.Nested(Introduction), required=True)


class Answered(Shown):
    """Whether both said yes."""

    introduction_id = Id(required=True)
    is_connected = fields.Boolean(required=True)


class BlockedPage(Shown):
    """One page of the people whom you block, and whether you take requests to connect."""

    items = fields.List(fields.Nested(MemberNamed), required=True)
    next = next_page()
    takes_requests = fields.Boolean(required=True)


class Blocked(Shown):
    """Whether you block somebody."""

    person_id = Id(required=True)
    is_blocked = fields.Boolean(required=True)


class TakesRequests(Shown):
    """Whether you take requests to connect."""

    takes_requests = fields.Boolean(required=True)


class ChooseRequests(Request):
    """Whether you take requests to connect."""

    takes_requests = fields.Boolean(required=True)


class Report(Shown):
    """What was reported by whom about whom; who is a member no more has no name."""

    report_id = Id(required=True)
    version = Version()
    reporter = fields.Nested(MemberNamed, required=True)
    author = fields.Nested(MemberNamed, required=True)
    fault = Choice(*FAULTS, required=True)
    words = fields.String(required=True)
    message = fields.String(required=True)
    state = Choice("open", "closed", required=True)
    outcome = Choice("removed", "kept", "erased", required=True, allow_none=True)
    reported_at = Moment(required=True)
    closed_at = Moment(required=True, allow_none=True)


class ReportPage(Shown):
    """One page of reports, the oldest first."""

    items = fields.List(fields.Nested(Report), required=True)
    next = next_page()


class ReportsIn(PageOf):
    """Which reports: those that wait, unless told."""

    state = Choice("open", "closed")


class SettleReport(Request):
    """Whether the message is removed, and why."""

    outcome = Choice("removed", "kept", required=True)
    reason = Text(min=1, max=1000, required=True)
