"""What a panel knows of an application before it: who assesses, who may not, and whose scores count (clause 19)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from services.directory.model.assessment import Assessment
from services.directory.model.assignment import Assignment
from services.directory.model.decision import Decision
from services.directory.model.rules import CRITERIA, require
from services.directory.model.words import normal_form

ENOUGH_ASSESSMENTS = 2
READY = "ready"
"""The stage in which the chair can decide."""
WITH_A_THIRD = 3
WIDEST_AGREEMENT = 1
REASONS_TO_MOVE = ("works_there", "lives_there", "nobody_free")


@dataclass(frozen=True)
class Leaders:
    """Say who hears what is meant for an application's chair: not the chairs it is kept from, but the deputy."""

    kept_from: tuple[str, ...] = ()
    deputy_id: str | None = None


@dataclass
class Panel:
    """Hold what a region's panel has agreed on: the chair's deputy, until and including a day."""

    region: str
    deputy_id: str = ""
    deputy_until: str = ""

    def name(self, deputy_id: str, until: date) -> None:
        """Let somebody do what the chair may."""
        self.deputy_id, self.deputy_until = deputy_id, until.isoformat()

    def release(self) -> None:
        """Have no deputy any more."""
        self.deputy_id = self.deputy_until = ""

    def has_deputy(self, today: date) -> bool:
        """Say whether there is a deputy today."""
        return bool(self.deputy_id) and self.deputy_until >= today.isoformat()


class BeforePanel:
    """Keep, on an application, who assesses it and how many scores it takes."""

    status: str
    scored_by: tuple[str, ...]
    assigned: tuple[str, ...]
    barred: tuple[str, ...]
    scores_needed: int
    short_handed: bool
    held: Decision | None

    def assign(self, assessor_id: str) -> None:
        """Note who assesses."""
        self.assigned = _with(self.assigned, assessor_id)

    def count_score(self, assessor_id: str) -> None:
        """Note whose scores are final."""
        self.scored_by = _with(self.scored_by, assessor_id)

    def take_off(self, assessor_id: str) -> None:
        """Let somebody assess it no more; scores of theirs do not count any more."""
        self.assigned, self.scored_by = _without(self.assigned, assessor_id), _without(self.scored_by, assessor_id)

    def bar(self, person_id: str) -> None:
        """Keep it from somebody with a conflict, as assessor and as chair."""
        self.take_off(person_id)
        self.barred = _with(self.barred, person_id)

    def require_dispensable(self, assignment: Assignment, now: datetime) -> None:
        """Refuse to go on without an assessor whom nobody can replace, but a third who is late: two scores are enough.

        Raises `nobody_free`.
        """
        require(len(self.scored_by) >= ENOUGH_ASSESSMENTS and assignment.is_late(now), "nobody_free")

    def weigh(self, assessments: Iterable[Assessment]) -> None:
        """Ask for a third score when those that count lie far apart."""
        counted = [each for each in assessments if each.assessor_id in self.scored_by and each.is_final]
        self.scores_needed = WITH_A_THIRD if lie_apart(counted) else ENOUGH_ASSESSMENTS

    @property
    def wanted(self) -> int:
        """Count the assessors it still lacks."""
        return max(0, self.scores_needed - len({*self.assigned, *self.scored_by}))

    @property
    def has_enough_scores(self) -> bool:
        """Say whether the chair can decide: with a third score where one is needed, or alone when nobody is left."""
        enough = ENOUGH_ASSESSMENTS if self.short_handed else self.scores_needed
        return len(self.scored_by) >= enough

    @property
    def is_for_chair_alone(self) -> bool:
        """Say whether two scores lie apart and nobody is left to give a third."""
        return self.short_handed and self.has_enough_scores and len(self.scored_by) < self.scores_needed

    @property
    def stage(self) -> str:
        """Tell what the panel waits for."""
        if self.status != "submitted":
            return self.status
        if self.held:
            return "held"
        if self.has_enough_scores:
            return READY
        if self.short_handed:
            return "waiting_for_assessors"
        return "waiting_for_third" if self.scores_needed == WITH_A_THIRD else "waiting_for_scores"


def lie_apart(assessments: Collection[Assessment]) -> bool:
    """Say whether two assessors differ by more than one point in any criterion."""
    given = [[each.scores[name] or 0 for each in assessments] for name in CRITERIA]
    return any(max(scores, default=0) - min(scores, default=0) > WIDEST_AGREEMENT for scores in given)


def is_among(keys: Collection[str], names: Iterable[str]) -> bool:
    """Say whether any of some names has one of these normal forms; none is the same as nothing."""
    return any(key in keys for name in names if (key := normal_form(name)))


def _with(ids: tuple[str, ...], person_id: str) -> tuple[str, ...]:
    return tuple(sorted({*ids, person_id}))


def _without(ids: tuple[str, ...], person_id: str) -> tuple[str, ...]:
    return tuple(each for each in ids if each != person_id)
