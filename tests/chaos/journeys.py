"""What people do on the site. Each step that is acknowledged goes into the ledger with all that it must cause."""

from __future__ import annotations

import random
import threading
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.notifications.model.kinds import KINDS
from tests.chaos import people
from tests.chaos.doors import Browser, Calls, NotYet, Unanswered, stubbornly
from tests.chaos.ledger import Effect, Ledger, Place
from tests.chaos.mailbox import Mailbox
from tests.chaos.people import Person


@dataclass(frozen=True)
class Panel:
    """Who decides about every application here: person ids, and the address of each."""

    assessors: tuple[str, ...]
    chair: str
    addresses: Mapping[str, str]


@dataclass(frozen=True)
class Surroundings:
    """What every journey starts from."""

    calls: Calls
    gateways: tuple[str, ...]
    mailbox: Mailbox
    over: threading.Event


class Journey(ABC):
    """One person's way through the site, by chance from a seed."""

    def __init__(self, around: Surroundings, ledger: Ledger, panel: Panel, rng: random.Random) -> None:
        self.around, self.ledger, self.panel, self.rng = around, ledger, panel, rng
        self.person: Person = people.invent(rng)
        self.browser = Browser(around.gateways, self.person.place, around.over)
        self.ids = [self.person.address]

    def go(self) -> None:
        """Go all the way; who is not answered stops, and is not counted."""
        try:
            self.walk()
        except Unanswered as reason:
            self.ledger.fail(str(reason), *self.ids)

    @abstractmethod
    def walk(self) -> None:
        """Do what this kind of person does."""

    @property
    def person_id(self) -> str:
        return self.ids[1]

    def read_link(self, kind: str) -> str:
        """Wait for the mail and return where its link leads."""

        def look() -> str:
            link = self.around.mailbox.link(self.person.address, KINDS[kind].subject)
            if not link:
                raise NotYet("it has not come")
            return link

        return stubbornly(look, f"mail {kind}", self.around.over)

    def follow(self, kind: str) -> None:
        """Press the button behind the mailed link."""
        link = self.read_link(kind)
        self.browser.post(link, of=link)

    def mail(self, kind: str) -> Effect:
        return mailed(kind, self.person.address)

    def told(self, kind: str, about: str = "") -> tuple[Effect, ...]:
        """Return what a notice to this person consists of: the notice, its event and its mail."""
        return *notice(kind, self.person_id, about), self.mail(kind)

    def reached(self) -> dict[Place, dict[str, Any]]:
        """Return how this person's proven address must be known to whoever mails."""
        known = {"address": self.person.address, "verified": True}
        return {("notifications", "addresses", "_id", self.person_id): known}


def recorded(fact: str, whose: str) -> tuple[Effect, Effect]:
    """Return what the owner keeps of a command: a line in its audit trail and an event."""
    return ("audit", fact, whose), ("event", fact, whose)


def mailed(kind: str, address: str, about: str = "") -> Effect:
    """Return the mail of a kind to an address; `about` is the application that a panel is told of."""
    return "mail", address, KINDS[kind].subject, about


def notice(kind: str, person_id: str, about: str) -> tuple[Effect, Effect]:
    """Return a notice to a person and the event that tells of it."""
    return ("notice", kind, person_id, about), ("event", "notice.added", person_id, kind)
