"""How good a meeting of two people would be: unlike each other, with ground in common (Clause 48).

Written once: the draw, its certificate and the benchmark all count by this table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

REGION, ORGANISATION, BACKGROUND = 3, 3, 2
"""What it adds that two come from different ones."""
TOPIC, MOST_TOPICS = 2, 3
"""What each topic adds that both care about, and how many count."""
HIGHEST = REGION + ORGANISATION + BACKGROUND + TOPIC * MOST_TOPICS


@dataclass(frozen=True)
class Traits:
    """What of a person counts when people are drawn; an empty word means that it is not known."""

    person_id: str
    region: str = ""
    organisation: str = ""
    background: str = ""
    topics: frozenset[str] = frozenset()


def is_other(one: str, another: str) -> bool:
    """Tell whether two belong to different places; what is not known is never other, so nothing is claimed of it."""
    return bool(one and another and one != another)


def score(one: Traits, another: Traits) -> int:
    """Return how good a meeting of two would be, from 0 to `HIGHEST`, whoever is named first."""
    apart = (
        REGION * is_other(one.region, another.region)
        + ORGANISATION * is_other(one.organisation, another.organisation)
        + BACKGROUND * is_other(one.background, another.background)
    )
    return apart + TOPIC * min(MOST_TOPICS, len(one.topics & another.topics))


def score_of(group: Sequence[Traits]) -> float:
    """Return how good a pair or a trio is; in a trio everybody counts with the mean of their two meetings."""
    return sum(score(one, another) for one, another in combinations(group, 2)) / (len(group) - 1)
