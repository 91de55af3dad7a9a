"""What comes in: requests, and tolerant copies of what others publish, in a file for each noun."""

from services.matching.schemas.ad import (
    AdOpened,
    ChangeAd,
    CloseAd,
    ListAds,
    NameAd,
    NameReply,
    Page,
    PostAd,
    RemoveAd,
    ReplyToAd,
    ReportAd,
)
from services.matching.schemas.block import BlocksChanged
from services.matching.schemas.choice import ChoiceMerged, ChoiceRenamed
from services.matching.schemas.coffee import (
    AnswerMeeting,
    AnswerSurvey,
    Asking,
    Enrol,
    FindNamesakes,
    NamePair,
    NamePerson,
    NameRound,
    OpenRound,
    PageOf,
    PauseEnrolment,
    RoundVersion,
)
from services.matching.schemas.member import MemberJoined, MemberLeft, MemberUpdated
from services.matching.schemas.person import PersonErased, RoleGranted, RoleRevoked

__all__ = [
    "AdOpened",
    "AnswerMeeting",
    "AnswerSurvey",
    "Asking",
    "BlocksChanged",
    "ChangeAd",
    "ChoiceMerged",
    "ChoiceRenamed",
    "CloseAd",
    "Enrol",
    "FindNamesakes",
    "ListAds",
    "MemberJoined",
    "MemberLeft",
    "MemberUpdated",
    "NameAd",
    "NamePair",
    "NamePerson",
    "NameReply",
    "NameRound",
    "OpenRound",
    "Page",
    "PageOf",
    "PauseEnrolment",
    "PersonErased",
    "PostAd",
    "RemoveAd",
    "ReplyToAd",
    "ReportAd",
    "RoleGranted",
    "RoleRevoked",
    "RoundVersion",
]
