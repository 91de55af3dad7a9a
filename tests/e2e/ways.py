"""What people do in several tests: sign in, open a mailed link, read a mail."""

import json
import re

from bus.testing import eventually
from tests.e2e.conftest import HOUSE
from tests.e2e.visitor import Visitor

KNOWN = json.loads((HOUSE / "deploy/local/demonstration/accounts.json").read_text())


def demonstrated(about: str) -> list[str]:
    """Return the addresses of the demonstration's accounts of one kind."""
    return [account["address"] for account in KNOWN["accounts"] if account["about"] == about]


def sign_in(visitor: Visitor, address: str, page: str) -> None:
    """Open a page and sign in by password on the way."""
    visitor.open(page)
    visitor.follow(re.compile("password"))
    visitor.fill("E-mail address", address)
    visitor.fill("Password", KNOWN["password"])
    visitor.press("Sign in")


def begin_application(visitor: Visitor, address: str) -> None:
    """Sign in by a mailed link on the way to the form."""
    visitor.open("/apply")
    visitor.fill("E-mail address", address)
    visitor.press("Send me a link")
    open_link(visitor, address, "Your link to your application to Q Commons")


def open_link(visitor: Visitor, address: str, subject: str) -> None:
    """Read a mail, open its link and press the button."""
    read_mail(visitor, address, subject)
    visitor.follow(re.compile("^http.*link"))
    visitor.press("Go on")


def read_mail(visitor: Visitor, address: str, subject: str, timeout_s: float = 20.0) -> None:
    """Open a mail in the mailbox page, as soon as it has arrived."""
    mail = visitor.page.get_by_role("listitem").filter(has_text=address).get_by_role("link", name=subject)

    def has_arrived() -> bool:
        visitor.page.goto("/mailbox")
        return mail.count() > 0

    eventually(has_arrived, timeout_s)
    visitor.look()
    visitor.follow_link(mail.first)
