"""What people do in several tests: sign in, open a mailed link, read a mail."""

import json
import re
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Locator

from bus.testing import eventually
from tests.e2e.conftest import HOUSE
from tests.e2e.visitor import Visitor

SIGNED_IN: dict[tuple[str, str], Any] = {}
"""The cookies of those who have signed in, by site and address."""
READ: set[str] = set()
"""The addresses of the mails that have been opened: who waits for one waits for a new one."""
KNOWN = json.loads((HOUSE / "deploy/local/demonstration/accounts.json").read_text())


def demonstrated(about: str) -> list[str]:
    """Return the addresses of the demonstration's accounts of one kind."""
    return [account["address"] for account in KNOWN["accounts"] if account["about"] == about]


def sign_in(visitor: Visitor, address: str, page: str) -> None:
    """Open a page, as who is signed in since an earlier visit, or sign in by password on the way.

    Everybody comes from one place here, from which only so many sign in within a quarter of an hour.
    """
    visitor.open(page)
    browser, who = visitor.page.context, (urlsplit(visitor.page.url).netloc, address)
    if who in SIGNED_IN:
        browser.add_cookies(SIGNED_IN[who])
        visitor.open(page)
    if not visitor.page.url.partition("?")[0].endswith("/sign-in"):
        return
    visitor.follow(re.compile("password"))
    visitor.fill("E-mail address", address)
    visitor.fill("Password", KNOWN["password"])
    visitor.press("Sign in")
    SIGNED_IN[who] = [
        {"name": each["name"], "value": each["value"], "domain": each["domain"], "path": each["path"]}
        for each in browser.cookies()
    ]


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
    """Open the newest mail of a subject that has not been opened yet, as soon as it is in the mailbox page."""

    def unread() -> Locator | None:
        return next((mail for mail in _mails(visitor, address, subject) if _where(mail) not in READ), None)

    mail = eventually(unread, timeout_s)
    assert mail is not None
    READ.add(_where(mail))
    visitor.look()
    visitor.follow_link(mail)


def pass_over_mails(visitor: Visitor, address: str, subject: str) -> None:
    """Leave out what has arrived by now, from another test: who reads a mail after this waits for a newer one."""
    READ.update(map(_where, _mails(visitor, address, subject)))


def _mails(visitor: Visitor, address: str, subject: str) -> list[Locator]:
    visitor.page.goto("/mailbox")
    return visitor.page.get_by_role("listitem").filter(has_text=address).get_by_role("link", name=subject).all()


def _where(link: Locator) -> str:
    return str(link.evaluate("link => link.href"))
