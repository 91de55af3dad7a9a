"""A reply to an ad: one message, and what its reader made of it (clauses 49, 51)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from services.matching.model.rules import require

STATES = ("sent", "accepted", "declined", "withdrawn", "closed")
MOST_WAITING = 20
"""How many replies of one person may wait at a time."""


@dataclass
class Reply:
    """Hold one person's reply to one ad. Who replies has agreed; who accepts agrees too."""

    reply_id: str
    ad_id: str
    author_id: str
    person_id: str
    message: str
    sent_at: datetime
    state: str = "sent"
    settled_at: datetime | None = None
    version: int = 1
    sequence: int = 0

    def accept(self, now: datetime) -> None:
        """Agree. Raises `already_settled`."""
        self._settle("accepted", now)

    def decline(self, now: datetime) -> None:
        """Say no, thank you. Raises `already_settled`."""
        self._settle("declined", now)

    def withdraw(self, now: datetime) -> None:
        """Take it back while it waits. Raises `already_settled`."""
        self._settle("withdrawn", now)
        self.message = ""

    def close(self, now: datetime) -> None:
        """Let it end with its ad. Raises `already_settled`."""
        self._settle("closed", now)

    def _settle(self, state: str, now: datetime) -> None:
        require(self.state == "sent", "already_settled")
        self.state, self.settled_at = state, now
        self.version += 1
