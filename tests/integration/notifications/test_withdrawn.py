"""Only who asked for it is told that an application is withdrawn; who joined in another way is welcomed instead."""

from bus.testing import Community
from services.directory.events import ApplicationWithdrawn
from services.notifications.service import NotificationsService
from tests.contracts.cases import ADA, APPLICATION, BEN, SETTINGS


def test_who_has_joined_is_not_told_that_their_application_is_withdrawn(community: Community) -> None:
    community.start(NotificationsService, **SETTINGS["notifications"])
    told = {"name": "Ada Lovegrove", "region": "wales"}
    joined = told | {"application_id": APPLICATION, "person_id": ADA, "reason": "joined"}
    community.publish(ApplicationWithdrawn, joined)
    community.publish(ApplicationWithdrawn, told | {"application_id": BEN, "person_id": BEN, "reason": "asked"})
    database = community.database("notifications")
    community.eventually(lambda: database["notices"].count_documents({"person_id": BEN}) == 1)
    community.settled()
    assert database["notices"].count_documents({"person_id": ADA}) == 0
    assert database["mails"].count_documents({"person_id": ADA}) == 0
