"""Who belongs to which organisation: found by the name they write, when they save it and when the register changes."""

from __future__ import annotations

from bus.actor import Actor
from bus.database import Work
from services.directory import events, store
from services.directory.actions import assigning
from services.directory.model import Member, Organisation

AT_ONCE = 20


def settle(work: Work, member: Member) -> bool:
    """Let a member belong to what they name, if the register knows it; return whether that is news."""
    found = store.find_organisation_named(work, member.profile.organisation)
    return member.belong(found.organisation_id if found else "", found.kind if found else "")


def match_members(work: Work, actor: Actor) -> bool:
    """Look at some members who name an organisation that has changed; return whether more may be due.

    Emits `member.updated` for whoever belongs to another organisation or kind than before, and `assignment.made` where
    an assessor turns out to work with an applicant.
    """
    unkeyed = store.list_unkeyed(work, AT_ONCE)
    for member in unkeyed:
        _match(work, actor, member)
    organisation = None if unkeyed else store.find_to_match(work)
    if organisation:
        _match_some(work, actor, organisation)
    return bool(unkeyed or organisation)


def _match_some(work: Work, actor: Actor, organisation: Organisation) -> None:
    members = store.list_to_match(work, organisation, organisation.matching or "", AT_ONCE)
    for member in members:
        _match(work, actor, member)
    organisation.is_matched_up_to(members[-1].member_id if len(members) == AT_ONCE else None)
    if organisation.removed and organisation.matching is None:
        store.delete_organisation(work, organisation)
    else:
        store.save_matching(work, organisation)


def _match(work: Work, actor: Actor, member: Member) -> None:
    is_news = settle(work, member)
    if is_news and member.is_listed:
        work.emit(events.MemberUpdated, events.member_state(member), of=member)
        organisation_id = member.profile.organisation_id or None
        store.record(work, actor, "member.matched", member.member_id, organisation_id=organisation_id)
    store.save_belonging(work, member)
    assigning.step_aside(work, actor, member.member_id)
