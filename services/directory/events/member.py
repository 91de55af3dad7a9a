"""What is told of members."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from bus.events import Event, personal
from services.directory.model import Member, fields_for_members
from services.directory.views import entry, moment


class PastOrganisation(Schema):
    """Where a member was until a day."""

    name = fields.String(required=True, metadata=personal)
    until = fields.String(required=True)


class LinkState(Schema):
    """A page of a member's elsewhere."""

    label = fields.String(required=True, metadata=personal)
    url = fields.String(required=True, metadata=personal)


class RecognitionState(Schema):
    """What a member is recognised for."""

    recognition_id = fields.String(required=True)
    topic = fields.String(required=True)
    reason = fields.String(required=True, metadata=personal)
    given_at = fields.String(required=True)


class _MemberState(Event):
    """The whole state of a member that any member may read (clause 1).

    What the member shows to nobody is empty. `hidden_from_public` names what is for members only: who shows anything
    to the public leaves that out, and the whole entry unless `visibility` is public.
    """

    source, subject = "directory", "member_id"
    member_id = fields.String(required=True)
    name = fields.String(required=True, metadata=personal)
    role = fields.String(required=True, metadata=personal)
    organisation = fields.String(required=True, metadata=personal)
    organisation_id = fields.String(required=True, metadata=personal)
    organisation_kind = fields.String(required=True)
    region = fields.String(required=True)
    background = fields.String(required=True)
    partnership = fields.String(required=True)
    topics = fields.List(fields.String(), required=True)
    biography = fields.String(required=True, metadata=personal)
    organisations = fields.List(fields.Nested(PastOrganisation), required=True)
    interests = fields.List(fields.String(), required=True)
    offers = fields.List(fields.String(), required=True)
    offers_note = fields.String(required=True, metadata=personal)
    looking_for = fields.String(required=True, metadata=personal)
    links = fields.List(fields.Nested(LinkState), required=True)
    recognitions = fields.List(fields.Nested(RecognitionState), required=True)
    hidden_from_public = fields.List(fields.String(), required=True)
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


class RecognitionGiven(Event):
    """Staff recognised a member's expertise in a topic; who did stays with the directory (clause 27)."""

    type, source, subject, private = "recognition.given", "directory", "person_id", True
    person_id = fields.String(required=True)
    name = fields.String(required=True, metadata=personal)
    recognition_id = fields.String(required=True)
    topic = fields.String(required=True)
    reason = fields.String(required=True, metadata=personal)
    given_at = fields.String(required=True)


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
    """Tell what any member may read of a listed member, and what of it the public may not."""
    seen = entry(member.seen_by("members"))
    del seen["photograph"]  # It is shown from here, by who asks for it.
    seen["recognitions"] = [{name: each[name] for name in RecognitionState().fields} for each in seen["recognitions"]]
    hidden = [name for name in fields_for_members(member.profile) if name in seen]
    return {"member_id": member.member_id, **seen, "hidden_from_public": hidden}


def present_member(member: Member) -> dict[str, Any] | None:
    """Tell a listed member again, and nobody else."""
    return member_state(member) if member.is_listed else None


def entry_check_due(member: Member) -> dict[str, Any]:
    """Tell whose entry was last checked when."""
    return {"person_id": member.member_id, "name": member.profile.name, "checked_at": moment(member.checked_at)}


def recognition_given(member: Member) -> dict[str, Any]:
    """Tell who was recognised just now, and for what."""
    latest = member.recognitions[0]
    told = {name: latest[name] for name in ("recognition_id", "topic", "reason")}
    return {"person_id": member.member_id, "name": member.profile.name, **told, "given_at": moment(latest["given_at"])}


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
