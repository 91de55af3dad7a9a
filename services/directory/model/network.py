"""The network that members form, in figures: how many connections, and inside what or across it (clauses 35 to 37)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from services.directory.model.benefit import Pair, Span, held_at

BOUNDARIES = ("region", "background", "organisation")
FEW = 5
"""Of fewer members no average is told: it would say something of each of them."""


@dataclass(frozen=True)
class Node:
    """A member with what may lie between them and others; what is not known is empty."""

    joined_at: datetime
    region: str = ""
    background: str = ""
    organisation: str = ""


@dataclass(frozen=True)
class Network:
    """Hold members by id, and for each pair when they were connected; named at any moment."""

    members: Mapping[str, Node]
    ties: Mapping[Pair, tuple[Span, ...]]

    def at(self, moment: datetime) -> Moment:
        """Return the network as it was: who had joined by then, and which of them were connected."""
        present = {member_id: node for member_id, node in self.members.items() if node.joined_at <= moment}
        edges = [
            (one, other)
            for (one, other), connected in self.ties.items()
            if one in present and other in present and held_at(connected, moment)
        ]
        return Moment(present, edges)


@dataclass(frozen=True)
class Boundary:
    """Count connections inside a kind of boundary and across it; `unsaid` of whom one has not said where they are."""

    within: int = 0
    across: int = 0
    unsaid: int = 0


@dataclass
class Group:
    """Count the members who share a value, the connections among them, and those from them to others."""

    members: int = 0
    within: int = 0
    across: int = 0

    @property
    def average_within(self) -> float | None:
        """Return 2E/N for the group as a network of its own; None for few."""
        return average(self.members, self.within) if self.members >= FEW else None

    @property
    def average(self) -> float | None:
        """Return how many connections one of them has, to anybody; None for few."""
        return (2 * self.within + self.across) / self.members if self.members >= FEW else None


@dataclass(frozen=True)
class Moment:
    """The network at one moment."""

    members: Mapping[str, Node]
    edges: Collection[Pair] = field(default_factory=list)

    @property
    def average(self) -> float | None:
        """Return the average number of connections of a member (clause 36); None of nobody."""
        return average(len(self.members), len(self.edges))

    def boundary(self, name: str) -> Boundary:
        """Count the connections inside and across one of `BOUNDARIES` (clause 37)."""
        counted = Counter(self._relation(*self._ends(pair, name)) for pair in self.edges)
        return Boundary(counted["within"], counted["across"], counted["unsaid"])

    def groups(self, name: str) -> dict[str, Group]:
        """Count members and connections for each value of one of `BOUNDARIES`."""
        groups: dict[str, Group] = {}
        for node in self.members.values():
            groups.setdefault(getattr(node, name), Group()).members += 1
        for one, other in (self._ends(pair, name) for pair in self.edges):
            if one == other:
                groups[one].within += 1
            else:
                groups[one].across += 1
                groups[other].across += 1
        return {value: group for value, group in groups.items() if value}

    def _ends(self, pair: Pair, name: str) -> Pair:
        one, other = pair
        return getattr(self.members[one], name), getattr(self.members[other], name)

    @staticmethod
    def _relation(one: str, other: str) -> str:
        if not one or not other:
            return "unsaid"
        return "within" if one == other else "across"


def told(groups: Mapping[str, Group]) -> frozenset[str]:
    """Return of which groups more may be told than how many they are.

    Whoever takes the sums of those that are told from the sum of all has the sums of the others: unless there are none,
    these must not be few either, so that the next larger group keeps silent with them.
    """
    silent = 0
    rest = sorted(groups, key=lambda value: (groups[value].members, value))
    while rest and (groups[rest[0]].members < FEW or 0 < silent < FEW):
        silent += groups[rest.pop(0)].members
    return frozenset(rest)


def average(members: int, edges: int) -> float | None:
    """Return 2E/N, the average number of connections; None of nobody."""
    return 2 * edges / members if members else None


def month_starts(now: datetime, count: int) -> Iterable[datetime]:
    """Return the first moments of so many months, in UTC, the last that of the present month."""
    for back in range(count - 1, -1, -1):
        year, month = divmod(now.year * 12 + now.month - 1 - back, 12)
        yield now.replace(year=year, month=month + 1, day=1, hour=0, minute=0, second=0, microsecond=0)
