"""Writing, submitting and withdrawing an application, and the chair's decision (clauses 12, 19, 20)."""

from __future__ import annotations

from typing import Any

from bus.actor import Actor
from bus.database import Work
from services.directory import events, policies, store, views
from services.directory.actions import assigning
from services.directory.actions.joining import list_member, withdraw
from services.directory.actions.rules import expect, keeping_rules
from services.directory.actions.wave import take_place
from services.directory.errors import AlreadyApplied, AlreadyMember, NoApplication
from services.directory.model import Application, Member
from services.directory.views import View

_OUTCOMES = {"accept": "accepted", "not_yet": "not_yet"}


@keeping_rules
def save_application(
    work: Work, actor: Actor, application_id: str | None = None, version: int | None = None, **given: Any
) -> View:
    """Start a draft, or change the one that is named.

    Raises `AlreadyApplied`, `AlreadyMember`, `NoPerson`, `NoApplication`, `VersionConflict`, `not_a_draft`.
    """
    policies.require(policies.may_apply(actor))
    if not application_id:
        return _start(work, actor, given)
    application = _own(work, actor, application_id, version)
    application.edit(given, work.now)
    store.save_application(work, application)
    return views.application(application)


@keeping_rules
def submit_application(work: Work, actor: Actor, application_id: str, version: int) -> View:
    """Hand a draft to the panel of its region, in a wave that is open to it, and to two of its assessors (clause 24).

    Raises `NoApplication`, `VersionConflict`, `not_a_draft`, `Missing`, `NoOpenWave`, `WaveFull`; emits
    `application.submitted`, and `assignment.made` for each assessor.
    """
    application = _own(work, actor, application_id, version)
    application.require_complete()
    application.submit(take_place(work, application).wave_id, work.now)
    store.hold_panel(work, application.profile.region or "")  # Before all else: who must wait has done little yet.
    told = events.application_submitted(application, store.list_chairs_with_conflict(work, application))
    work.emit(events.ApplicationSubmitted, told, of=application)
    store.record(work, actor, "application.submitted", application_id)
    assigning.staff_up(work, actor, application)
    store.save_application(work, application)
    store.forget_wish(work, actor.id, "apply")
    return views.application(application)


@keeping_rules
def withdraw_application(work: Work, actor: Actor, application_id: str, version: int) -> View:
    """Take an application back.

    Raises `NoApplication`, `VersionConflict`, `not_live`; emits `application.withdrawn` if the panel had it.
    """
    application = _own(work, actor, application_id, version)
    withdraw(work, actor, application, "asked")
    return views.application(application)


@keeping_rules
def decide_application(
    work: Work, actor: Actor, application_id: str, version: int, outcome: str, feedback: str | None = None
) -> View:
    """Accept the applicant as a member, or say not yet with feedback.

    Raises `NoApplication`, `NotAllowed`, `VersionConflict`, `not_under_assessment`, `too_few_assessments`,
    `third_score_awaited`, `Missing`; emits `application.decided` and, when accepted, `member.joined`.
    """
    application = store.get_application(work, application_id)
    policies.require(policies.may_decide(actor, store.panel_roles_of(work, actor), application))
    policies.require(not store.is_barred(work, actor, application))
    alone = {"alone": "nobody_free"} if application.is_for_chair_alone else {}
    expect(version, application.version, views.application(application))
    application.decide(_OUTCOMES[outcome], feedback or "", work.now)
    work.emit(events.ApplicationDecided, events.application_decided(application), of=application)
    store.save_application(work, application)
    assigning.close(work, application, "decided")
    store.record(work, actor, "application.decided", application_id, outcome=application.status, **alone)
    if application.status == "accepted":
        member = store.find_member(work, application.person_id) or Member(application.person_id)
        member.join(application.own_profile, work.now)
        list_member(work, actor, member)
    return views.application(application)


def _start(work: Work, actor: Actor, given: dict[str, Any]) -> View:
    live, member = store.find_live_application(work, actor.id), store.find_member(work, actor.id)
    if live:
        raise AlreadyApplied(data=views.application(live))
    if member and member.is_listed:
        raise AlreadyMember()
    application = Application.start(work.new_id(), actor.id, given, work.now)
    store.hold_person(work, actor.id)
    store.add_application(work, application)
    store.record(work, actor, "application.started", application.application_id)
    return views.application(application)


def _own(work: Work, actor: Actor, application_id: str, version: int | None) -> Application:
    application = store.get_application(work, application_id)
    if not policies.may_keep(actor, application):
        raise NoApplication()
    expect(version, application.version, views.application(application))
    return application
