"""The doors by which this service hears of the swap shop and of wanted ads."""

from bus.database import Work
from bus.doors import reaction
from bus.events import Received
from services.notifications import actions, schemas


class OfAds:
    """Tell people whom their ads meet and who replied, and what becomes of ads."""

    @reaction(schemas.AdMatched, queue="notifications.matches.v1")
    def tell_match(self, work: Work, event: Received) -> None:
        actions.tell_match(work, event)

    @reaction(schemas.ReplySent, queue="notifications.replies.v1")
    def tell_reply(self, work: Work, event: Received) -> None:
        actions.tell_reply(work, event)

    @reaction(schemas.ReplyAccepted, queue="notifications.agreements.v1")
    def tell_agreement(self, work: Work, event: Received) -> None:
        actions.tell_agreement(work, event)

    @reaction(schemas.ReplyPassedOver, queue="notifications.passings_over.v1")
    def tell_passing_over(self, work: Work, event: Received) -> None:
        actions.tell_passing_over(work, event)

    @reaction(schemas.AdExpiring, queue="notifications.ad_endings.v1")
    def tell_end(self, work: Work, event: Received) -> None:
        actions.tell_end(work, event)

    @reaction(schemas.AdRemoved, queue="notifications.ad_removals.v1")
    def tell_removal(self, work: Work, event: Received) -> None:
        actions.tell_removal(work, event)

    @reaction(schemas.AdReleased, queue="notifications.ad_releases.v1")
    def tell_release(self, work: Work, event: Received) -> None:
        actions.tell_release(work, event)
