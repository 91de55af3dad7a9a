"""Whom a member may want to meet, and why: some shared ground, and as many differences as there are (clause 31)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from zlib import crc32

from services.directory.model.profile import Profile
from services.directory.model.words import words_of

STEM = 5
"""How many letters tell what an offer is about: who looks for a mentor is offered mentoring."""

Values = tuple[str, ...]


@dataclass(frozen=True)
class Ground:
    """Something shared: which values of a filter speak for somebody, and by how much the first, the second ..."""

    code: str
    filter_name: str
    values: Values
    weights: tuple[int, ...]

    def reason(self, theirs: Values) -> Reason | None:
        """Say what of it somebody has."""
        shared = tuple(value for value in self.values if value in theirs)
        return Reason(self.code, shared, sum(self.weights[: len(shared)])) if shared else None


@dataclass(frozen=True)
class Difference:
    """Something that differs: by how much another value than this one speaks for somebody; none says nothing."""

    code: str
    filter_name: str
    value: str
    weight: int

    def reason(self, theirs: Values) -> Reason | None:
        """Say what of it somebody has."""
        others = tuple(value for value in theirs if value != self.value)
        return Reason(self.code, others, self.weight) if others and self.value else None


@dataclass(frozen=True)
class Reason:
    """Say by a code with values why two may want to meet, and how much that counts."""

    code: str
    values: Values
    weight: int


@dataclass(frozen=True)
class Wish:
    """Say whom somebody may want to meet. Only who shares some ground is suggested before all others are."""

    grounds: tuple[Ground, ...]
    differences: tuple[Difference, ...]

    def reasons(self, values_of: Callable[[str], Values]) -> list[Reason]:
        """List why somebody with these values of filters may be worth meeting."""
        marks: tuple[Ground | Difference, ...] = (*self.grounds, *self.differences)
        found = (each.reason(values_of(each.filter_name)) for each in marks)
        return [reason for reason in found if reason]


def wish_of(mine: Profile, offers: Iterable[str]) -> Wish:
    """Say whom a member may want to meet, by their own profile; `offers` are those that there are.

    The differences, and topics that are shared, count as they do when coffees are drawn (clause 48).
    """
    sought = tuple(offer for offer in offers if _is_sought(offer, mine.looking_for))
    grounds = (
        Ground("shared_topics", "topic", mine.topics, (2, 2, 2)),
        Ground("knows_your_interests", "topic", _others(mine.interests, mine.topics), (3,)),
        Ground("interested_in_your_topics", "interest", _others(mine.topics, mine.interests), (2,)),
        Ground("shared_interests", "interest", mine.interests, (1,)),
        Ground("offers_what_you_seek", "offer", sought, (3,)),
    )
    differences = (
        Difference("other_region", "region", mine.region or "", 3),
        Difference("other_organisation", "organisation", mine.organisation_id, 3),
        Difference("other_background", "background", mine.background or "", 2),
    )
    return Wish(tuple(each for each in grounds if each.values), tuple(each for each in differences if each.value))


def turn_of(person_id: str, now: datetime) -> int:
    """Return a number by which those who fit alike take turns: another one for each member and each week."""
    year, week, _ = now.isocalendar()
    return crc32(f"{person_id} {year} {week}".encode())


def _others(values: Values, without: Values) -> Values:
    return tuple(value for value in values if value not in without)


def _is_sought(offer: str, text: str) -> bool:
    stems = {word[:STEM] for word in words_of(text) if len(word) >= STEM}
    return any(word[:STEM] in stems for word in words_of(offer) if len(word) >= STEM)
