"""Draws a round, here and now: what the program of this room does."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from services.matching.drawing import odd, tiny, trios
from services.matching.drawing.bounds import bound
from services.matching.drawing.pairing import paired
from services.matching.drawing.table import FRESH, Table
from services.matching.model.draw import Bound, Draw

Groups = list[list[int]]


def draw(table: Table) -> Draw:
    """Draw a round; the same table gives the same draw."""
    if len(table) <= tiny.MOST:
        groups, left_out = tiny.grouped(table)
        return _draw(table, groups, left_out, Bound("exact", _points(table, groups)))
    pairing = paired(table)
    groups, left_out = trios.grouped(table, pairing)
    if pairing.is_best and not len(pairing.alone()):
        return _draw(table, groups, left_out, Bound("exact", _points(table, groups)))
    groups, left_out = _by_its_trio(table, groups, left_out)
    return _draw(table, groups, left_out, bound(table.allowing_repeats() if _repeats(table, groups) else table))


def _by_its_trio(table: Table, groups: Groups, left_out: list[int]) -> tuple[Groups, list[int]]:
    """Draw an odd round anew where that spares somebody being left out, or repeats."""
    repeats = _repeats(table, groups)
    if len(table) % 2 == 0 or len(table) > odd.MOST or not (left_out or repeats):
        return groups, left_out
    anew = odd.grouped(table)
    if anew is None or not (left_out or _repeats(table, anew) < repeats):
        return groups, left_out
    return anew, []


def _draw(table: Table, groups: Groups, left_out: Sequence[int], most: Bound) -> Draw:
    named = (tuple(table.ids[one] for one in sorted(group)) for group in groups)
    return Draw(tuple(sorted(named)), tuple(table.ids[one] for one in sorted(left_out)), most)


def _points(table: Table, groups: Groups) -> float:
    """Return the score of a whole draw, as `score_of` counts it."""
    each = (table.scores(np.array(group), np.array(group)) for group in groups)
    return sum(float(np.triu(scores, 1).sum()) / (len(scores) - 1) for scores in each)


def _repeats(table: Table, groups: Groups) -> int:
    meetings = np.array([pair for group in groups for pair in combinations(group, 2)], dtype=np.int64).reshape(-1, 2)
    return int((table.worth_between(*meetings.T) < FRESH).sum())
