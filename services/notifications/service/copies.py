"""The doors by which copies of what others own are kept."""

from bus.database import Work
from bus.doors import projection
from bus.events import Received
from services.notifications import actions, schemas


class Copying:
    """Keep what others own and this service needs."""

    @projection(schemas.AddressChanged, queue="notifications.addresses.v1")
    def keep_address(self, work: Work, event: Received) -> None:
        actions.keep_address(work, event)

    @projection(schemas.RoleGranted, schemas.RoleRevoked, queue="notifications.roles.v1")
    def keep_roles(self, work: Work, event: Received) -> None:
        actions.keep_roles(work, event)

    @projection(schemas.BlocksChanged, queue="notifications.blocks.v1")
    def keep_blocks(self, work: Work, event: Received) -> None:
        actions.keep_blocks(work, event)

    @projection(schemas.PersonNominated, queue="notifications.nominations.v1")
    def keep_nomination(self, work: Work, event: Received) -> None:
        actions.keep_nomination(work, event)

    @projection(schemas.ChoiceRenamed, schemas.ChoiceAdded, schemas.ChoiceMerged, queue="notifications.names.v1")
    def keep_name(self, work: Work, event: Received) -> None:
        actions.keep_name(work, event)
