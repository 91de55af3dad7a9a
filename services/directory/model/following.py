"""Asking, after months, whether a connection helped; a person is asked once a month at most (clauses 34, 38 and 39)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from services.directory.model.decision import months_after
from services.directory.model.rules import require

MONTHS = (1, 3, 6, 12)
"""After how many months somebody is asked about a connection."""
MOST_ASKED = 5
"""About how many people one question asks."""
OPEN_FOR = timedelta(days=60)
"""How long a question can be answered: after that a newer one, or a report, says it better."""
MOST_QUESTIONS = 3
"""How many questions can be answered at once: one is asked a month."""


@dataclass
class Following:
    """Hold what comes next of asking one person about another; it ends with the last of the months."""

    following_id: str
    person_id: str
    other_id: str
    since: datetime
    months: int
    due_at: datetime

    @classmethod
    def begin(cls, person_id: str, other_id: str, since: datetime) -> Following:
        """Wait for the first time."""
        named = following_id(person_id, other_id)
        return cls(named, person_id, other_id, since, MONTHS[0], moment_after(since, MONTHS[0]))

    def go_on(self, now: datetime) -> bool:
        """Wait for the next time that lies ahead; say whether there is one."""
        for months in MONTHS:
            due_at = moment_after(self.since, months)
            if months > self.months and due_at > now:
                self.months, self.due_at = months, due_at
                return True
        return False


@dataclass
class Asking:
    """Hold when a person was asked last and is asked next: never twice within a month."""

    person_id: str
    asked_at: datetime | None = None
    ask_at: datetime | None = None
    version: int = 0
    """How often it was saved: what is written over by its like is not written at all, and collides with nothing."""

    def expect(self, due_at: datetime) -> None:
        """Ask when that is due, unless something is due before."""
        free = max(due_at, moment_after(self.asked_at, 1)) if self.asked_at else due_at
        self.ask_at = min(self.ask_at, free) if self.ask_at else free

    def look_again(self, due_at: datetime | None) -> None:
        """Ask next when that is due, or not at all while nothing is."""
        self.ask_at = None
        if due_at:
            self.expect(due_at)


@dataclass
class BenefitQuestion:
    """Hold one short question: about whom it asks, each with its months, and what was answered about whom."""

    question_id: str
    person_id: str
    asked_at: datetime
    about: dict[str, int]
    answered: dict[str, bool] = field(default_factory=dict)
    sequence: int = 0

    def answer(self, other_id: str, beneficial: bool, now: datetime) -> bool:
        """Keep an answer about one of them; the first stands, say whether it was. Raises `not_asked`, `question_over`.

        Whoever thinks otherwise later says so in a report.
        """
        require(other_id in self.about, "not_asked")
        if other_id in self.answered:
            return False
        require(self.is_open(now), "question_over")
        self.answered[other_id] = beneficial
        return True

    def is_open(self, now: datetime) -> bool:
        """Say whether it can still be answered."""
        return now < self.asked_at + OPEN_FOR


def unanswered(asked: Iterable[BenefitQuestion]) -> dict[str, set[str]]:
    """Return of questions, the latest first, about whom nothing was answered to each or to a later one."""
    known, left = set[str](), {}
    for each in asked:
        known |= each.answered.keys()
        if others := each.about.keys() - known:
            left[each.question_id] = others
    return left


def following_id(person_id: str, other_id: str) -> str:
    """Name what is asked of one person about another."""
    return f"{person_id} {other_id}"


def moment_after(at: datetime, months: int) -> datetime:
    """Return the same time of day some months later, on the last of a month that is shorter."""
    return datetime.combine(months_after(at.date(), months), at.timetz())
