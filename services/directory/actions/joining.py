"""The one way in: however a person joins, they are listed once and no application of theirs stays open."""

from __future__ import annotations

from bus.actor import Actor
from bus.database import Work
from services.directory import events, store
from services.directory.actions import assigning, belonging
from services.directory.model import Application, Member


def list_member(work: Work, actor: Actor, member: Member) -> None:
    """List who has just joined, and close what they had under way, as applicant or as their colleague's assessor.

    Emits `member.joined`, and what `assigning.step_aside` does.
    """
    store.hold_person(work, member.member_id)
    belonging.settle(work, member)
    work.emit(events.MemberJoined, events.member_state(member), of=member)
    store.save_member(work, member)
    store.record(work, actor, "member.joined", member.member_id)
    store.forget_interest(work, member.member_id)
    assigning.step_aside(work, actor, member.member_id)
    application = store.find_live_application(work, member.member_id)
    if application:
        withdraw(work, actor, application, "joined")


def withdraw(work: Work, actor: Actor, application: Application, reason: str) -> None:
    """Withdraw an application, because the person `asked` or has `joined`; emits `application.withdrawn` when the
    panel had it.
    """
    application.withdraw(work.now)
    if application.submitted_at:
        work.emit(events.ApplicationWithdrawn, events.application_withdrawn(application, reason), of=application)
        store.hold_panel(work, application.profile.region or "")  # Nobody counts the places of the wave meanwhile.
        store.free_place(work, application.wave_id)
    store.save_application(work, application)
    assigning.close(work, application, "withdrawn")
    store.record(work, actor, "application.withdrawn", application.application_id)
