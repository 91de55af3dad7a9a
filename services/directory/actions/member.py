"""Confirming a membership and keeping a profile current (clause 9)."""

from __future__ import annotations

from typing import Any

from bus.actor import Actor
from bus.database import Work
from services.directory import events, policies, store, views
from services.directory.actions.joining import list_member
from services.directory.actions.rules import expect, keeping_rules
from services.directory.errors import NotAMember
from services.directory.model import Member
from services.directory.views import View


@keeping_rules
def confirm_membership(work: Work, actor: Actor, version: int, **given: Any) -> View:
    """List a nominated person as they want to be seen.

    Raises `NotAMember`, `VersionConflict`, `already_member`, `Missing`; emits `member.joined`.
    """
    member = _own(work, actor, version)
    member.confirm(given, work.now)
    list_member(work, actor, member)
    return views.own_profile(member)


@keeping_rules
def update_profile(work: Work, actor: Actor, version: int, **given: Any) -> View:
    """Change a member's own profile.

    Raises `NotAMember`, `VersionConflict`, `not_confirmed`, `Missing`; emits `member.updated`.
    """
    member = _own(work, actor, version)
    member.update(given)
    work.emit(events.MemberUpdated, events.member_state(member), of=member)
    store.save_member(work, member)
    store.record(work, actor, "member.updated", member.member_id)
    return views.own_profile(member)


def _own(work: Work, actor: Actor, version: int) -> Member:
    policies.require(actor.is_person)
    member = store.find_member(work, actor.id)
    if member is None:
        raise NotAMember()
    expect(version, member.version, views.own_profile(member))
    return member
