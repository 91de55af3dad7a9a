"""Whom each person might meet in the best draw: the few edges that are worth asking an exact solver about.

Prices are the dual of the matching problem: one for each person, such that no two are worth more together than their
prices. Half of each one's best is such a price, and each is lowered as far as the others allow. Who is worth just
their prices may well meet in the best draw; who is worth much less will not.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from services.matching.drawing import jitter
from services.matching.drawing.jitter import Words
from services.matching.drawing.table import ALLOWED, Places, Points

Edges = tuple[Places, Places]

EACH = 7
"""How many others are candidates of each person."""
BITS = 32
"""So many random bits decide among equals."""


def prices(worth: Points, words: Words) -> Points:
    """Return everybody's price in half points; their sum is the most that any pairing is worth, in half points."""
    doubled = 2 * worth
    each: Points = (doubled.max(axis=1) + 1) // 2
    for place in np.argsort(words, kind="stable"):
        each[place] = (doubled[place] - each).max()
    return each


def candidates(worth: Points, words: Words) -> Edges:
    """Return pairs that may meet: for each person those that fall least short of both prices, equals by chance."""
    if len(worth) <= EACH:
        return every(worth)
    each = prices(worth, words)
    short = (each[:, None] + each[None, :] - 2 * worth).astype(np.int64)
    chance = jitter.between(words[:, None], words[None, :]) >> np.uint64(jitter.BITS - BITS)
    order = (short << BITS) + chance.astype(np.int64)
    last = np.partition(order, EACH - 1, axis=1)[:, EACH - 1]
    return _allowed(worth, (order <= last[:, None]) | (order <= last[None, :]))


def every(worth: Points) -> Edges:
    """Return all pairs that may meet."""
    return _allowed(worth, np.ones(worth.shape, dtype=np.bool_))


def _allowed(worth: Points, chosen: NDArray[np.bool_]) -> Edges:
    some, others = np.nonzero(np.triu(chosen & (worth > ALLOWED), 1))
    return some, others
