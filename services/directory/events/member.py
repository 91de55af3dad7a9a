"""What is told of members."""

from __future__ import annotations

from typing import Any

from marshmallow import fields

from bus.events import Event, personal
from services.directory.model import Member
from services.directory.views import moment


class _MemberState(Event):
    """The whole state of a member that any member may read (clause 1)."""

    source, subject = "directory", "member_id"
    member_id = fields.String(required=True)
    name = fields.String(required=True, metadata=personal)
    role = fields.String(required=True, metadata=personal)
    organisation = fields.String(required=True, metadata=personal)
    region = fields.String(required=True)
    background = fields.String(required=True)
    topics = fields.List(fields.String(), required=True)
    biography = fields.String(required=True, metadata=personal)
    visibility = fields.String(required=True)
    joined_at = fields.String(required=True)
    checked_at = fields.String(required=True)


class MemberJoined(_MemberState):
    """A person became a member."""

    type = "member.joined"


class MemberUpdated(_MemberState):
    """A member changed their profile."""

    type = "member.updated"


class MemberLeft(Event):
    """A person is a member no more; the last that is told of a member, so copies go."""

    type, source, subject, tombstone = "member.left", "directory", "member_id", True
    member_id = fields.String(required=True)


class EntryCheckDue(Event):
    """A member said long ago, `checked_at`, that their entry is right, and may be asked whether it still is."""

    type, source, subject, private = "entry.check_due", "directory", "person_id", True
    person_id = fields.String(required=True)
    name = fields.String(required=True, metadata=personal)
    checked_at = fields.String(required=True)


class PersonNominated(Event):
    """An organisation nominated a person; `confirmed` when they agreed elsewhere already.

    Told again, `address` is null: the directory does not keep it.
    """

    type, source, subject, private = "person.nominated", "directory", "person_id", True
    person_id = fields.String(required=True)
    name = fields.String(required=True, metadata=personal)
    address = fields.String(required=True, allow_none=True, metadata=personal)
    nominating_organisation = fields.String(required=True, metadata=personal)
    region = fields.String(required=True)
    confirmed = fields.Boolean(required=True)


def member_state(member: Member) -> dict[str, Any]:
    """Tell what any member may read of a listed member."""
    times = {"joined_at": moment(member.joined_at), "checked_at": moment(member.checked_at)}
    return {"member_id": member.member_id, **times, **member.profile.to_dict()}


def present_member(member: Member) -> dict[str, Any] | None:
    """Tell a listed member again, and nobody else."""
    return member_state(member) if member.is_listed else None


def entry_check_due(member: Member) -> dict[str, Any]:
    """Tell whose entry was last checked when."""
    return {"person_id": member.member_id, "name": member.profile.name, "checked_at": moment(member.checked_at)}


def person_nominated(member: Member, address: str | None) -> dict[str, Any]:
    """Tell who was nominated, and the address to invite them at; the directory does not keep it."""
    return {
        "person_id": member.member_id,
        "name": member.profile.name,
        "address": address,
        "nominating_organisation": member.nominating_organisation,
        "region": member.profile.region,
        "confirmed": member.is_listed,
    }


def present_nomination(member: Member) -> dict[str, Any] | None:
    """Tell again who was nominated, without the address."""
    return person_nominated(member, None) if member.nominating_organisation else None
