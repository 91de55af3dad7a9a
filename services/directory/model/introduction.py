"""A member who brings two of their connections together; nothing comes of it unless both agree (clause 40)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from services.directory.model.connection import pair_of
from services.directory.model.rules import require, require_nothing_missing

MOST_INTRODUCTIONS = 10
"""How many introductions by one person may wait for answers."""
WAITS_FOR = timedelta(days=60)
"""Who does not answer in this time is asked no more."""


@dataclass
class Introduction:
    """Hold who introduces whom with which words; nobody is told what the other answered until both agreed.

    After a no it waits for the other all the same: an introduction that went away would tell them.
    """

    introduction_id: str
    by: str
    pair: tuple[str, str]
    words: str
    introduced_at: datetime
    state: str = "open"
    agreed: tuple[str, ...] = ()
    declined: tuple[str, ...] = ()
    closed_at: datetime | None = None
    version: int = 1
    sequence: int = 0

    @classmethod
    def begin(cls, introduction_id: str, by: str, people: tuple[str, str], words: str, now: datetime) -> Introduction:
        """Introduce two others. Raises `not_yourself`, `Incomplete`."""
        one, other = people
        require(by not in people and one != other, "not_yourself")
        require_nothing_missing(() if words.strip() else ("/words",))
        return cls(introduction_id, by, pair_of(one, other), words, now)

    def agree(self, person_id: str, now: datetime) -> bool:
        """Say yes; answer whether both have. Raises `not_introduced`."""
        require(self.waits_for(person_id, now), "not_introduced")
        self.agreed = (*self.agreed, person_id)
        self.version += 1
        if len(self.agreed) == len(self.pair):
            self.state, self.closed_at = "made", now
        self._close_when_answered(now)
        return self.state == "made"

    def decline(self, person_id: str, now: datetime) -> None:
        """Say no; nobody is told. Raises `not_introduced`."""
        require(self.waits_for(person_id, now), "not_introduced")
        self.declined = (*self.declined, person_id)
        self.version += 1
        self._close_when_answered(now)

    def close(self, now: datetime) -> None:
        """Let nothing come of it."""
        self._end(now)
        self.version += 1

    def waits_for(self, person_id: str, now: datetime) -> bool:
        """Say whether somebody is asked and has not answered."""
        has_answered = person_id in (*self.agreed, *self.declined)
        is_asked = self.state == "open" and person_id in self.pair and not has_answered
        return is_asked and now < self.introduced_at + WAITS_FOR

    def _close_when_answered(self, now: datetime) -> None:
        if self.state == "open" and len(self.agreed) + len(self.declined) == len(self.pair):
            self._end(now)

    def _end(self, now: datetime) -> None:
        self.state, self.closed_at, self.words = "closed", now, ""

    def other_than(self, person_id: str) -> str:
        """Name the other one of the two."""
        one, other = self.pair
        return other if person_id == one else one
