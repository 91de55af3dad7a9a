"""Draws an odd round by its trio: where most have met, or many may not meet, the trio decides what else is left."""

from __future__ import annotations

from itertools import combinations

import numpy as np

from services.matching.drawing import jitter
from services.matching.drawing.candidates import every
from services.matching.drawing.matching import best
from services.matching.drawing.table import ALLOWED, FRESH, Points, Table

MOST = 101
"""So many people's trios are tried; of more, somebody joins a pair that has been drawn (`trios`)."""
WORK = 4_000_000
"""How many trios are tried, times the square of how many people there are: all of them up to 29 people."""


def grouped(table: Table) -> list[list[int]] | None:
    """Return one trio and pairs of all the rest, with as few repeats as are found; None where there is no such way."""
    everybody = np.arange(len(table))
    worth = table.worth(everybody, everybody)
    found: list[tuple[int, list[list[int]]]] = []
    for trio in _trios(table, worth)[: WORK // len(table) ** 2]:
        rest = np.setdiff1d(everybody, trio)
        among = worth[np.ix_(rest, rest)]
        pairs = best(table, rest, among, every(among)).T.tolist()
        if len(pairs) == len(rest) // 2:
            groups = [trio, *pairs]
            found.append((_repeats(worth, groups), groups))
            if found[-1][0] == 0:
                break
    return min(found, key=lambda each: each[0])[1] if found else None


def _trios(table: Table, worth: Points) -> list[list[int]]:
    """Return who may be a trio: without repeats first, then by their score, equals by chance."""
    trios = np.array(list(combinations(range(len(table)), 3)), dtype=np.int64).reshape(-1, 3)
    meetings = np.stack([worth[trios[:, one], trios[:, other]] for one, other in combinations(range(3), 2)])
    words = table.words[trios].sum(axis=1)
    order = np.lexsort((jitter.between(words, words), -meetings.sum(axis=0)))
    return [trios[at].tolist() for at in order if meetings[:, at].min() > ALLOWED]


def _repeats(worth: Points, groups: list[list[int]]) -> int:
    return sum(bool(worth[pair] < FRESH) for group in groups for pair in combinations(group, 2))
