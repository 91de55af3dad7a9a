"""Two members who connect because both want to: asking, answering, parting (clauses 31 and 32)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from services.directory.model.rules import require

SOURCES = ("directory", "coffee", "group", "meeting", "lab", "elsewhere")
"""Where two people found each other."""
MOST_OPEN = 10
"""How many requests of one person may wait for an answer: who asks few people chooses them."""
AFTER_NO = timedelta(days=183)
AFTER_WITHDRAWING = timedelta(days=7)
"""So that nobody is asked again and again."""


@dataclass
class Connection:
    """Hold all there is between two people. Version 0 was never saved.

    Who asked is never shown that they were declined: their request looks as if it waited, until they take it back.
    """

    connection_id: str
    pair: tuple[str, str]
    state: str = "none"
    asked_by: str = ""
    message: str = ""
    source: str = ""
    introduced_by: str = ""
    asked_at: datetime | None = None
    connected_at: datetime | None = None
    ended_at: datetime | None = None
    let_go: bool = False
    """Whether who asked has taken back a request that was declined."""
    version: int = 0
    sequence: int = 0

    @classmethod
    def between(cls, connection_id: str, one: str, other: str) -> Connection:
        """Begin with nothing between two people. Raises `not_yourself`."""
        require(one != other, "not_yourself")
        return cls(connection_id, pair_of(one, other))

    def ask(self, by: str, message: str, source: str, now: datetime) -> None:
        """Ask the other to connect; who was asked by them already accepts.

        Raises `already_connected`, `already_asked`, `asked_lately`.
        """
        require(self.state != "connected", "already_connected")
        if self.waits_for(by):
            self.accept(by, now)
            return
        require(not self.is_sent_by(by, now), "already_asked")
        again_at = self.again_at(by)
        require(again_at is None or again_at <= now, "asked_lately")
        self._become("requested")
        self.asked_by, self.message, self.source, self.asked_at = by, message, source, now
        self.introduced_by, self.connected_at, self.ended_at, self.let_go = "", None, None, False

    def accept(self, by: str, now: datetime) -> None:
        """Say yes. Raises `no_request`."""
        require(self.waits_for(by), "no_request")
        self._become("connected")
        self.connected_at = now

    def decline(self, by: str, now: datetime) -> None:
        """Say no; who asked is not told. Raises `no_request`."""
        require(self.waits_for(by), "no_request")
        self._become("declined")
        self.ended_at = now

    def withdraw(self, by: str, now: datetime) -> None:
        """Take a request back. Raises `no_request`."""
        require(self.is_sent_by(by, now), "no_request")
        if self.state == "declined":
            self._become("declined")
            self.let_go = True
        else:
            self._become("withdrawn")
            self.ended_at = now
        self.message = ""

    def end(self, by: str, now: datetime) -> None:
        """Part; the other is not told. Raises `not_connected`."""
        require(self.state == "connected" and by in self.pair, "not_connected")
        self._become("ended")
        self.ended_at, self.message = now, ""

    def introduce(self, by: str, source: str, now: datetime) -> None:
        """Connect two who agreed to be introduced. Raises `already_connected`."""
        require(self.state != "connected", "already_connected")
        self._become("connected")
        self.introduced_by, self.source, self.asked_by, self.message = by, source, "", ""
        self.asked_at = self.connected_at = now
        self.ended_at, self.let_go = None, False

    def part(self, by: str, now: datetime) -> bool:
        """Undo whatever there is, for who blocks the other; answer whether there was anything."""
        if self.state == "connected":
            self.end(by, now)
        elif self.waits_for(by):
            self.decline(by, now)
        elif self.is_sent_by(by, now):
            self.withdraw(by, now)
        else:
            return False
        return True

    def remove_message(self) -> None:
        """Take away what was written with the request."""
        self._become(self.state)
        self.message = ""

    def waits_for(self, person_id: str) -> bool:
        """Say whether somebody is asked and has not answered."""
        return self.state == "requested" and person_id in self.pair and self.asked_by != person_id

    def is_sent_by(self, person_id: str, now: datetime) -> bool:
        """Say whether somebody sees a request of their own that waits."""
        if self.asked_by != person_id:
            return False
        is_hidden_no = self.state == "declined" and not self.let_go and now < self._ended + AFTER_NO
        return self.state == "requested" or is_hidden_no

    def again_at(self, by: str) -> datetime | None:
        """Tell from when somebody may ask again, None when at any time."""
        pauses = {"declined": AFTER_NO, "withdrawn": AFTER_WITHDRAWING}
        if self.asked_by != by or self.state not in pauses:
            return None
        return self._ended + pauses[self.state]

    def standing(self, viewer: str, now: datetime) -> str:
        """Say how it looks to one of the two: connected, received, sent or none."""
        if self.state == "connected":
            return "connected"
        if self.waits_for(viewer):
            return "received"
        return "sent" if self.is_sent_by(viewer, now) else "none"

    def other_than(self, person_id: str) -> str:
        """Name the other one of the two."""
        one, other = self.pair
        return other if person_id == one else one

    @property
    def _ended(self) -> datetime:
        if self.ended_at is None:
            raise ValueError("not ended")
        return self.ended_at

    def _become(self, state: str) -> None:
        self.state = state
        self.version += 1


def pair_of(one: str, other: str) -> tuple[str, str]:
    """Name two people in the one order in which they are kept."""
    return (one, other) if one < other else (other, one)
