"""The one question that a chair may ask an applicant before deciding (clause 19)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from services.directory.model.rules import require, require_nothing_missing

MOST_OPEN = timedelta(days=14)


@dataclass(frozen=True)
class Question:
    """Hold a question and its answer: written at leisure, sent once. `version` counts how often it was saved."""

    asked_by: str
    asked_at: datetime
    text: str
    answer: str = ""
    answered_at: datetime | None = None
    version: int = 1

    def written(self, answer: str) -> Question:
        """Keep an answer that is not sent yet. Raises `already_answered`."""
        require(self.answered_at is None, "already_answered")
        return replace(self, answer=answer, version=self.version + 1)

    def answered(self, answer: str, now: datetime) -> Question:
        """Send the answer, for good. Raises `already_answered`, `Incomplete`."""
        require_nothing_missing(() if answer.strip() else ("/answer",))
        return replace(self.written(answer), answered_at=now)

    def erased(self) -> Question:
        """Keep who asked and when; both texts are gone."""
        return replace(self, text="", answer="", version=self.version + 1)

    def is_waited_for(self, now: datetime) -> bool:
        """Say whether the chair has to wait: unanswered, and asked less than 14 days ago."""
        return self.answered_at is None and now < self.asked_at + MOST_OPEN

    @property
    def added(self) -> timedelta:
        """Tell by how much deciding may take longer: as long as it is open, 14 days at most."""
        return min(self.answered_at - self.asked_at, MOST_OPEN) if self.answered_at else MOST_OPEN
