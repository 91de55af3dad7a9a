"""What is told of members who connect; only to who is asked, and to both when both agreed."""

from __future__ import annotations

from typing import Any

from marshmallow import fields

from bus.events import Event, personal
from services.directory.model import Connection, Introduction, Member
from services.directory.views import moment


class ConnectionRequested(Event):
    """A member asked another one, `person_id`, to connect (clause 32)."""

    type, source, subject, private = "connection.requested", "directory", "connection_id", True
    connection_id = fields.String(required=True)
    person_id = fields.String(required=True)
    asker_person_id = fields.String(required=True)
    name = fields.String(required=True, metadata=personal)
    asker_name = fields.String(required=True, metadata=personal)
    asker_role = fields.String(required=True, metadata=personal)
    asker_organisation = fields.String(required=True, metadata=personal)
    message = fields.String(required=True, metadata=personal)
    asked_at = fields.String(required=True)


class ConnectionMade(Event):
    """Two members are connected (clause 31): `person_id` waited for it, `other_person_id` said yes just now.

    `introducer_person_id` is who introduced them, if somebody did.
    """

    type, source, subject, private = "connection.made", "directory", "connection_id", True
    connection_id = fields.String(required=True)
    person_id = fields.String(required=True)
    other_person_id = fields.String(required=True)
    introducer_person_id = fields.String(required=True, allow_none=True)
    name = fields.String(required=True, metadata=personal)
    other_name = fields.String(required=True, metadata=personal)
    connected_at = fields.String(required=True)


class ConnectionIntroduced(Event):
    """A member would like two of their connections to know each other; both are asked (clause 40)."""

    type, source, subject, private = "connection.introduced", "directory", "introduction_id", True
    introduction_id = fields.String(required=True)
    person_id = fields.String(required=True)
    other_person_id = fields.String(required=True)
    introducer_person_id = fields.String(required=True)
    name = fields.String(required=True, metadata=personal)
    other_name = fields.String(required=True, metadata=personal)
    introducer_name = fields.String(required=True, metadata=personal)
    words = fields.String(required=True, metadata=personal)
    introduced_at = fields.String(required=True)


def connection_requested(connection: Connection, asked: Member, asker: Member) -> dict[str, Any]:
    """Tell who asks whom, as members see the asker."""
    seen = asker.seen_by("members").profile
    return {
        "connection_id": connection.connection_id,
        "person_id": asked.member_id,
        "asker_person_id": asker.member_id,
        "name": asked.profile.name,
        "asker_name": seen.name,
        "asker_role": seen.role,
        "asker_organisation": seen.organisation,
        "message": connection.message,
        "asked_at": moment(connection.asked_at),
    }


def connection_made(connection: Connection, waiting: Member, agreeing: Member) -> dict[str, Any]:
    """Tell who is connected, and who of them said yes just now."""
    return {
        "connection_id": connection.connection_id,
        "person_id": waiting.member_id,
        "other_person_id": agreeing.member_id,
        "introducer_person_id": connection.introduced_by or None,
        "name": waiting.profile.name,
        "other_name": agreeing.profile.name,
        "connected_at": moment(connection.connected_at),
    }


def connection_introduced(introduction: Introduction, pair: tuple[Member, Member], by: Member) -> dict[str, Any]:
    """Tell who is introduced to whom by whom."""
    one, other = pair
    return {
        "introduction_id": introduction.introduction_id,
        "person_id": one.member_id,
        "other_person_id": other.member_id,
        "introducer_person_id": by.member_id,
        "name": one.profile.name,
        "other_name": other.profile.name,
        "introducer_name": by.profile.name,
        "words": introduction.words,
        "introduced_at": moment(introduction.introduced_at),
    }
