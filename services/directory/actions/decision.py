"""The chair's decision: held for a while, mended with a reason, then told to the applicant (clauses 19, 20)."""

from __future__ import annotations

from datetime import timedelta

from bus.actor import Actor
from bus.database import Work
from services.directory import events, policies, store, views
from services.directory.actions import assigning
from services.directory.actions.erasing import erase_application
from services.directory.actions.joining import list_member
from services.directory.actions.rules import expect, keeping_rules
from services.directory.errors import AlreadyMember
from services.directory.model import WAIT_MONTHS, Application, Decision, Member, decision, months_after
from services.directory.views import View

AT_ONCE = 20
ITSELF = Actor("service", "directory")
OUTCOMES = {"accept": "accepted", "not_yet": "not_yet"}
THE_CHAIR = "The chair of the panel"


@keeping_rules
def decide_application(
    work: Work,
    actor: Actor,
    application_id: str,
    version: int,
    outcome: str,
    feedback: str | None = None,
    contact: str | None = None,
    again_in_months: int | None = None,
) -> View:
    """Accept the applicant as a member, or say not yet; it takes effect when it has been held.

    Raises `NoApplication`, `NotAllowed`, `VersionConflict`, `not_under_assessment`, `question_open`,
    `too_few_assessments`, `third_score_awaited`, `Missing`; emits what `_take_effect` does when nothing is held.
    """
    application = chaired(work, actor, application_id, version)
    alone = {"alone": "nobody_free"} if application.is_for_chair_alone else {}
    application.decide(_decision(work, actor, outcome, feedback, contact, again_in_months))
    store.record(work, actor, "application.decided", application_id, outcome=OUTCOMES[outcome], **alone)
    return _held(work, application)


@keeping_rules
def change_decision(
    work: Work,
    actor: Actor,
    application_id: str,
    version: int,
    outcome: str,
    code: str,
    reason: str,
    feedback: str | None = None,
    contact: str | None = None,
    again_in_months: int | None = None,
) -> View:
    """Change a decision that is held, which is then held anew, or correct a not yet to an acceptance.

    Raises `NoApplication`, `NotAllowed`, `VersionConflict`, `AlreadyMember`, `nothing_to_change`,
    `acceptance_stands`, `Missing`; emits what `_take_effect` does when nothing is held.
    """
    application = chaired(work, actor, application_id, version)
    decision.change(application, _decision(work, actor, outcome, feedback, contact, again_in_months))
    if application.status == "not_yet" and _is_listed(work, application.person_id):
        raise AlreadyMember()
    _record_reason(work, actor, "application.decision_changed", application_id, code, reason)
    return _held(work, application)


@keeping_rules
def take_back_decision(work: Work, actor: Actor, application_id: str, version: int, code: str, reason: str) -> View:
    """Take back a decision that is held: the application is before the panel again, or the not yet stands.

    Raises `NoApplication`, `NotAllowed`, `VersionConflict`, `nothing_to_take_back`.
    """
    application = chaired(work, actor, application_id, version)
    decision.take_back(application, work.now)
    store.save_application(work, application)
    _record_reason(work, actor, "application.decision_taken_back", application_id, code, reason)
    return views.decided(application)


def let_take_effect(work: Work) -> bool:
    """Let some of the decisions whose time has come take effect; return whether more may be due."""
    due = store.list_due(work, AT_ONCE)
    for application_id in due:
        application = store.get_application(work, application_id)
        if application.held:  # What took effect a moment ago may have withdrawn it: its person has joined.
            _take_effect(work, application, application.held)
    return len(due) == AT_ONCE


def chaired(work: Work, actor: Actor, application_id: str, version: int) -> Application:
    """Return an application as its chair saw it. Raises `NoApplication`, `NotAllowed`, `VersionConflict`."""
    application = store.get_application(work, application_id)
    work.concern(application.person_id)
    policies.require(policies.may_decide(actor, store.panel_roles_of(work, actor), application))
    policies.require(not store.is_barred(work, actor, application))
    expect(version, application.version, views.decided(application))
    return application


def _decision(
    work: Work, actor: Actor, outcome: str, feedback: str | None, contact: str | None, months: int | None
) -> Decision:
    work.concern(actor.id)
    is_not_yet = OUTCOMES[outcome] == "not_yet"
    again_on = months_after(work.now.date(), WAIT_MONTHS if months is None else months).isoformat()
    return Decision(
        outcome=OUTCOMES[outcome],
        feedback=feedback or "",
        contact=(contact or store.names_of(work, [actor.id]).get(actor.id, THE_CHAIR)) if is_not_yet else "",
        again_on=again_on if is_not_yet else None,
        decided_by=actor.id,
        made_at=work.now,
        effective_at=work.now + timedelta(seconds=work.settings.decision_hold_s),
    )


def _held(work: Work, application: Application) -> View:
    """Save a decision; without a hold it takes effect in the same transaction."""
    store.save_application(work, application)
    if application.held and application.held.effective_at <= work.now:
        _take_effect(work, application, application.held)
    return views.decided(application)


def _take_effect(work: Work, application: Application, held: Decision) -> None:
    """Tell the applicant, and list who is accepted; who was forgotten meanwhile is left alone.

    Emits `application.decided` and, when accepted, `member.joined` unless they joined in another way before.
    """
    if not store.is_known(work, application.person_id):
        erase_application(work, application)
        return
    if not store.is_known(work, held.decided_by):
        application.forget_decider()
    corrected = decision.take_effect(application, work.now)
    work.emit(events.ApplicationDecided, events.application_decided(application, corrected), of=application)
    store.save_application(work, application)
    assigning.close(work, application, "decided")
    store.record(work, ITSELF, "application.decision_effective", application.application_id, outcome=application.status)
    if application.status == "accepted" and not _is_listed(work, application.person_id):
        member = store.find_member(work, application.person_id) or Member(application.person_id)
        member.join(application.own_profile, work.now)
        list_member(work, ITSELF, member)


def _is_listed(work: Work, person_id: str) -> bool:
    member = store.find_member(work, person_id)
    return member is not None and member.is_listed


def _record_reason(work: Work, actor: Actor, action: str, application_id: str, code: str, reason: str) -> None:
    reason_id = store.add_reason(work, application_id, reason)
    store.record(work, actor, action, application_id, code=code, reason_id=reason_id)
