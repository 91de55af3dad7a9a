"""How far assessors agree: with reference scores on invented examples (clauses 13 to 15)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from services.directory.model.assessment import HIGHEST, LOWEST

ENOUGH_PAIRS = 10
"""Fewer pairs of scores say too little for kappa: a single one would swing it."""

Pair = tuple[int, int]


@dataclass(frozen=True)
class Agreement:
    """Count pairs of scores: all, the equal ones, those at most one apart; kappa is None while it says nothing."""

    pairs: int
    equal: int
    within_one: int
    kappa: float | None


def agreement(pairs: Sequence[Pair]) -> Agreement:
    """Compare scores with reference scores."""
    apart = [abs(given - reference) for given, reference in pairs]
    enough = len(pairs) >= ENOUGH_PAIRS
    return Agreement(len(pairs), apart.count(0), apart.count(0) + apart.count(1), kappa(pairs) if enough else None)


def kappa(pairs: Sequence[Pair]) -> float | None:
    """Tell Cohen's kappa with quadratic weights: 1 is full agreement, 0 what chance alone would give.

    None when both always say the same one score: then chance explains everything. (Cohen 1968, doi:10.1037/h0026256)
    """
    given, reference = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    scale = range(LOWEST, HIGHEST + 1)
    by_chance = sum(given[one] * reference[other] * (one - other) ** 2 for one in scale for other in scale)
    observed = sum((one - other) ** 2 for one, other in pairs) * len(pairs)
    return 1 - observed / by_chance if by_chance else None
