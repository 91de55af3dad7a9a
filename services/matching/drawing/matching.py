"""The exact solver: of the pairs that it is given, as many as can be at once, and of those the best."""

from __future__ import annotations

import numpy as np
import rustworkx

from services.matching.drawing import jitter
from services.matching.drawing.candidates import Edges
from services.matching.drawing.table import Places, Points, Table


def best(table: Table, places: Places, worth: Points, edges: Edges) -> Places:
    """Return who meets whom of these places, in two rows. All chance of a round weighs less than one point.

    Where several draws are equally good the solver would take any of them; with chance no two are.
    """
    some, others = edges
    point = (len(table) // 2 + 1) << jitter.BITS
    chance = jitter.between(table.words[places[some]], table.words[places[others]]).tolist()
    weights = [points * point + luck for points, luck in zip(worth[edges].tolist(), chance, strict=True)]
    graph: rustworkx.PyGraph[None, int] = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from([None] * len(places))
    graph.extend_from_weighted_edge_list(list(zip(some.tolist(), others.tolist(), weights, strict=True)))
    found = sorted(rustworkx.max_weight_matching(graph, max_cardinality=True, weight_fn=int))
    return places[np.array(found, dtype=np.int64).reshape(-1, 2).T]
