"""What may be asked of the directory: one schema a call, by noun. Nothing is consumed from other services."""

from services.directory.schemas.application import ApplicationVersion, GetApplication, ListApplications, SaveApplication
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
    ExportMembers,
    GetMember,
    ImportNomination,
    LeaveCommunity,
    PreviewProfile,
    SearchMembers,
    SettleStep,
)
from services.directory.schemas.overview import GetOverview, ListOverseen, VerifyAudit
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
from services.directory.schemas.person import (
    AddressOf,
    ChangeRole,
    ErasePerson,
    FindPerson,
    PersonErased,
    RegisterPerson,
)
from services.directory.schemas.photograph import GetPhotograph, SetPhotograph, ShowPhotograph
from services.directory.schemas.recognition import GiveRecognition, ShowRecognition, TakeRecognition
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
    "AddressOf",
    "Answer",
    "ApplicationVersion",
    "AskApplicant",
    "Assess",
    "ChangeDecision",
    "ChangeProfile",
    "ChangeRole",
    "ChangeWave",
    "CheckEntry",
    "CreateWave",
    "DecideApplication",
    "DeclareConflict",
    "ErasePerson",
    "ExportMembers",
    "FindPerson",
    "GetAdmission",
    "GetApplication",
    "GetExample",
    "GetMember",
    "GetOverview",
    "GetPanel",
    "GetPhotograph",
    "GetWave",
    "GiveRecognition",
    "ImportNomination",
    "KeepInterest",
    "LeaveCommunity",
    "ListApplications",
    "ListOverseen",
    "MoveApplication",
    "NameDeputy",
    "Nothing",
    "Page",
    "PersonErased",
    "PreviewProfile",
    "ReassignApplication",
    "RegisterPerson",
    "SaveApplication",
    "ScoreExample",
    "SearchMembers",
    "SetPhotograph",
    "SettleStep",
    "ShowPhotograph",
    "ShowRecognition",
    "TakeBackDecision",
    "TakeRecognition",
    "VerifyAudit",
    "WaveVersion",
    "WithdrawInterest",
]
