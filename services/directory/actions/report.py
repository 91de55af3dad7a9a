"""Reporting what somebody wrote, and what staff do about it."""

from __future__ import annotations

from bus.actor import Actor
from bus.database import Work
from services.directory import connection_views, policies, store
from services.directory.actions.contact import own_member
from services.directory.actions.rules import expect, keeping_rules
from services.directory.errors import NoConnection, NoReport
from services.directory.model import Report
from services.directory.model.rules import require
from services.directory.views import View

AT_ONCE = 20


@keeping_rules
def report_connection(work: Work, actor: Actor, connection_id: str, fault: str, words: str | None = None) -> View:
    """Have staff look at what somebody wrote with their request, which is declined with it.

    Who reported it already has done so. Raises `NotAMember`, `NoConnection`, `nothing_to_report`.
    """
    own_member(work, actor)
    connection = store.find_connection_by_id(work, connection_id)
    if connection is None or actor.id not in connection.pair:
        raise NoConnection()
    store.hold_persons(work, connection.pair)
    report = store.find_open_report(work, connection_id, actor.id)
    if report is None:
        require(connection.asked_by == connection.other_than(actor.id), "nothing_to_report")
        require(connection.standing(actor.id, work.now) in ("received", "connected"), "nothing_to_report")
        report = Report(
            work.new_id(),
            connection_id,
            actor.id,
            connection.asked_by,
            fault,
            words or "",
            connection.message,
            work.now,
        )
        store.add_report(work, report)
        store.record(work, actor, "report.made", report.report_id, connection_id=connection_id, code=fault)
        if connection.waits_for(actor.id):
            connection.decline(actor.id, work.now)
            store.save_connection(work, connection)
    return {"report_id": report.report_id, "connection_id": connection_id}


@keeping_rules
def settle_report(work: Work, actor: Actor, report_id: str, version: int, outcome: str, reason: str) -> View:
    """Remove what was reported, or say that nothing is wrong with it; the reason stands beside the audit trail.

    Raises `NoReport`, `NotAllowed`, `VersionConflict`, `report_closed`, `Missing`.
    """
    policies.require(policies.may_oversee(store.roles_of(work, actor)))
    report = store.find_report(work, report_id)
    if report is None:
        raise NoReport()
    policies.require(policies.may_settle(actor, store.roles_of(work, actor), report))
    names = store.names_of(work, {report.by, report.about})
    expect(version, report.version, connection_views.report(report, names))
    said = report.message
    report.settle(outcome, reason, work.now)
    if outcome == "removed":
        _remove(work, report.connection_id, said)
    store.save_report(work, report)
    reason_id = store.add_reason(work, report_id, reason)
    store.record(work, actor, f"report.{outcome}", report_id, reason_id=reason_id)
    return connection_views.report(report, names)


def erase_reports(work: Work, person_id: str) -> bool:
    """Erase some of what a person reported and what was reported of them; return whether more may be left."""
    reports = store.list_reports_of(work, person_id, AT_ONCE)
    for report in reports:
        report.erase(work.now)
        store.save_report(work, report)
        store.delete_reasons(work, report.report_id)
    return bool(reports)


def _remove(work: Work, connection_id: str, message: str) -> None:
    """Take a message out of the connection, unless it is another by now."""
    connection = store.find_connection_by_id(work, connection_id)
    if connection and connection.message and connection.message == message:
        connection.remove_message()
        store.save_connection(work, connection)
