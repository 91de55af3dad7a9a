"""What is asked about connections, introductions and reports."""

from __future__ import annotations

from marshmallow import fields, validate

from bus.doors import Request
from bus.schema import Text
from services.directory.model import FAULTS, OUTCOMES, SOURCES
from services.directory.schemas.kinds import Id
from services.directory.schemas.page import Page

MOST_OF_A_MESSAGE = 1000


class AskToConnect(Request):
    """Ask another member to connect; say where one met, and something, or nothing."""

    person_id = Id(required=True)
    source = fields.String(required=True, validate=validate.OneOf(SOURCES))
    message = Text(max=MOST_OF_A_MESSAGE, allow_none=True)


class NameConnection(Request):
    """Name a connection of one's own."""

    connection_id = Id(required=True)


class ReportConnection(NameConnection):
    """Say what is wrong with what somebody wrote."""

    fault = fields.String(required=True, validate=validate.OneOf(FAULTS))
    words = Text(max=MOST_OF_A_MESSAGE, allow_none=True)


class ListConnections(Page):
    """Ask for one's connections, or for the requests one got or made."""

    show = fields.String(required=True, validate=validate.OneOf(("connected", "received", "sent")))


class ChooseRequests(Request):
    """Say whether one takes requests to connect."""

    takes_requests = fields.Boolean(required=True)


class IntroducePeople(Request):
    """Introduce two of one's own connections to each other."""

    person_id = Id(required=True)
    other_person_id = Id(required=True)
    words = Text(max=MOST_OF_A_MESSAGE, required=True)


class NameIntroduction(Request):
    """Name an introduction."""

    introduction_id = Id(required=True)


class ListReports(Page):
    """Ask for reports that wait, or that are settled."""

    state = fields.String(load_default="open", validate=validate.OneOf(("open", "closed")))


class SettleReport(Request):
    """Remove what was reported, or keep it, with a reason."""

    report_id = Id(required=True)
    version = fields.Integer(required=True)
    outcome = fields.String(required=True, validate=validate.OneOf(OUTCOMES))
    reason = Text(max=MOST_OF_A_MESSAGE, required=True)
