"""Who assesses what: assigned by balance, taken off for a reason, and replaced by the next (clause 19)."""

from __future__ import annotations

from bus.actor import Actor
from bus.database import Work
from services.directory import events, store
from services.directory.model import FOUND, Application, Assignment, next_assessors

AT_ONCE = 20


def staff_up(work: Work, actor: Actor, application: Application) -> None:
    """Assign whoever is free until there are enough, or mark the application as short-handed.

    Changes the application without saving it. Emits `assignment.made` for each.
    """
    if application.wanted:
        store.hold_panel(work, application.profile.region or "")
        free = store.workloads_of(work, store.list_free(work, application))
        for assessor_id in next_assessors(free, application.wanted):
            give(work, actor, application, assessor_id)
    _mark(work, actor, application)


def give(work: Work, actor: Actor, application: Application, assessor_id: str) -> None:
    """Assign one assessor. Emits `assignment.made`."""
    region, days = application.profile.region or "", work.settings.assessment_days
    assignment = Assignment.give(work.new_id(), application.application_id, assessor_id, region, work.now, days)
    application.assign(assessor_id)
    work.emit(events.AssignmentMade, events.assignment_made(assignment, application), of=assignment)
    store.add_assignment(work, assignment)
    store.record(work, actor, "assignment.made", application.application_id, assessor_id=assessor_id)


def take_off(work: Work, actor: Actor, application: Application, assignment: Assignment, reason: str) -> None:
    """End one assignment; scores that were given for it do not count any more."""
    save = store.close_assignment if assignment.is_open else store.save_assignment
    assignment.end(reason)
    save(work, assignment)
    application.take_off(assignment.assessor_id)
    who = {"assessor_id": assignment.assessor_id, "reason": reason}
    store.record(work, actor, "assignment.ended", application.application_id, **who)


def note_score(work: Work, actor: Actor, application: Application) -> None:
    """Count the final scores of whoever acts, and ask a third assessor when two lie apart."""
    assignment = store.find_assignment(work, application.application_id, actor.id)
    if assignment and assignment.is_open:
        assignment.score()
        store.close_assignment(work, assignment)
    application.count_score(actor.id)
    settle(work, actor, application)


def settle(work: Work, actor: Actor, application: Application) -> None:
    """Weigh the scores that count, assign whom that takes, and save who assesses."""
    before = application.scores_needed
    application.weigh(store.list_assessments(work, application.application_id))
    if application.scores_needed > before:
        store.record(work, actor, "application.third_needed", application.application_id, reason="scores_apart")
    staff_up(work, actor, application)
    store.save_standing(work, application)


def close(work: Work, application: Application, reason: str) -> None:
    """End what is open for an application that its panel need not look at any more."""
    for assignment in store.list_assignments(work, [application.application_id]):
        if assignment.is_open:
            assignment.end(reason)
            store.close_assignment(work, assignment)


def fill_up(work: Work, actor: Actor, region: str) -> None:
    """Assign a new assessor to what is short-handed in their region, the longest waiting first; a job does the rest."""
    store.hold_panel(work, region)
    for application in store.list_short_handed(work, [region], "", AT_ONCE):
        staff_up(work, actor, application)
        store.save_standing(work, application)


def hand_over(work: Work, actor: Actor, assessor_id: str, region: str, reason: str) -> None:
    """Give what somebody has open on a panel to the next, because they sit on it no more."""
    store.hold_panel(work, region)
    for assignment in store.list_open_in(work, assessor_id, region):
        replace(work, actor, store.get_application(work, assignment.application_id), assignment, reason)


def step_aside(work: Work, actor: Actor, assessor_id: str) -> None:
    """Take an assessor who has a new employer off what their new colleagues wrote."""
    after = ""
    while some := store.page_open(work, assessor_id, after, AT_ONCE):
        after = store.place_in_order(some[-1])
        for assignment in some:
            take_off_colleague(work, actor, store.get_application(work, assignment.application_id), assignment)


def take_off_colleague(work: Work, actor: Actor, application: Application, assignment: Assignment) -> bool:
    """Assign the next instead of an assessor who works, or worked, with the applicant; return whether they do."""
    found = store.list_colleagues(work, application, [assignment.assessor_id])
    if found:
        application.bar(assignment.assessor_id)
        replace(work, actor, application, assignment, FOUND)
    return bool(found)


def replace(work: Work, actor: Actor, application: Application, assignment: Assignment, reason: str) -> None:
    """Take an assessor off, and assign the next."""
    take_off(work, actor, application, assignment, reason)
    settle(work, actor, application)


def _mark(work: Work, actor: Actor, application: Application) -> None:
    """Say whether an application waits for assessors that its panel does not have."""
    is_short = application.wanted > 0
    if is_short and not application.short_handed:
        lacks = "third" if application.scored_count >= application.scores_needed - 1 > 1 else "assessors"
        detail = {"reason": "nobody_free", "lacks": lacks}
        store.record(work, actor, "application.short_handed", application.application_id, **detail)
    application.short_handed = is_short
