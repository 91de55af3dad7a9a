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
    PreviewProfile,
    SearchMembers,
    SettleStep,
)
from services.directory.schemas.page import Nothing, Page
from services.directory.schemas.person import (
    AddressOf,
    ChangeRole,
    ErasePerson,
    FindPerson,
    PersonErased,
    RegisterPerson,
)
from services.directory.schemas.recognition import GiveRecognition, ShowRecognition, TakeRecognition

__all__ = [
    "AddressOf",
    "ApplicationVersion",
    "Assess",
    "ChangeProfile",
    "ChangeRole",
    "CheckEntry",
    "DecideApplication",
    "ErasePerson",
    "FindPerson",
    "GetApplication",
    "GetMember",
    "GiveRecognition",
    "ImportNomination",
    "LeaveCommunity",
    "ListApplications",
    "Nothing",
    "Page",
    "PersonErased",
    "PreviewProfile",
    "RegisterPerson",
    "SaveApplication",
    "SearchMembers",
    "SettleStep",
    "ShowRecognition",
    "TakeRecognition",
]
