"""How much a round could score at most: what its draw is held against (`Bound`)."""

from __future__ import annotations

import numpy as np

from services.matching.drawing.blocks import LARGEST, blocks
from services.matching.drawing.candidates import prices
from services.matching.drawing.table import Points, Table
from services.matching.model.draw import Bound

AT_ONCE = 250
"""For how many people at a time everybody is looked at."""


def bound(table: Table) -> Bound:
    """Return the tightest bound that is quick, of all draws that break nothing this table charges for."""
    if len(table) > LARGEST:
        return Bound("halves", float(_bests(table).sum()) / 2)
    everybody = np.arange(len(table))
    most = np.maximum(prices(table.worth(everybody, everybody), table.words), 0)
    return Bound("prices", float(most.sum()) / 2)


def _bests(table: Table) -> Points:
    """Return everybody's best score: found among their neighbours, or looked for among all."""
    bests, everybody = np.zeros(len(table), dtype=np.int32), np.arange(len(table))
    for block in blocks(table):
        bests[block] = table.worth(block, block).max(axis=1, initial=0)
    unsure = np.flatnonzero(bests < table.caps())
    for some in np.array_split(unsure, len(unsure) // AT_ONCE + 1):
        bests[some] = table.worth(some, everybody).max(axis=1, initial=0)
    return bests
