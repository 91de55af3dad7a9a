"""What panels arrange: stepping back, replacing who is silent, a deputy, another region's panel (clause 19)."""

from __future__ import annotations

from datetime import date

from bus.actor import Actor
from bus.database import Work
from bus.errors import Conflict, Invalid
from services.directory import events, panel_views, policies, store, views
from services.directory.actions import assigning
from services.directory.actions.rules import expect, keeping_rules
from services.directory.model import Application, Assignment
from services.directory.views import View

AT_ONCE = 20
ITSELF = Actor("service", "directory")


@keeping_rules
def declare_conflict(work: Work, actor: Actor, application_id: str, reason: str) -> View:
    """Step back from an application, as its assessor or chair; the next is assigned. Saying so again changes nothing.

    Raises `NoApplication`, `NotAllowed`, `not_under_assessment`; emits `assignment.made` for who comes instead.
    """
    application = _concerned(work, application_id)
    if actor.id in application.barred:
        return panel_views.stepped_back(application)
    policies.require(policies.may_step_back(actor, store.panel_roles_of(work, actor), application))
    _refuse_what_is_over(application)
    store.record(work, actor, "conflict.declared", application_id, reason=reason)
    assignment = store.find_assignment(work, application_id, actor.id)
    if assignment and assignment.status != "ended":
        assigning.take_off(work, actor, application, assignment, reason)
    application.bar(actor.id)
    assigning.settle(work, actor, application)
    return panel_views.stepped_back(application)


@keeping_rules
def reassign_application(
    work: Work, actor: Actor, application_id: str, assessor_id: str, to: str | None = None
) -> View:
    """Replace an assessor who is silent by the next, or by one whom the chair chooses; their draft stays theirs.

    When nobody else is free, a third who is late is taken off all the same: the chair decides on two scores.

    Raises `NoApplication`, `NotAllowed`, `not_under_assessment`, `not_assigned`, `nobody_free`, `not_free`; emits
    `assignment.made`.
    """
    application = _led(work, actor, application_id)
    assignment = store.find_assignment(work, application_id, assessor_id)
    if assignment is None or not assignment.is_open:
        raise Conflict("not_assigned")
    store.hold_panel(work, application.profile.region or "")
    free = store.list_free(work, application)
    if not free:
        application.require_dispensable(assignment, work.now)
    if to and to not in free:
        raise Conflict("not_free")
    assigning.take_off(work, actor, application, assignment, "silent")
    if to:
        assigning.give(work, actor, application, to)
    assigning.settle(work, actor, application)
    return panel_views.standing(application)


@keeping_rules
def move_application(work: Work, actor: Actor, application_id: str, version: int, region: str, reason: str) -> View:
    """Hand an application to the panel of another region, which begins anew; scores are kept and do not count.

    Raises `NoApplication`, `NotAllowed`, `VersionConflict`, `NotAChoice`, `not_under_assessment`, `same_region`;
    `nobody_free` where all of a panel were asked before or may not judge it; emits `application.moved`, and
    `assignment.made` for the assessors there.
    """
    application = _led(work, actor, application_id)
    expect(version, application.version, views.decided(application))
    region, left = store.lists(work).chosen("regions", region, "/region"), application.profile.region or ""
    application.move(region, work.now)
    if store.list_panel(work, region, "assessor") and not store.list_free(work, application):
        raise Conflict("nobody_free")
    for assignment in store.list_assignments(work, [application_id]):
        if assignment.status != "ended":
            assigning.take_off(work, actor, application, assignment, "moved")
    detail = {"from_region": left, "region": region, "reason": reason}
    store.record(work, actor, "application.moved", application_id, **detail)
    told = events.application_moved(application, left, reason, store.leaders_of(work, application))
    work.emit(events.ApplicationMoved, told, of=application)
    assigning.staff_up(work, actor, application)
    store.save_application(work, application)
    return panel_views.standing(application)


def name_deputy(work: Work, actor: Actor, region: str, person_id: str | None = None, until: date | None = None) -> View:
    """Let somebody who sits on the panel do what its chair may, until and including a day; nobody ends it.

    Raises `NotAllowed`, `NotAChoice`, `NoPerson`, `not_on_panel` and `Invalid` for a day that is over.
    """
    region = store.lists(work).known("regions", region, "/region")
    policies.require(policies.may_lead(store.panel_roles_of(work, actor), region))
    panel = store.find_panel(work, region)
    if person_id and until:
        _refuse_the_past(until, work.now.date())
        if region not in {role.region for role in store.get_person(work, person_id).roles}:
            raise Conflict("not_on_panel")
        panel.name(person_id, until)
    else:
        panel.release()
    store.save_panel(work, panel)
    detail = {"deputy_id": panel.deputy_id or None, "until": panel.deputy_until or None}
    store.record(work, actor, "deputy.named", f"panel {region}", **detail)
    return panel_views.deputy(panel)


def remind_assessors(work: Work) -> bool:
    """Remind some assessors of what is due soon, or late; return whether more may be due.

    Who has come to work with the applicant meanwhile is replaced instead. Emits `assignment.due`, `assignment.made`.
    """
    due = store.list_to_remind(work, AT_ONCE)
    for assignment in due:
        application = store.get_application(work, assignment.application_id)
        if not assigning.take_off_colleague(work, ITSELF, application, assignment):
            _remind(work, application, assignment)
    return len(due) == AT_ONCE


def fill_panels(work: Work, actor: Actor, regions: frozenset[str], after: str) -> str | None:
    """Assign whoever is free now to some of what is short-handed; return how far it came, None at the end."""
    waiting = store.list_short_handed(work, regions, after, AT_ONCE)
    for application in waiting:
        assigning.settle(work, actor, application)
    return store.place_of(waiting[-1]) if len(waiting) == AT_ONCE else None


def _remind(work: Work, application: Application, assignment: Assignment) -> None:
    state = assignment.remind(work.now)
    work.emit(events.AssignmentDue, events.assignment_due(assignment, application, state), of=assignment)
    store.save_assignment(work, assignment)


def _led(work: Work, actor: Actor, application_id: str) -> Application:
    """Return an application whose panel the caller leads, while it is under assessment."""
    application = _concerned(work, application_id)
    policies.require(policies.may_decide(actor, store.panel_roles_of(work, actor), application))
    policies.require(not store.is_barred(work, actor, application))
    _refuse_what_is_over(application)
    return application


def _concerned(work: Work, application_id: str) -> Application:
    application = store.get_application(work, application_id)
    work.concern(application.person_id)
    return application


def _refuse_what_is_over(application: Application) -> None:
    if not application.is_under_assessment:
        raise Conflict("not_under_assessment")


def _refuse_the_past(until: date, today: date) -> None:
    if until < today:
        message = "Give a day that is not over."
        raise Invalid(errors=[{"pointer": "/until", "code": "out_of_range", "message": message}])
