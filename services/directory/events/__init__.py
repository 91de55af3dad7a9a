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
from services.directory.events.assignment import (
    ApplicationMoved,
    AssignmentDue,
    AssignmentMade,
    application_moved,
    assignment_due,
    assignment_made,
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
    ApplicationMoved,
    AssignmentMade,
    AssignmentDue,
    RoleGranted,
    RoleRevoked,
)

__all__ = [
    "PUBLISHED",
    "ApplicationDecided",
    "ApplicationMoved",
    "ApplicationSubmitted",
    "ApplicationWithdrawn",
    "AssignmentDue",
    "AssignmentMade",
    "EntryCheckDue",
    "MemberJoined",
    "MemberLeft",
    "MemberUpdated",
    "PersonErased",
    "PersonNominated",
    "RoleGranted",
    "RoleRevoked",
    "application_decided",
    "application_moved",
    "application_submitted",
    "application_withdrawn",
    "assignment_due",
    "assignment_made",
    "entry_check_due",
    "member_state",
    "person_nominated",
    "present_member",
    "present_nomination",
    "present_roles",
    "role_change",
]
