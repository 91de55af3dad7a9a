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
    ExportMembers,
    GetMember,
    ImportNomination,
    LeaveCommunity,
    SearchMembers,
)
from services.directory.schemas.page import Nothing, Page
from services.directory.schemas.person import ChangeRole, ErasePerson, FindPerson, PersonErased, RegisterPerson

__all__ = [
    "ApplicationVersion",
    "Assess",
    "ChangeProfile",
    "ChangeRole",
    "CheckEntry",
    "DecideApplication",
    "ErasePerson",
    "ExportMembers",
    "FindPerson",
    "GetApplication",
    "GetMember",
    "ImportNomination",
    "LeaveCommunity",
    "ListApplications",
    "Nothing",
    "Page",
    "PersonErased",
    "RegisterPerson",
    "SaveApplication",
    "SearchMembers",
]
