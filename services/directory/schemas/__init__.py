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
from services.directory.schemas.wave import (
    ChangeWave,
    CreateWave,
    GetAdmission,
    GetWave,
    KeepInterest,
    WaveVersion,
    WithdrawInterest,
)

__all__ = [
    "ApplicationVersion",
    "Assess",
    "ChangeProfile",
    "ChangeRole",
    "ChangeWave",
    "CheckEntry",
    "CreateWave",
    "DecideApplication",
    "DeclareConflict",
    "ErasePerson",
    "FindPerson",
    "GetAdmission",
    "GetApplication",
    "GetExample",
    "GetMember",
    "GetPanel",
    "GetWave",
    "ImportNomination",
    "KeepInterest",
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
    "WaveVersion",
    "WithdrawInterest",
]
