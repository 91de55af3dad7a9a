"""The doors by which this service hears of members who connect."""

from bus.database import Work
from bus.doors import reaction
from bus.events import Received
from services.notifications import actions, schemas


class OfConnections:
    """Tell members who would like to know them, and whom they know now."""

    @reaction(schemas.ConnectionRequested, queue="notifications.connection_requests.v1")
    def tell_request(self, work: Work, event: Received) -> None:
        actions.tell_request(work, event)

    @reaction(schemas.ConnectionMade, queue="notifications.connections.v1")
    def tell_connection(self, work: Work, event: Received) -> None:
        actions.tell_connection(work, event)

    @reaction(schemas.ConnectionIntroduced, queue="notifications.introductions.v1")
    def tell_introduction(self, work: Work, event: Received) -> None:
        actions.tell_introduction(work, event)
