"""The services of the community: each owns its database, and none imports another."""

SERVICES = (
    "services.directory.service:DirectoryService",
    "services.gateway.service:GatewayService",
    "services.matching.service:MatchingService",
    "services.notifications.service:NotificationsService",
)
"""Where each is found, for those who need them all: topology, the event catalogue, the tests."""
