"""What may be asked of the directory: one schema a call, by noun. Nothing is consumed from other services."""

from services.directory.schemas.application import (
    ApplicationVersion,
    DecideApplication,
    GetApplication,
    ListApplications,
    SaveApplication,
)
from services.directory.schemas.assessment import Assess
from services.directory.schemas.member import (
    ChangeProfile,
    CheckEntry,
    GetMember,
    ImportNomination,
    LeaveCommunity,
    SearchMembers,
)
from services.directory.schemas.page import Nothing, Page
from services.directory.schemas.panel import (
    DeclareConflict,
    GetExample,
    GetPanel,
    MoveApplication,
    NameDeputy,
    ReassignApplication,
    ScoreExample,
)
from services.directory.schemas.person import ChangeRole, ErasePerson, FindPerson, PersonErased, RegisterPerson

__all__ = [
    "ApplicationVersion",
    "Assess",
    "ChangeProfile",
    "ChangeRole",
    "CheckEntry",
    "DecideApplication",
    "DeclareConflict",
    "ErasePerson",
    "FindPerson",
    "GetApplication",
    "GetExample",
    "GetMember",
    "GetPanel",
    "ImportNomination",
    "LeaveCommunity",
    "ListApplications",
    "MoveApplication",
    "NameDeputy",
    "Nothing",
    "Page",
    "PersonErased",
    "ReassignApplication",
    "RegisterPerson",
    "SaveApplication",
    "ScoreExample",
    "SearchMembers",
]
