"""What comes in: requests, and tolerant copies of what others publish, in a file for each noun."""

from services.notifications.schemas.account import (
    LINK_PURPOSES,
    AddressAdded,
    AddressChanged,
    AddressRemoved,
    LinkRequested,
)
from services.notifications.schemas.application import (
    ApplicationAnswered,
    ApplicationDecided,
    ApplicationExpiring,
    ApplicationMoved,
    ApplicationQuestioned,
    ApplicationSubmitted,
    ApplicationWithdrawn,
)
from services.notifications.schemas.assignment import AssignmentDue, AssignmentMade
from services.notifications.schemas.benefit import BenefitQuestionDue
from services.notifications.schemas.choice import ChoiceAdded, ChoiceMerged, ChoiceRenamed
from services.notifications.schemas.coffee import (
    CoffeeAsked,
    CoffeeAwaited,
    CoffeeMatched,
    CoffeePartnerLeft,
    CoffeePaused,
    CoffeeSurveyDue,
    CoffeeUnmatched,
)
from services.notifications.schemas.connection import ConnectionIntroduced, ConnectionMade, ConnectionRequested
from services.notifications.schemas.member import EntryCheckDue, MemberJoined, RecognitionGiven
from services.notifications.schemas.notice import (
    CountUnread,
    GetMailState,
    GetPreferences,
    ListNotices,
    MarkNoticesRead,
    SetPreference,
    Unsubscribe,
)
from services.notifications.schemas.person import (
    BlocksChanged,
    InterestAnswered,
    PersonErased,
    PersonNominated,
    Role,
    RoleGranted,
    RoleRevoked,
)
from services.notifications.schemas.swap import (
    AdExpiring,
    AdMatched,
    AdReleased,
    AdRemoved,
    ReplyAccepted,
    ReplyPassedOver,
    ReplySent,
)

__all__ = [
    "LINK_PURPOSES",
    "AdExpiring",
    "AdMatched",
    "AdReleased",
    "AdRemoved",
    "AddressAdded",
    "AddressChanged",
    "AddressRemoved",
    "ApplicationAnswered",
    "ApplicationDecided",
    "ApplicationExpiring",
    "ApplicationMoved",
    "ApplicationQuestioned",
    "ApplicationSubmitted",
    "ApplicationWithdrawn",
    "AssignmentDue",
    "AssignmentMade",
    "BenefitQuestionDue",
    "BlocksChanged",
    "ChoiceAdded",
    "ChoiceMerged",
    "ChoiceRenamed",
    "CoffeeAsked",
    "CoffeeAwaited",
    "CoffeeMatched",
    "CoffeePartnerLeft",
    "CoffeePaused",
    "CoffeeSurveyDue",
    "CoffeeUnmatched",
    "ConnectionIntroduced",
    "ConnectionMade",
    "ConnectionRequested",
    "CountUnread",
    "EntryCheckDue",
    "GetMailState",
    "GetPreferences",
    "InterestAnswered",
    "LinkRequested",
    "ListNotices",
    "MarkNoticesRead",
    "MemberJoined",
    "PersonErased",
    "PersonNominated",
    "RecognitionGiven",
    "ReplyAccepted",
    "ReplyPassedOver",
    "ReplySent",
    "Role",
    "RoleGranted",
    "RoleRevoked",
    "SetPreference",
    "Unsubscribe",
]
