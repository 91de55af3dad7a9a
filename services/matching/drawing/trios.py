"""Finds a pair to join for whoever is alone: the odd one of a round, or somebody who may not meet most others."""

from __future__ import annotations

import numpy as np

from services.matching.drawing import jitter
from services.matching.drawing.pairing import Pairing
from services.matching.drawing.table import ALLOWED, FRESH, MET, Places, Points, Table

TRIED = 50
"""How many pairs are tried to be given somebody else, so that the one of them who is alone then joins another."""


def grouped(table: Table, pairing: Pairing) -> tuple[list[list[int]], list[int]]:
    """Return who meets whom, and who is left out because nobody can be found for them."""
    groups = _Groups(table, pairing)
    return groups.all(), groups.left_out


class _Groups:
    """Hold pairs, some of them joined by a third."""

    def __init__(self, table: Table, pairing: Pairing) -> None:
        self._table = table
        self._some, self._others = pairing.pairs()
        self._thirds: dict[int, int] = {}
        self.left_out = [one for one in self._by_chance(pairing.alone()) if not self._place(one)]

    def all(self) -> list[list[int]]:
        """Return who meets whom."""
        pairs = zip(self._some.tolist(), self._others.tolist(), strict=True)
        return [[*pair, *([self._thirds[at]] if at in self._thirds else [])] for at, pair in enumerate(pairs)]

    def _place(self, one: int) -> bool:
        """Let somebody join a pair, or take the place of one who can; without a repeat if that can be."""
        return any(self._join(one, floor) or self._replace(one, floor) for floor in (FRESH, ALLOWED))

    def _join(self, one: int, floor: int) -> bool:
        """Let somebody join the pair that gains most by it, if there is one worth at least `floor` with each."""
        worth = self._table.worth_of(one)
        with_some, with_others = worth[self._some], worth[self._others]
        open_to = (with_some >= floor) & (with_others >= floor)
        open_to[list(self._thirds)] = False
        if not open_to.any():
            return False
        gain = np.where(open_to, with_some + with_others - self._scores(), ALLOWED)
        words = self._table.words
        at = jitter.greatest(gain, jitter.between(words[self._some] + words[self._others], words[[one]]))
        self._thirds[at] = one
        return True

    def _replace(self, one: int, floor: int) -> bool:
        """Let somebody take the place of one of a pair who can join another pair."""
        worth = self._table.worth_of(one)
        free = np.setdiff1d(np.arange(len(self._some)), list(self._thirds))
        sides = ((self._some, self._others), (self._others, self._some))
        for at in self._by_chance(free, self._some)[:TRIED]:
            for staying, leaving in sides:
                if worth[staying[at]] >= floor and self._swap(leaving, at, one, floor):
                    return True
        return False

    def _swap(self, leaving: Places, at: int, one: int, floor: int) -> bool:
        """Put somebody where another was, if that other can join a pair."""
        other, leaving[at] = int(leaving[at]), one
        if self._join(other, floor):
            return True
        leaving[at] = other
        return False

    def _scores(self) -> Points:
        worth = self._table.worth_between(self._some, self._others)
        return np.where(worth < FRESH, worth + MET, worth)

    def _by_chance(self, places: Places, people: Places | None = None) -> list[int]:
        words = self._table.words[places if people is None else people[places]]
        return [int(place) for place in places[np.argsort(words, kind="stable")]]
