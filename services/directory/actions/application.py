"""Writing, submitting and withdrawing an application (clause 12)."""

from __future__ import annotations

from typing import Any

from bus.actor import Actor
from bus.database import Work
from services.directory import events, policies, store, views
from services.directory.actions import assigning
from services.directory.actions.joining import withdraw
from services.directory.actions.rules import expect, keeping_rules
from services.directory.actions.wave import take_place
from services.directory.errors import AlreadyApplied, AlreadyMember, NoApplication
from services.directory.model import Application, Profile
from services.directory.views import View


@keeping_rules
def save_application(
    work: Work, actor: Actor, application_id: str | None = None, version: int | None = None, **given: Any
) -> View:
    """Start a draft, or change the one that is named.

    Raises `AlreadyApplied`, `AlreadyMember`, `NoPerson`, `NoApplication`, `VersionConflict`, `NotAChoice`,
    `not_a_draft`.
    """
    policies.require(policies.may_apply(actor))
    if not application_id:
        return _start(work, actor, store.lists(work).chosen_for(Profile(), given))
    application = _own(work, actor, application_id, version)
    application.edit(store.lists(work).chosen_for(application.profile, given), work.now)
    store.save_application(work, application)
    return views.application(application)


@keeping_rules
def submit_application(work: Work, actor: Actor, application_id: str, version: int) -> View:
    """Hand a draft to the panel of its region, in a wave that is open to it, and to two of its assessors (clause 24).

    Raises `NoApplication`, `VersionConflict`, `not_a_draft`, `too_early`, `Missing`, `TooLong`, `NotAChoice`,
    `NoOpenWave`, `WaveFull`; emits `application.submitted`, and `assignment.made` for each assessor.
    """
    application = _own(work, actor, application_id, version)
    application.require_complete(work.now)
    application.profile = store.lists(work).recoded(application.profile)
    store.lists(work).chosen("regions", application.profile.region or "", "/region")
    application.submit(take_place(work, application).wave_id, work.now)
    store.hold_panel(work, application.profile.region or "")  # Before all else: who must wait has done little yet.
    told = events.application_submitted(application, store.leaders_of(work, application))
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


def _start(work: Work, actor: Actor, given: dict[str, Any]) -> View:
    live, member = store.find_live_application(work, actor.id), store.find_member(work, actor.id)
    if live:
        raise AlreadyApplied(data=views.application(live))
    if member and member.is_listed:
        raise AlreadyMember()
    application = Application.start(work.new_id(), actor.id, given, work.now)
    application.not_before = _not_before(store.find_latest_application(work, actor.id))
    store.hold_person(work, actor.id)
    store.add_application(work, application)
    store.record(work, actor, "application.started", application.application_id)
    return views.application(application)


def _not_before(latest: Application | None) -> str | None:
    """Tell from when on a person may submit again: what a not yet said also holds for what was withdrawn since."""
    return (latest.again_on or latest.not_before) if latest else None


def _own(work: Work, actor: Actor, application_id: str, version: int | None) -> Application:
    application = store.get_application(work, application_id)
    if not policies.may_keep(actor, application):
        raise NoApplication()
    expect(version, application.version, views.application(application))
    return application
