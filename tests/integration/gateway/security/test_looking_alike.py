"""Whoever's address is asked about, the answer says the same, in the same words and about as fast."""

import re
from collections.abc import Callable
from statistics import median
from time import perf_counter

import pytest

from bus.ids import new_id
from services.gateway.limits import limits
from tests.integration.gateway.security.cast import Defended, address
from tests.integration.gateway.visitor import Visitor

KIND_OF_SITE = Defended
ROUNDS = 11
RATIO, LEAST_S = 2.5, 0.02
HIDDEN = re.compile(r'value="[^"]{20,}"|nonce-[^"]*|[0-9a-f]{8}-[0-9a-f-]{27}')

Known = tuple[str, str]


@pytest.fixture(scope="module")
def known(site: Defended) -> Known:
    """Return the address of somebody with an account, an entry and a password, and as long a one of nobody."""
    site.member("Known Person")
    visitor = site.signed_in(address("Known Person"))
    visitor.open("/account/password")
    visitor.send("/account/password", new_password="three unusual words")
    return address("Known Person"), address("Other Person")


def sign_in(visitor: Visitor, mail: str) -> str:
    visitor.open("/sign-in")
    return visitor.send("/sign-in", address=mail, command_id=new_id())


def guess(visitor: Visitor, mail: str) -> str:
    visitor.open("/sign-in/password")
    return visitor.send("/sign-in/password", address=mail, password="a guess of mine")


def be_told(visitor: Visitor, mail: str) -> str:
    visitor.open("/join/interest")
    return visitor.send("/join/interest", address=mail, region="wales", wish="apply", command_id=new_id())


def add_to_account(visitor: Visitor, mail: str) -> str:
    visitor.open("/account/addresses")
    return visitor.send("/account/addresses", address=mail, command_id=new_id())


DOORS = {"sign in": sign_in, "password": guess, "interest": be_told, "another address": add_to_account}


@pytest.mark.parametrize("door", DOORS)
def test_a_known_and_an_unknown_address_read_the_same(site: Defended, known: Known, door: str) -> None:
    pages = []
    for mail in known:
        visitor = site.signed_in("asker@example.org") if door == "another address" else site.visitor()
        text = DOORS[door](visitor, mail)
        pages.append((visitor.answer.status_code, visitor.path, HIDDEN.sub("", text.replace(mail, "…"))))
    assert pages[0] == pages[1]
    assert pages[0][0] in (200, 422)


@pytest.mark.parametrize("door", DOORS)
def test_a_known_and_an_unknown_address_are_answered_about_as_fast(
    site: Defended, known: Known, door: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "enabled", False)
    visitor = site.signed_in("timer@example.org") if door == "another address" else site.visitor()
    taken: dict[str, list[float]] = {mail: [] for mail in known}
    for number in range(ROUNDS):
        for mail in known if number % 2 else reversed(known):
            limits.reset()
            taken[mail].append(_seconds(DOORS[door], visitor, mail))
    slow, fast = sorted((median(times) for times in taken.values()), reverse=True)
    assert slow < RATIO * fast + LEAST_S


def _seconds(ask: Callable[[Visitor, str], str], visitor: Visitor, mail: str) -> float:
    began = perf_counter()
    ask(visitor, mail)
    return perf_counter() - began
