"""The doors by which this service hears of accounts."""

from bus.database import Work
from bus.doors import reaction
from bus.events import Received
from services.notifications import actions, schemas


class OfAccounts:
    """Tell of what happens to an account."""

    @reaction(schemas.LinkRequested, queue="notifications.links.v1")
    def send_link(self, work: Work, event: Received) -> None:
        actions.send_link(work, event)

    @reaction(schemas.AddressAdded, schemas.AddressRemoved, queue="notifications.address_changes.v1")
    def tell_addresses(self, work: Work, event: Received) -> None:
        actions.tell_addresses(work, event)
