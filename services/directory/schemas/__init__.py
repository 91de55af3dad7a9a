"""What may be asked of the directory: one schema a call, by noun. Nothing is consumed from other services."""

from services.directory.schemas.application import (
    ApplicationVersion,
    GetApplication,
    ListApplications,
    SaveApplication,
)
from services.directory.schemas.assessment import Assess
from services.directory.schemas.decision import (
    Answer,
    AskApplicant,
    ChangeDecision,
    DecideApplication,
    TakeBackDecision,
)
from services.directory.schemas.member import (
    ChangeProfile,
    CheckEntry,
    GetMember,
    ImportNomination,
    LeaveCommunity,
    SearchMembers,
)
from services.directory.schemas.overview import GetOverview, ListOverseen, VerifyAudit
from services.directory.schemas.page import Nothing, Page
from services.directory.schemas.person import ChangeRole, ErasePerson, FindPerson, PersonErased, RegisterPerson

__all__ = [
    "Answer",
    "ApplicationVersion",
    "AskApplicant",
    "Assess",
    "ChangeDecision",
    "ChangeProfile",
    "ChangeRole",
    "CheckEntry",
    "DecideApplication",
    "ErasePerson",
    "FindPerson",
    "GetApplication",
    "GetMember",
    "GetOverview",
    "ImportNomination",
    "LeaveCommunity",
    "ListApplications",
    "ListOverseen",
    "Nothing",
    "Page",
    "PersonErased",
    "RegisterPerson",
    "SaveApplication",
    "SearchMembers",
    "TakeBackDecision",
    "VerifyAudit",
]
