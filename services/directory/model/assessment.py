"""One assessor's view of one application: three scores with reasons, kept as a draft until they are sure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from services.directory.model.rules import CRITERIA, require, require_nothing_missing

LOWEST, HIGHEST = 1, 4


@dataclass
class Assessment:
    """Hold one assessor's scores (1 to 4) and reasons by criterion; version 0 was never saved."""

    assessment_id: str
    application_id: str
    assessor_id: str
    scores: dict[str, int | None] = field(default_factory=lambda: dict.fromkeys(CRITERIA))
    reasons: dict[str, str] = field(default_factory=lambda: dict.fromkeys(CRITERIA, ""))
    status: str = "draft"
    version: int = 0

    def write(self, scores: Mapping[str, int | None], reasons: Mapping[str, str | None]) -> None:
        """Replace all scores and reasons of a draft. Raises `already_final`."""
        require(not self.is_final, "already_final")
        self.scores = {name: scores.get(name) for name in CRITERIA}
        self.reasons = {name: reasons.get(name) or "" for name in CRITERIA}
        self.version += 1

    def erase(self) -> None:
        """Keep the scores; the reasons speak of the person who applied."""
        self.reasons = dict.fromkeys(CRITERIA, "")
        self.version += 1

    def finish(self) -> None:
        """Make what is written final, for good. Raises `Incomplete`."""
        require_nothing_missing(self.missing())
        self.status = "final"

    def missing(self) -> tuple[str, ...]:
        """Name the scores and reasons still to be given, as pointers."""
        scores = tuple(f"/scores/{name}" for name in CRITERIA if self.scores[name] is None)
        return scores + tuple(f"/reasons/{name}" for name in CRITERIA if not self.reasons[name])

    @property
    def is_final(self) -> bool:
        """Say whether the assessor has committed to it."""
        return self.status == "final"
