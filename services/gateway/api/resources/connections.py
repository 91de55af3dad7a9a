"""Members who connect, keep apart and introduce each other; what was reported, for staff."""

from http import HTTPStatus

from services.gateway import calls
from services.gateway.api.asking import Answer, ask, tell
from services.gateway.api.headers import seen_version
from services.gateway.api.operations import VERSION
from services.gateway.api.resources.groups import Fields, connections, staff
from services.gateway.api.schemas import connections as of_connections
from services.gateway.api.schemas.common import PageOf

ONE = "/me/connections/<connection_id>"


@connections.question("/me/connections", of_connections.ConnectionPage, query=of_connections.Listed)
def list_connections(query: Fields) -> Answer:
    """List your connections, or the requests that you got or made, the latest first."""
    return ask(calls.list_connections(**query))


@connections.question("/members/<member_id>/connection", of_connections.FullStanding)
def get_connection(member_id: str) -> Answer:
    """Get how it stands between you and another member, and why you cannot ask them, if so."""
    return ask(calls.get_connection(member_id))


@connections.command(
    "/me/connections", of_connections.Standing, body=of_connections.AskToConnect, status=HTTPStatus.CREATED
)
def ask_to_connect(body: Fields) -> Answer:
    """Ask another member to connect; if they have asked you, you are connected."""
    return tell(calls.ask_to_connect(**body))


@connections.command(f"{ONE}/acceptance", of_connections.Standing)
def accept_connection(connection_id: str) -> Answer:
    """Say yes to who asked you."""
    return tell(calls.accept_connection(connection_id))


@connections.command(f"{ONE}/refusal", of_connections.Standing)
def decline_connection(connection_id: str) -> Answer:
    """Say no to who asked you; they are not told."""
    return tell(calls.decline_connection(connection_id))


@connections.command(f"{ONE}/withdrawal", of_connections.Standing)
def withdraw_connection(connection_id: str) -> Answer:
    """Take your own request back."""
    return tell(calls.withdraw_connection(connection_id))


@connections.command(f"{ONE}/end", of_connections.Standing)
def end_connection(connection_id: str) -> Answer:
    """End a connection; the other is not told."""
    return tell(calls.end_connection(connection_id))


@connections.command(f"{ONE}/report", of_connections.Reported, body=of_connections.ReportConnection)
def report_connection(body: Fields, connection_id: str) -> Answer:
    """Have staff look at what somebody wrote to you; a request that waits is declined with it."""
    return tell(calls.report_connection(connection_id, **body))


@connections.question("/me/introductions", of_connections.Introductions)
def list_introductions() -> Answer:
    """List the introductions that wait for your answer."""
    return ask(calls.list_introductions())


@connections.command(
    "/me/introductions", of_connections.Introduced, body=of_connections.IntroducePeople, status=HTTPStatus.CREATED
)
def introduce_people(body: Fields) -> Answer:
    """Introduce two of your connections to each other; they are connected if both say yes."""
    return tell(calls.introduce_people(**body))


@connections.command("/me/introductions/<introduction_id>/agreement", of_connections.Answered)
def agree_to_introduction(introduction_id: str) -> Answer:
    """Say yes to an introduction."""
    return tell(calls.agree_to_introduction(introduction_id))


@connections.command("/me/introductions/<introduction_id>/refusal", of_connections.Answered)
def decline_introduction(introduction_id: str) -> Answer:
    """Say no to an introduction; nobody is told."""
    return tell(calls.decline_introduction(introduction_id))


@connections.question("/me/blocked", of_connections.BlockedPage, query=PageOf)
def list_blocked(query: Fields) -> Answer:
    """List whom you block, and say whether you take requests to connect."""
    return ask(calls.list_blocked(**query))


@connections.command("/me/blocked/<person_id>", of_connections.Blocked, method="PUT")
def block_person(person_id: str) -> Answer:
    """Keep another member away; they are never told."""
    return tell(calls.block_person(person_id))


@connections.command("/me/blocked/<person_id>", of_connections.Blocked, method="DELETE")
def unblock_person(person_id: str) -> Answer:
    """Keep somebody away no more."""
    return tell(calls.unblock_person(person_id))


@connections.command(
    "/me/connections/requests", of_connections.TakesRequests, body=of_connections.ChooseRequests, method="PUT"
)
def choose_requests(body: Fields) -> Answer:
    """Say whether you take requests to connect."""
    return tell(calls.choose_requests(**body))


@staff.question("/staff/reports/connections", of_connections.ReportPage, query=of_connections.ReportsIn)
def list_reports(query: Fields) -> Answer:
    """List what was reported of requests to connect, the oldest first; nothing by or about yourself."""
    return ask(calls.list_reports(**query))


@staff.command(
    "/staff/reports/connections/<report_id>/settlement",
    of_connections.Report,
    body=of_connections.SettleReport,
    seen=VERSION,
)
def settle_report(body: Fields, report_id: str) -> Answer:
    """Remove what was reported, or keep it, with a reason."""
    return tell(calls.settle_report(report_id, seen_version(), **body))
