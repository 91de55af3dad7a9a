"""The doors between members: connecting, introducing, keeping away, reporting."""

from __future__ import annotations

from typing import Any

from bus.actor import Actor
from bus.database import Read, Work
from bus.doors import command, query
from services.directory import actions, queries, schemas

Answer = dict[str, Any]


class Connecting:
    """Connect members who both want it; keep away whom somebody does not want."""

    @command(schemas.AskToConnect)
    def ask_to_connect(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Ask another member to connect."""
        return actions.ask_to_connect(work, actor, **request)

    @command(schemas.NameConnection)
    def accept_connection(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Say yes to who asked."""
        return actions.accept_connection(work, actor, **request)

    @command(schemas.NameConnection)
    def decline_connection(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Say no to who asked."""
        return actions.decline_connection(work, actor, **request)

    @command(schemas.NameConnection)
    def withdraw_connection(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Take one's own request back."""
        return actions.withdraw_connection(work, actor, **request)

    @command(schemas.NameConnection)
    def end_connection(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Part from somebody."""
        return actions.end_connection(work, actor, **request)

    @query(schemas.ListConnections)
    def list_connections(self, read: Read, actor: Actor, request: dict[str, Any]) -> Answer:
        """List one's connections and requests."""
        return queries.list_connections(read, actor, **request)

    @query(schemas.NamePerson)
    def get_connection(self, read: Read, actor: Actor, request: dict[str, Any]) -> Answer:
        """Read how it stands with another member."""
        return queries.get_connection(read, actor, **request)

    @command(schemas.IntroducePeople)
    def introduce_people(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Introduce two of one's connections to each other."""
        return actions.introduce_people(work, actor, **request)

    @command(schemas.NameIntroduction)
    def agree_to_introduction(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Say yes to an introduction."""
        return actions.agree_to_introduction(work, actor, **request)

    @command(schemas.NameIntroduction)
    def decline_introduction(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Say no to an introduction."""
        return actions.decline_introduction(work, actor, **request)

    @query(schemas.Nothing)
    def list_introductions(self, read: Read, actor: Actor, request: dict[str, Any]) -> Answer:
        """List the introductions that wait for one's answer."""
        return queries.list_introductions(read, actor)


class Keeping:
    """Keep away whom somebody does not want; report what somebody wrote."""

    @command(schemas.NamePerson)
    def block_person(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Keep another member away."""
        return actions.block_person(work, actor, **request)

    @command(schemas.NamePerson)
    def unblock_person(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Keep somebody away no more."""
        return actions.unblock_person(work, actor, **request)

    @command(schemas.ChooseRequests)
    def choose_requests(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Say whether one takes requests to connect."""
        return actions.choose_requests(work, actor, **request)

    @query(schemas.Page)
    def list_blocked(self, read: Read, actor: Actor, request: dict[str, Any]) -> Answer:
        """List whom the caller blocks, and whether they take requests."""
        return queries.list_blocked(read, actor, **request)

    @command(schemas.ReportConnection)
    def report_connection(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Have staff look at what somebody wrote."""
        return actions.report_connection(work, actor, **request)

    @query(schemas.ListReports)
    def list_reports(self, read: Read, actor: Actor, request: dict[str, Any]) -> Answer:
        """List what was reported, for staff."""
        return queries.list_reports(read, actor, **request)

    @command(schemas.SettleReport)
    def settle_report(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Remove what was reported, or keep it."""
        return actions.settle_report(work, actor, **request)
