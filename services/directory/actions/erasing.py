"""Forgetting a person who asks for it (UK GDPR, article 17): what others see at once, the rest piece by piece."""

from __future__ import annotations

from bus.actor import Actor
from bus.database import Work
from services.directory import events, policies, store, views
from services.directory.actions import assigning, benefit
from services.directory.actions.contact import tell_blocks
from services.directory.actions.leaving import part_from_all
from services.directory.actions.person import take_roles
from services.directory.actions.report import erase_reports
from services.directory.errors import NoPerson
from services.directory.model import Application, Member
from services.directory.views import View

AT_ONCE = 10


def erase_person(work: Work, actor: Actor, person_id: str) -> View:
    """Leave a tombstone of a person, without roles, entry or anything before a panel; the same address is a stranger's.

    Who is erased already stays so. Raises `NoPerson`; emits `role.revoked` for each role, `application.withdrawn` if
    the panel had one, `member.left` if they were listed, and `person.erased`.
    """
    policies.require(policies.may_erase(actor, store.roles_of(work, actor)))
    person = store.find_person(work, person_id)
    if person is None:
        raise NoPerson()
    if person.erased_at is None:
        take_roles(work, actor, person, person.roles)
        _close(work, store.find_live_application(work, person_id))
        _unlist(work, store.find_member(work, person_id))
        store.forget_interest(work, person_id)
        store.forget_contacts(work, person_id)
        part_from_all(work, person_id)
        store.forget_calibrations(work, person_id)
        person.erase(work.now)
        work.emit(events.PersonErased, {"person_id": person_id}, of=person)
        store.save_person(work, person)
        store.record(work, actor, "person.erased", person_id)
    return {"person_id": person_id, "erased_at": views.moment(person.erased_at)}


def erase_writings(work: Work, person_id: str) -> bool:
    """Erase some of what a person wrote and what others wrote of it; return whether more may be left.

    The latest is looked at each time: an assessor may have been writing while it was erased.
    """
    latest = store.find_latest_application(work, person_id)
    if latest:
        _erase_reasons(work, latest)
    written = store.list_unerased_applications(work, person_id, AT_ONCE)
    for application in written:
        erase_application(work, application)
    more = _erase_meetings(work, person_id)
    return store.forget_contact(work, person_id, AT_ONCE) or bool(written) or more


def erase_application(work: Work, application: Application) -> None:
    """Erase what was written in an application and about it; ids and codes stay."""
    application.erase()
    _save(work, application)


def _erase_meetings(work: Work, person_id: str) -> bool:
    """Erase what a person wrote to others and others to them, and who helped whom; return whether more may be left."""
    part_from_all(work, person_id)
    return erase_reports(work, person_id) or _unblock(work, person_id)


def _unblock(work: Work, person_id: str) -> bool:
    """Let some of those who block a person block them no more; return whether more may be left."""
    blockers = store.list_blockers(work, person_id, AT_ONCE)
    for contact in blockers:
        contact.unblock(person_id)
        tell_blocks(work, contact)
    more = benefit.forget(work, person_id)
    return bool(blockers) or more


def _close(work: Work, application: Application | None) -> None:
    if application is None:
        return
    application.erase()
    if application.submitted_at:
        told = events.application_withdrawn(application, "erased")
        work.emit(events.ApplicationWithdrawn, told, of=application)
        store.hold_panel(work, application.profile.region or "")  # Nobody counts the places of the wave meanwhile.
        store.free_place(work, application.wave_id)
        assigning.close(work, application, "erased")
    _save(work, application)


def _unlist(work: Work, member: Member | None) -> None:
    if member is None:
        return
    if member.is_listed:
        work.emit(events.MemberLeft, {"member_id": member.member_id}, of=member)
    store.forget_photograph(work, member.member_id)
    store.delete_member(work, member.member_id)


def _save(work: Work, application: Application) -> None:
    store.save_application(work, application)
    _erase_reasons(work, application)


def _erase_reasons(work: Work, application: Application) -> None:
    store.delete_reasons(work, application.application_id)
    for assessment in store.list_assessments(work, application.application_id):
        if any(assessment.reasons.values()):
            assessment.erase()
            store.save_assessment(work, assessment)
