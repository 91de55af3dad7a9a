"""What members become to each other: connections, introductions, blocks, reports (Clauses 31, 32 and 40)."""

from services.gateway.calls.asking import Command, Question, given


def ask_to_connect(person_id: str, source: str, message: str | None = None) -> Command:
    """Ask another member to connect, or accept what they asked; `Conflict` says why it cannot be."""
    return Command("directory", "ask_to_connect", given(person_id=person_id, source=source, message=message))


def accept_connection(connection_id: str) -> Command:
    """Say yes to who asked."""
    return Command("directory", "accept_connection", {"connection_id": connection_id})


def decline_connection(connection_id: str) -> Command:
    """Say no to who asked, who is not told."""
    return Command("directory", "decline_connection", {"connection_id": connection_id})


def withdraw_connection(connection_id: str) -> Command:
    """Take one's own request back."""
    return Command("directory", "withdraw_connection", {"connection_id": connection_id})


def end_connection(connection_id: str) -> Command:
    """Part from somebody, who is not told."""
    return Command("directory", "end_connection", {"connection_id": connection_id})


def list_connections(show: str, limit: int | None = None, after: str | None = None) -> Question:
    """The asking member's `connected`, or the requests `received` or `sent`: `{items: [{person, ...}], next}`."""
    return Question("directory", "list_connections", given(show=show, limit=limit, after=after))


def get_connection(person_id: str) -> Question:
    """How it stands with another member, and by `refusal` why one cannot ask them."""
    return Question("directory", "get_connection", {"person_id": person_id})


def introduce_people(person_id: str, other_person_id: str, words: str) -> Command:
    """Introduce two of one's own connections to each other."""
    request = {"person_id": person_id, "other_person_id": other_person_id, "words": words}
    return Command("directory", "introduce_people", request)


def agree_to_introduction(introduction_id: str) -> Command:
    """Say yes to an introduction."""
    return Command("directory", "agree_to_introduction", {"introduction_id": introduction_id})


def decline_introduction(introduction_id: str) -> Command:
    """Say no to an introduction; nobody is told."""
    return Command("directory", "decline_introduction", {"introduction_id": introduction_id})


def list_introductions() -> Question:
    """The introductions that wait for the asking member's answer: `{items: [{person, introduced_by, words}]}`."""
    return Question("directory", "list_introductions", {})


def block_person(person_id: str) -> Command:
    """Keep another member away; they are never told."""
    return Command("directory", "block_person", {"person_id": person_id})


def unblock_person(person_id: str) -> Command:
    """Keep somebody away no more."""
    return Command("directory", "unblock_person", {"person_id": person_id})


def choose_requests(takes_requests: bool) -> Command:
    """Say whether one takes requests to connect."""
    return Command("directory", "choose_requests", {"takes_requests": takes_requests})


def list_blocked(limit: int | None = None, after: str | None = None) -> Question:
    """Whom the asking member blocks, and whether they take requests: `{items, next, takes_requests}`."""
    return Question("directory", "list_blocked", given(limit=limit, after=after))


def report_connection(connection_id: str, fault: str, words: str | None = None) -> Command:
    """Have staff look at what somebody wrote with their request, which is declined with it."""
    return Command("directory", "report_connection", given(connection_id=connection_id, fault=fault, words=words))


def list_reports(state: str = "open", limit: int | None = None, after: str | None = None) -> Question:
    """What was reported of connections, for staff: `{items, next}`."""
    return Question("directory", "list_reports", given(state=state, limit=limit, after=after))


def settle_report(report_id: str, version: int, outcome: str, reason: str) -> Command:
    """Remove what was reported, or keep it."""
    request = {"report_id": report_id, "version": version, "outcome": outcome, "reason": reason}
    return Command("directory", "settle_report", request)
