"""What a round of coffee is drawn from, and what comes out of the draw (Clause 44)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from services.matching.model.score import Traits

Pair = tuple[str, str]
"""The ids of two people, the lesser first: see `pair_of`."""


def pair_of(one: str, another: str) -> Pair:
    """Return two ids as the pair they are, whoever is named first."""
    return (one, another) if one < another else (another, one)


@dataclass(frozen=True)
class Inputs:
    """Everybody who is enrolled, and pairs: who may not meet, and who met before.

    The order of people changes nothing. Pairs are as `pair_of` makes them; they may name people who are not enrolled.
    """

    people: tuple[Traits, ...]
    excluded: frozenset[Pair] = frozenset()
    met: frozenset[Pair] = frozenset()


@dataclass(frozen=True)
class Bound:
    """The score that no draw of the same round can exceed; `name` says how it is known (see `certificate`)."""

    name: str
    points: float


@dataclass(frozen=True)
class Draw:
    """Who meets whom: pairs, and trios where pairs do not come out even; `left_out` is who can meet nobody."""

    groups: tuple[tuple[str, ...], ...]
    left_out: tuple[str, ...]
    bound: Bound

    def meetings(self) -> Iterator[Pair]:
        """Yield every two who meet: one pair for each pair, three for each trio."""
        for group in self.groups:
            yield from (pair_of(one, another) for one, another in combinations(group, 2))
