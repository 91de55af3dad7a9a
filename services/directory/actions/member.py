"""Confirming a membership, keeping its entry current, and leaving (clause 9)."""

from __future__ import annotations

from typing import Any

from bus.actor import Actor
from bus.database import Work
from services.directory import events, policies, store, views
from services.directory.actions import assigning, belonging
from services.directory.actions.joining import list_member
from services.directory.actions.leaving import part_from_all
from services.directory.actions.person import take_roles
from services.directory.actions.rules import expect, keeping_rules
from services.directory.errors import NotAMember
from services.directory.model import Member
from services.directory.views import View

AT_ONCE = 20


@keeping_rules
def confirm_membership(work: Work, actor: Actor, version: int, **given: Any) -> View:
    """List a nominated person as they want to be seen.

    Raises `NotAMember`, `VersionConflict`, `NotAChoice`, `already_member`, `Missing`; emits `member.joined`.
    """
    member = _own(work, actor, version)
    member.confirm(store.lists(work).chosen_for(member.profile, given), work.now)
    list_member(work, actor, member)
    return views.own_profile(member)


@keeping_rules
def update_profile(work: Work, actor: Actor, version: int, **given: Any) -> View:
    """Change a member's own profile.

    Who names an organisation is replaced where they assess somebody of it. Raises `NotAMember`, `VersionConflict`,
    `NotAChoice`, `not_confirmed`, `Missing`; emits `member.updated`, and what `assigning.step_aside` does.
    """
    member = _own(work, actor, version)
    worked_at = member.worked_at
    member.update(store.lists(work).chosen_for(member.profile, given), work.now)
    belonging.settle(work, member)
    work.emit(events.MemberUpdated, events.member_state(member), of=member)
    store.save_member(work, member)
    store.record(work, actor, "member.updated", member.member_id)
    if member.worked_at != worked_at:
        assigning.step_aside(work, actor, member.member_id)
    return views.own_profile(member)


@keeping_rules
def check_entry(work: Work, actor: Actor) -> View:
    """Say that one's own entry is still right.

    Raises `NotAMember`, `NotAllowed`; emits `member.updated`, once a day at most.
    """
    policies.require(policies.may_check(actor))
    member = store.find_member(work, actor.id)
    if member is None or not member.is_listed:
        raise NotAMember()
    if not member.was_checked_lately(work.now):
        member.check(work.now)
        work.emit(events.MemberUpdated, events.member_state(member), of=member)
        store.save_member(work, member)
        store.record(work, actor, "member.checked", member.member_id)
    return views.checked(member)


def ask_to_check(work: Work) -> bool:
    """Ask some of those whose entry was last checked long ago; return whether more may be due.

    Who does not answer is asked again after as long a time, and stays listed. Emits `entry.check_due`.
    """
    due = store.list_members_to_ask(work, AT_ONCE)
    for member in due:
        work.emit(events.EntryCheckDue, events.entry_check_due(member), of=member)
        member.ask_anew(work.now)
        store.save_asking(work, member)
    return len(due) == AT_ONCE


@keeping_rules
def leave_community(work: Work, actor: Actor, version: int) -> View:
    """Be a member no more: the entry goes, and so do connections and the roles on panels.

    Raises `NotAMember`, `VersionConflict`, `not_confirmed`; emits `member.left`, and `role.revoked` for each role.
    """
    member = _own(work, actor, version)
    store.hold_person(work, actor.id)
    member.leave()
    work.emit(events.MemberLeft, {"member_id": member.member_id}, of=member)
    store.save_member(work, member)
    store.forget_photograph(work, member.member_id)
    part_from_all(work, member.member_id)
    store.record(work, actor, "member.left", member.member_id)
    person = store.get_person(work, actor.id)
    take_roles(work, actor, person, [role for role in person.roles if role.region])
    return {"member_id": member.member_id, "version": member.version}


def _own(work: Work, actor: Actor, version: int) -> Member:
    policies.require(actor.is_person)
    member = store.find_member(work, actor.id)
    if member is None or member.has_left:
        raise NotAMember()
    expect(version, member.version, views.own_profile(member))
    return member
