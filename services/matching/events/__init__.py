"""What matching publishes, in a file for each noun."""

from __future__ import annotations

from bus.events import Event
from services.matching.events.ad import (
    AdExpiring,
    AdMatched,
    AdOpened,
    AdReleased,
    AdRemoved,
    ad_expiring,
    ad_matched,
    ad_removed,
    titled,
    whose,
)
from services.matching.events.coffee import (
    CoffeeAsked,
    CoffeeAwaited,
    CoffeeBenefited,
    CoffeeMatched,
    CoffeePartnerLeft,
    CoffeePaused,
    CoffeeSurveyDue,
    CoffeeUnmatched,
    coffee_benefited,
    coffee_matched,
    coffee_told,
)
from services.matching.events.reply import (
    ReplyAccepted,
    ReplyPassedOver,
    ReplySent,
    reply_accepted,
    reply_passed_over,
    reply_sent,
)

PUBLISHED: tuple[type[Event], ...] = (
    CoffeeMatched,
    CoffeeUnmatched,
    CoffeePartnerLeft,
    CoffeeAsked,
    CoffeeSurveyDue,
    CoffeePaused,
    CoffeeAwaited,
    CoffeeBenefited,
    AdOpened,
    AdReleased,
    AdExpiring,
    AdRemoved,
    AdMatched,
    ReplySent,
    ReplyAccepted,
    ReplyPassedOver,
)

__all__ = [
    "PUBLISHED",
    "AdExpiring",
    "AdMatched",
    "AdOpened",
    "AdReleased",
    "AdRemoved",
    "CoffeeAsked",
    "CoffeeAwaited",
    "CoffeeBenefited",
    "CoffeeMatched",
    "CoffeePartnerLeft",
    "CoffeePaused",
    "CoffeeSurveyDue",
    "CoffeeUnmatched",
    "ReplyAccepted",
    "ReplyPassedOver",
    "ReplySent",
    "ad_expiring",
    "ad_matched",
    "ad_removed",
    "coffee_benefited",
    "coffee_matched",
    "coffee_told",
    "reply_accepted",
    "reply_passed_over",
    "reply_sent",
    "titled",
    "whose",
]
