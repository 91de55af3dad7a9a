"""A message that somebody found wrong, for staff to look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from services.directory.model.rules import require, require_nothing_missing

FAULTS = ("unkind", "selling", "unsafe", "other")
OUTCOMES = ("removed", "kept")


@dataclass
class Report:
    """Hold what was reported by whom about whom, with the message as it was then."""

    report_id: str
    connection_id: str
    by: str
    about: str
    fault: str
    words: str
    message: str
    reported_at: datetime
    state: str = "open"
    outcome: str = ""
    closed_at: datetime | None = None
    version: int = 1

    def settle(self, outcome: str, reason: str, now: datetime) -> None:
        """Settle it: the message is removed, or nothing is wrong with it. Raises `report_closed`, `Incomplete`."""
        require(self.state == "open", "report_closed")
        require_nothing_missing(() if reason.strip() else ("/reason",))
        self.state, self.outcome, self.closed_at = "closed", outcome, now
        if outcome == "removed":
            self.message = ""
        self.version += 1

    def erase(self, now: datetime) -> None:
        """Forget all words, since one of the two is forgotten: the other's were to them; then nothing is to settle."""
        self.words = self.message = ""
        if self.state == "open":
            self.state, self.outcome, self.closed_at = "closed", "erased", now
        self.version += 1
