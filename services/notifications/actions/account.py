"""What somebody hears of their account: one-time links, and changes of its addresses."""

from bus.database import Work
from bus.events import Received
from bus.times import from_text
from services.notifications import store
from services.notifications.actions.telling import mail_of
from services.notifications.model.kinds import KINDS
from services.notifications.model.mail import Link


def send_link(work: Work, event: Received) -> None:
    """Write the mail that will carry a one-time link to the address that was given."""
    data = event.data
    link = Link(data["link_id"], data["purpose"], from_text(data["expires_at"]))
    person_id = data["person_id"]
    mail = mail_of(work, KINDS[link.purpose], person_id, {}, [person_id] if person_id else [])
    mail.link, mail.address = link, data["address"]
    store.add_mail(work, mail)


def tell_addresses(work: Work, event: Received) -> None:
    """Write to every address that an account has or had: that one was added or removed may not be its owner's doing.

    Each mail goes to its own address, not to the one that mails go to at the moment (Clause 42).
    """
    kind, data = KINDS[event.type.replace(".", "_")], event.data
    for address in data["told"]:
        told = {"address": data["address"], "is_here": address == data["address"]}
        mail = mail_of(work, kind, data["person_id"], told, [data["person_id"]])
        mail.address = address
        store.add_mail(work, mail)
