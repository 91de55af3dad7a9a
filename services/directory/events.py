"""The facts the directory publishes, and how each is told from its aggregate."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, validate

from bus.events import Event, personal
from services.directory.model import Application, Member, Person, Role
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


class PersonErased(Event):
    """A person is to be forgotten: whoever keeps anything about them erases it, down to the id."""

    type, source, subject, tombstone = "person.erased", "directory", "person_id", True
    person_id = fields.String(required=True)


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


class ApplicationSubmitted(Event):
    """A person handed their application to the panel of a region."""

    type, source, subject, private = "application.submitted", "directory", "application_id", True
    application_id = fields.String(required=True)
    person_id = fields.String(required=True)
    name = fields.String(required=True, metadata=personal)
    region = fields.String(required=True)
    role = fields.String(required=True, metadata=personal)
    organisation = fields.String(required=True, metadata=personal)
    background = fields.String(required=True)
    topics = fields.List(fields.String(), required=True)
    biography = fields.String(required=True, metadata=personal)
    commitment = fields.String(required=True, metadata=personal)
    experience = fields.String(required=True, metadata=personal)
    understanding = fields.String(required=True, metadata=personal)
    submitted_at = fields.String(required=True)
    decide_by = fields.String(required=True)


class ApplicationWithdrawn(Event):
    """What the panel had before it is withdrawn: the person `asked`, has `joined` in another way, or is `erased`."""

    type, source, subject, private = "application.withdrawn", "directory", "application_id", True
    application_id = fields.String(required=True)
    person_id = fields.String(required=True)
    name = fields.String(required=True, metadata=personal)
    region = fields.String(required=True)
    reason = fields.String(required=True, validate=validate.OneOf(("asked", "joined", "erased")))


class ApplicationDecided(Event):
    """The chair accepted a person, or said not yet with feedback (clause 20)."""

    type, source, subject, private = "application.decided", "directory", "application_id", True
    application_id = fields.String(required=True)
    person_id = fields.String(required=True)
    name = fields.String(required=True, metadata=personal)
    region = fields.String(required=True)
    outcome = fields.String(required=True, validate=validate.OneOf(("accepted", "not_yet")))
    feedback = fields.String(required=True, metadata=personal)
    decided_at = fields.String(required=True)


class RoleState(Schema):
    """One role a person holds; staff hold it everywhere, so without a region."""

    role = fields.String(required=True)
    region = fields.String(required=True, allow_none=True)


class _RoleChange(Event):
    """A change of roles, with all roles the person holds now. Told again, `role` and `region` are null."""

    source, subject, private = "directory", "person_id", True
    person_id = fields.String(required=True)
    role = fields.String(required=True, allow_none=True)
    region = fields.String(required=True, allow_none=True)
    roles = fields.List(fields.Nested(RoleState), required=True)


class RoleGranted(_RoleChange):
    """A person was given a role."""

    type = "role.granted"


class RoleRevoked(_RoleChange):
    """A role was taken from a person."""

    type = "role.revoked"


PUBLISHED: tuple[type[Event], ...] = (
    MemberJoined,
    MemberUpdated,
    MemberLeft,
    EntryCheckDue,
    PersonErased,
    PersonNominated,
    ApplicationSubmitted,
    ApplicationWithdrawn,
    ApplicationDecided,
    RoleGranted,
    RoleRevoked,
)


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


def application_submitted(application: Application) -> dict[str, Any]:
    """Tell the panel all that the applicant wrote, and by when to decide."""
    written = application.profile.to_dict() | application.answers
    del written["visibility"]
    times = {"submitted_at": moment(application.submitted_at), "decide_by": moment(application.decide_by)}
    return _whose(application) | written | times


def application_withdrawn(application: Application, reason: str) -> dict[str, Any]:
    """Tell whose application the panel need not look at any more, and why: `asked`, `joined` or `erased`."""
    return _whose(application) | {"reason": reason}


def application_decided(application: Application) -> dict[str, Any]:
    """Tell the outcome and the feedback."""
    decision = {"outcome": application.outcome, "feedback": application.feedback}
    return _whose(application) | decision | {"decided_at": moment(application.decided_at)}


def role_change(person: Person, role: Role) -> dict[str, Any]:
    """Tell which role changed, and all that are held now."""
    return present_roles(person) | role.to_dict()


def present_roles(person: Person) -> dict[str, Any]:
    """Tell again which roles a person holds, also that they hold none any more."""
    roles = [each.to_dict() for each in person.roles]
    return {"person_id": person.person_id, "role": None, "region": None, "roles": roles}


def _whose(application: Application) -> dict[str, Any]:
    profile = application.profile
    ids = {"application_id": application.application_id, "person_id": application.person_id}
    return ids | {"name": profile.name, "region": profile.region}
