"""The doors by which this service hears of members."""

from bus.database import Work
from bus.doors import reaction
from bus.events import Received
from services.notifications import actions, schemas


class OfMembers:
    """Tell members of their membership."""

    @reaction(schemas.MemberJoined, queue="notifications.welcomes.v1")
    def tell_welcome(self, work: Work, event: Received) -> None:
        actions.tell_welcome(work, event)

    @reaction(schemas.EntryCheckDue, queue="notifications.checks.v1")
    def tell_check(self, work: Work, event: Received) -> None:
        actions.tell_check(work, event)

    @reaction(schemas.RecognitionGiven, queue="notifications.recognitions.v1")
    def tell_recognition(self, work: Work, event: Received) -> None:
        actions.tell_recognition(work, event)
