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
    entry_check_due,
    member_state,
    person_nominated,
    present_member,
    present_nomination,
)
from services.directory.events.person import PersonErased, RoleGranted, RoleRevoked, present_roles, role_change
from services.directory.events.question import (
    ApplicationAnswered,
    ApplicationExpiring,
    ApplicationQuestioned,
    application_answered,
    application_expiring,
    application_questioned,
)

PUBLISHED: tuple[type[Event], ...] = (
    MemberJoined,
    MemberUpdated,
    MemberLeft,
    EntryCheckDue,
    PersonErased,
    PersonNominated,
    ApplicationSubmitted,
    ApplicationWithdrawn,
    ApplicationQuestioned,
    ApplicationAnswered,
    ApplicationExpiring,
    ApplicationDecided,
    RoleGranted,
    RoleRevoked,
)

__all__ = [
    "PUBLISHED",
    "ApplicationAnswered",
    "ApplicationDecided",
    "ApplicationExpiring",
    "ApplicationQuestioned",
    "ApplicationSubmitted",
    "ApplicationWithdrawn",
    "EntryCheckDue",
    "MemberJoined",
    "MemberLeft",
    "MemberUpdated",
    "PersonErased",
    "PersonNominated",
    "RoleGranted",
    "RoleRevoked",
    "application_answered",
    "application_decided",
    "application_expiring",
    "application_questioned",
    "application_submitted",
    "application_withdrawn",
    "entry_check_due",
    "member_state",
    "person_nominated",
    "present_member",
    "present_nomination",
    "present_roles",
    "role_change",
]
