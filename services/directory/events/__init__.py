"""The facts the directory publishes, and how each is told from its aggregate."""

from bus.events import Event
from services.directory.events.application import (
    ApplicationDecided,
    ApplicationSubmitted,
    ApplicationWithdrawn,
    application_decided,
    application_submitted,
    application_withdrawn,
)
from services.directory.events.member import (
    EntryCheckDue,
    MemberJoined,
    MemberLeft,
    MemberUpdated,
    PersonNominated,
    RecognitionGiven,
    entry_check_due,
    member_state,
    person_nominated,
    present_member,
    present_nomination,
    recognition_given,
)
from services.directory.events.person import PersonErased, RoleGranted, RoleRevoked, present_roles, role_change

PUBLISHED: tuple[type[Event], ...] = (
    MemberJoined,
    MemberUpdated,
    MemberLeft,
    EntryCheckDue,
    RecognitionGiven,
    PersonErased,
    PersonNominated,
    ApplicationSubmitted,
    ApplicationWithdrawn,
    ApplicationDecided,
    RoleGranted,
    RoleRevoked,
)

__all__ = [
    "PUBLISHED",
    "ApplicationDecided",
    "ApplicationSubmitted",
    "ApplicationWithdrawn",
    "EntryCheckDue",
    "MemberJoined",
    "MemberLeft",
    "MemberUpdated",
    "PersonErased",
    "PersonNominated",
    "RecognitionGiven",
    "RoleGranted",
    "RoleRevoked",
    "application_decided",
    "application_submitted",
    "application_withdrawn",
    "entry_check_due",
    "member_state",
    "person_nominated",
    "present_member",
    "present_nomination",
    "present_roles",
    "recognition_given",
    "role_change",
]
