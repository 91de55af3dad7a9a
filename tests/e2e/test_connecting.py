"""One member finds another in the directory and asks; the other answers from the mail; both see each other."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from tests.e2e.visitor import Visitor
from tests.e2e.ways import demonstrated, read_mail, sign_in

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

Visit = Callable[..., Visitor]
MESSAGE = "You wrote about wards that learn from each other. Shall we compare notes?"


@dataclass(frozen=True)
class Known:
    """A member of the demonstration."""

    address: str
    name: str


def members() -> tuple[Known, Known]:
    meera, tomos = demonstrated("member")
    return Known(meera, "Meera Ahluwalia"), Known(tomos, "Tomos Ellis-Puw")


def test_one_asks_the_other_answers_from_the_mail_and_both_see_each_other(visit: Visit, scripts: bool) -> None:
    asking, asked = members() if scripts else members()[::-1]
    asker = visit("asking-to-connect")
    sign_in(asker, asking.address, "/connections")
    asker.open(f"/members?words={asked.name}")
    open_entry(asker, asked)
    part_if_connected(asker, asked)
    ask(asker, asked)
    other = visit("asked-to-connect")
    accept(other, asked, asking)
    asker.waits_for("/connections", asked.name)
    asker.sees("You are connected with")
    sign_in(other, asked.address, "/connections")
    other.sees(asking.name)
    open_entry(other, asking)
    part_if_connected(other, asking)
    other.open("/connections/blocked")
    other.sees("Nobody. You can block somebody from their page.")


def open_entry(visitor: Visitor, other: Known) -> None:
    """Follow a name in a list."""
    rows = visitor.page.locator(".qc-rows")
    visitor.follow_link(rows.get_by_role("link", name=other.name, exact=True).first)


def ask(asker: Visitor, asked: Known) -> None:
    asker.press("Ask to connect")
    asker.fill("Your message (optional)", MESSAGE)
    asker.choose("Where did you find each other?", "We met at a meeting")
    asker.press("Send the request")
    asker.sees("Your request is sent.")
    asker.open("/connections")
    asker.sees(MESSAGE)


def accept(other: Visitor, asked: Known, asking: Known) -> None:
    """Say yes without signing in, by the link in the mail."""
    read_mail(other, asked.address, "A member of Q Commons would like to connect with you")
    other.sees(re.compile(asking.name))
    other.follow(re.compile("^http.*answer"))
    other.press("Yes, connect")
    other.sees("You are in each other's connections now.")


def part_if_connected(visitor: Visitor, other: Known) -> None:
    """End what is there already, and come back to the other's page; an invented community has its own ties."""
    page = visitor.page.url
    if visitor.page.get_by_role("link", name="End the connection").count():
        visitor.follow("End the connection")
        visitor.press("End the connection")
        visitor.sees("You are not connected any more.")
        visitor.open(page)
    visitor.sees(other.name)
