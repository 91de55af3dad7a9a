"""What two or three who have never met can begin with: what they share, and what differs (clauses 45, 48)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from services.matching.model.member import Member
from services.matching.model.score import is_other

MOST_STARTERS = 4
Starter = tuple[str, str]
"""A code that pages and mails put into words, and the slug that it speaks of, or nothing."""


@dataclass(frozen=True)
class Introduction:
    """What everybody of a pair has in common, and what one of them may ask the others."""

    shared: tuple[str, ...]
    starters: tuple[Starter, ...]


def introduce(one: Member, others: Sequence[Member]) -> Introduction:
    """Introduce others to one person, from what each lets members see."""
    shared = tuple(topic for topic in one.topics if all(topic in other.topics for other in others))
    found = dict.fromkeys(starter for other in others for starter in _starters(one, other, shared))
    return Introduction(shared, (*tuple(found)[: MOST_STARTERS - 1], ("lately", "")))


def _starters(one: Member, other: Member, shared: Sequence[str]) -> list[Starter]:
    learns = [topic for topic in one.interests if topic in other.topics]
    teaches = [topic for topic in other.interests if topic in one.topics]
    found = [("learns", topic) for topic in learns[:1]] + [("teaches", topic) for topic in teaches[:1]]
    found += [("shared", topic) for topic in shared[:1]]
    if is_other(one.background, other.background):
        found.append(("background", other.background))
    if is_other(one.region, other.region):
        found.append(("region", other.region))
    return found
