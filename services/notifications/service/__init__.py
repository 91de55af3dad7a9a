"""The doors of notifications, by what they are about; the class of the service holds them all."""

import threading

from bus.database import Database, Work
from bus.doors import background, erasure
from services.notifications import actions, events, schemas, store
from services.notifications.mailing import sender
from services.notifications.service.account import OfAccounts
from services.notifications.service.application import OfApplications
from services.notifications.service.benefit import OfBenefits
from services.notifications.service.coffee import OfCoffee
from services.notifications.service.connection import OfConnections
from services.notifications.service.copies import Copying
from services.notifications.service.member import OfMembers
from services.notifications.service.notice import Answering
from services.notifications.service.swap import OfAds
from services.notifications.settings import NotificationsSettings


class NotificationsService(
    Copying, OfAccounts, OfApplications, OfMembers, OfConnections, OfBenefits, OfCoffee, OfAds, Answering
):
    """What reaches a person: notices, mails, and what they choose."""

    name = "notifications"
    settings = NotificationsSettings
    publishes = (events.NoticeAdded,)
    indexes = store.INDEXES

    @erasure(schemas.PersonErased, queue="notifications.erasures.v1")
    def erase_person(self, work: Work, person_id: str) -> bool:
        return actions.erase_person(work, person_id)

    @background
    def deliver_mail(self, database: Database, stop: threading.Event) -> None:
        sender.deliver(database, stop)
