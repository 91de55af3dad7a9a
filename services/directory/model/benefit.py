"""Reports that somebody helped, and the edge rule that makes two people connected (clauses 33, 35, 39 and 40)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from services.directory.model.connection import pair_of
from services.directory.model.rules import require

Pair = tuple[str, str]

GAVE = ("advice", "new_idea", "collaboration", "support", "contact")
"""What somebody gave: the last is that they brought the reporter together with others."""
WAYS = ("direct", "by_others")
"""Whether it came from the other person, or by way of others whom they led to (clause 39)."""
REACHED = ("colleagues", "elsewhere")
"""Whom it went on to who is no member: in the reporter's own place, or in another (clause 40)."""
TOLD_BY = ("own_word", "question", "coffee")
"""What made somebody report."""
MOST_OF_ONE = 100
"""How often one person may report of another."""


@dataclass(frozen=True)
class Benefit:
    """Hold what one person said of another, for good; what they say later counts in its place.

    `after_months` says which follow-up it answers; 0 for none.
    """

    benefit_id: str
    reporter_id: str
    other_id: str
    beneficial: bool
    at: datetime
    gave: tuple[str, ...] = ()
    way: str = "direct"
    reached: tuple[str, ...] = ()
    words: str = ""
    source: str = "own_word"
    after_months: int = 0

    @property
    def pair(self) -> Pair:
        """Name the two, whoever reported."""
        return pair_of(self.reporter_id, self.other_id)

    def checked(self) -> Benefit:
        """Return it without what says nothing: who was not helped was given nothing. Raises `not_yourself`."""
        require(self.reporter_id != self.other_id, "not_yourself")
        if self.beneficial:
            return self
        return replace(self, gave=(), way="direct", reached=())


class Span(NamedTuple):
    """A time through which two were connected; its end is not in it, and None while it lasts."""

    begun: datetime
    ended: datetime | None


def edges(reports: Iterable[Benefit], at: datetime) -> frozenset[Pair]:
    """Return who was connected at a time: each of whom at least one had said by then that the other helped.

    Of what one person said of another the latest counts. Clauses 33 and 35.
    """
    latest = {(each.reporter_id, each.other_id): each for each in _in_order(reports) if each.at <= at}
    return frozenset(each.pair for each in latest.values() if each.beneficial)


def spans(reports: Iterable[Benefit]) -> tuple[Span, ...]:
    """Return when the two whom these reports are about were connected: the edge rule for all times at once."""
    says: dict[str, bool] = {}
    begun, found = None, []
    for each in _in_order(reports):
        says[each.reporter_id] = each.beneficial
        if begun is None and any(says.values()):
            begun = each.at
        elif begun is not None and not any(says.values()):
            found.append(Span(begun, each.at))
            begun = None
    found += [Span(begun, None)] if begun is not None else []
    return tuple(span for span in found if span.begun != span.ended)


def held_at(connected: Iterable[Span], at: datetime) -> bool:
    """Say whether a time lies in one of them."""
    return any(span.begun <= at and (span.ended is None or at < span.ended) for span in connected)


def _in_order(reports: Iterable[Benefit]) -> list[Benefit]:
    return sorted(reports, key=lambda each: (each.at, each.benefit_id))
