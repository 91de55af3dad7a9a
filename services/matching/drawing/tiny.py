"""Draws a very small round by looking at every way to group it: here exclusions and repeats can leave little choice."""

from __future__ import annotations

from functools import cache
from itertools import combinations

import numpy as np

from services.matching.drawing import jitter
from services.matching.drawing.table import ALLOWED, FRESH, MET, Table

MOST = 12
"""So many people are grouped in every way."""

Value = tuple[int, int, int, int]
"""How good a way is: people left out, trios and repeats count against it, in this order; then its weight for it."""
Group = tuple[int, ...]


def grouped(table: Table) -> tuple[list[list[int]], list[int]]:
    """Return the best way to group everybody, and who is left out of it."""
    many = len(table)
    values = _values(table)

    @cache
    def best(waiting: tuple[int, ...]) -> tuple[Value, tuple[Group, ...]]:
        if not waiting:
            return (0, 0, 0, 0), ()
        first, *rest = waiting
        ways = []
        for size in range(min(3, len(waiting))):
            for others in combinations(rest, size):
                if (value := values.get((first, *others))) is not None:
                    after, found = best(tuple(one for one in rest if one not in others))
                    ways.append((_sum(value, after), ((first, *others), *found)))
        return max(ways)

    found = best(tuple(range(many)))[1]
    return [[*group] for group in found if len(group) > 1], [group[0] for group in found if len(group) == 1]


def _values(table: Table) -> dict[Group, Value]:
    """Return what each group is worth that may be: somebody alone, two, three."""
    many = len(table)
    places = np.arange(many)
    worth = table.worth(places, places).tolist()
    chance = jitter.between(table.words[:, None], table.words[None, :]).tolist()
    values: dict[Group, Value] = {(one,): (-1, 0, 0, 0) for one in range(many)}
    for group in (group for size in (2, 3) for group in combinations(range(many), size)):
        meetings = list(combinations(group, 2))
        points = [worth[one][other] for one, other in meetings]
        if min(points) > ALLOWED:
            repeats = sum(each < FRESH for each in points)
            weight = (sum(points) + MET * repeats << jitter.BITS + 4) + sum(chance[a][b] for a, b in meetings)
            values[group] = (0, -(len(group) == 3), -repeats, weight * (4 - len(group)))
    return values


def _sum(one: Value, other: Value) -> Value:
    return one[0] + other[0], one[1] + other[1], one[2] + other[2], one[3] + other[3]
