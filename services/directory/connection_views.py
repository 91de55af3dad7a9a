"""What members are shown of what is between them and others, and staff of what was reported."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from services.directory.model import Connection, Introduction, Member, Report, seen_by
from services.directory.views import View, member_card, moment

Members = Mapping[str, Member]


def card(member: Member) -> View | None:
    """Show a member as other members see them, or nothing of who is not listed."""
    profile = seen_by(member, "members")
    return member_card(member.member_id, profile) if profile else None


def connection(one: Connection, viewer: str, people: Members, now: datetime) -> View | None:
    """Show what is between two people to one of them; nothing when the other is a member no more."""
    other = people.get(one.other_than(viewer))
    shown = card(other) if other else None
    if shown is None:
        return None
    return {"person": shown} | standing(one, viewer, now) | {"introduced_by": _named(one.introduced_by, people)}


def standing(one: Connection | None, viewer: str, now: datetime) -> View:
    """Show how it stands between two people to one of them; a request that was declined looks as if it waited."""
    how = one.standing(viewer, now) if one else "none"
    known = one if one and how != "none" else None
    return {
        "standing": how,
        "connection_id": known.connection_id if known else None,
        "asked_by_you": bool(known and known.asked_by == viewer),
        "message": known.message if known else "",
        "source": known.source if known else None,
        "asked_at": moment(known.asked_at) if known else None,
        "connected_at": moment(known.connected_at) if known else None,
    }


def introduction(one: Introduction, viewer: str, people: Members) -> View | None:
    """Show an introduction to one of the two; nothing when either of the others is a member no more."""
    other, by = people.get(one.other_than(viewer)), people.get(one.by)
    shown, introducer = (card(other) if other else None), (card(by) if by else None)
    if shown is None or introducer is None:
        return None
    return {
        "introduction_id": one.introduction_id,
        "person": shown,
        "introduced_by": _named(one.by, people),
        "words": one.words,
        "introduced_at": moment(one.introduced_at),
    }


def report(one: Report, names: Mapping[str, str]) -> View:
    """Show staff what was reported; who is a member no more has no name."""
    return {
        "report_id": one.report_id,
        "version": one.version,
        "reporter": {"person_id": one.by, "name": names.get(one.by)},
        "author": {"person_id": one.about, "name": names.get(one.about)},
        "fault": one.fault,
        "words": one.words,
        "message": one.message,
        "state": one.state,
        "outcome": one.outcome or None,
        "reported_at": moment(one.reported_at),
        "closed_at": moment(one.closed_at),
    }


def _named(person_id: str, people: Members) -> dict[str, Any] | None:
    member = people.get(person_id)
    if member is None or not member.is_listed:
        return None
    return {"person_id": person_id, "name": member.profile.name}
