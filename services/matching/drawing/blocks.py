"""Parts a large round into blocks that are solved one by one: people of like topics together, in an order by chance."""

from __future__ import annotations

import numpy as np

from services.matching.drawing.table import Places, Table

LARGEST = 4_000
"""So many people are solved as one block."""
SIZE = 1_000
"""Of more people, about so many a block."""


def blocks(table: Table) -> list[Places]:
    """Return everybody in blocks.

    Topics are put in another order each round. People stand by the first of their topics in that order, then by the
    second and so on, equals by chance: those who share most stand together.
    """
    everybody = np.arange(len(table))
    if len(table) <= LARGEST:
        return [everybody]
    rank = np.argsort(np.argsort(table.topic_words))
    ranks = np.sort(np.where(table.topics > 0, rank, len(rank)), axis=1)
    order = np.lexsort((table.words, *ranks.T[::-1]))
    return [np.sort(block) for block in np.array_split(order, len(table) // SIZE)]
