"""Copies of what others own."""

from bus.database import Work
from bus.events import Received
from services.notifications import store
from services.notifications.model.mail import Address


def keep_address(work: Work, event: Received) -> None:
    """Keep a person's address, and wake the mails that waited for it."""
    person_id = event.data["person_id"]
    store.keep_address(work, person_id, Address(event.data["address"], event.data["verified"]))
    store.wake_waiting_mails(work, person_id)


def keep_roles(work: Work, event: Received) -> None:
    """Keep a person's roles, so that a panel can be told of what came in."""
    store.keep_roles(work, event.data["person_id"], event.data["roles"])


def keep_blocks(work: Work, event: Received) -> None:
    """Keep whom a person blocks: neither of the two is told the address of the other."""
    store.keep_blocks(work, event.data["person_id"], event.data["blocked_ids"])


def keep_nomination(work: Work, event: Received) -> None:
    """Keep who put a person forward, so that the invitation can say so."""
    nomination = {name: event.data[name] for name in ("name", "nominating_organisation")}
    store.keep_nomination(work, event.data["person_id"], nomination)


def keep_name(work: Work, event: Received) -> None:
    """Keep what staff call an entry of a list, and what it became."""
    into = event.data["into"]
    became = f"{event.data['list']} {into}" if into else None
    store.keep_name(work, event.data["choice_id"], event.data["name"], became)
