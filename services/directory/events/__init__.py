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
from services.directory.events.wave import (
    InterestAnswered,
    WaveClosed,
    WaveOpened,
    interest_answered,
    wave_closed,
    wave_opened,
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
    ApplicationDecided,
    RoleGranted,
    RoleRevoked,
    WaveOpened,
    WaveClosed,
    InterestAnswered,
)

__all__ = [
    "PUBLISHED",
    "ApplicationDecided",
    "ApplicationSubmitted",
    "ApplicationWithdrawn",
    "EntryCheckDue",
    "InterestAnswered",
    "MemberJoined",
    "MemberLeft",
    "MemberUpdated",
    "PersonErased",
    "PersonNominated",
    "RoleGranted",
    "RoleRevoked",
    "WaveClosed",
    "WaveOpened",
    "application_decided",
    "application_submitted",
    "application_withdrawn",
    "entry_check_due",
    "interest_answered",
    "member_state",
    "person_nominated",
    "present_member",
    "present_nomination",
    "present_roles",
    "role_change",
    "wave_closed",
    "wave_opened",
]
