"""Pairs everybody whom it can: with an exact solver over the likeliest pairs first, and over all where those fail."""

from __future__ import annotations

import numpy as np

from services.matching.drawing import jitter
from services.matching.drawing.blocks import LARGEST, blocks
from services.matching.drawing.candidates import candidates, every
from services.matching.drawing.matching import best
from services.matching.drawing.table import ALLOWED, FRESH, Places, Table

FEW = 300
"""So many people are paired over all their pairs at once."""
WHOLE = 1_000
"""So many are paired over all their pairs when the likeliest did not do; of more people so many at a time."""
TRIED = 50
"""With how many of those who are alone somebody is tried to be brought together."""

ALONE = -1


class Pairing:
    """Hold who meets whom while a round is drawn."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self.mates = np.full(len(table), ALONE)
        self.is_best = False
        """Whether it is known that no other pairing of these people is better."""

    def alone(self) -> Places:
        """Return who has nobody yet."""
        return np.flatnonzero(self.mates == ALONE)

    def pairs(self) -> tuple[Places, Places]:
        """Return who meets whom."""
        some = np.flatnonzero(self.mates > np.arange(len(self.mates)))
        return some, self.mates[some]

    def is_short(self) -> bool:
        """Tell whether more than the odd one is alone of those who may meet anybody at all."""
        hopeless = [self._table.worth_of(one).max() <= ALLOWED for one in self.alone()]
        return hopeless.count(False) > (len(self.mates) - hopeless.count(True)) % 2

    def pair_likeliest(self, places: Places) -> None:
        """Pair these people, over the likeliest of their pairs."""
        worth = self._table.worth(places, places)
        self._join(best(self._table, places, worth, candidates(worth, self._table.words[places])))

    def pair_best(self, places: Places) -> None:
        """Pair these people anew, over all of their pairs: with as few repeats as can be, then with the best score."""
        worth = self._table.worth(places, places)
        self.mates[places] = ALONE
        self._join(best(self._table, places, worth, every(worth)))
        self.is_best = len(places) == len(self.mates)

    def part_repeats(self) -> None:
        """Let go of pairs who met before."""
        some, others = self.pairs()
        met = self._table.worth_between(some, others) < FRESH
        self.mates[some[met]] = self.mates[others[met]] = ALONE

    def bring_together(self) -> None:
        """Give two who are alone to the two of a pair, one to each, while that repeats nothing.

        It never fails while everybody has more than half of all whom they did not meet: two such people have more
        ways to the pairs than there are when each pair refuses both.
        """
        waiting = self.alone().tolist()
        while len(waiting) > 1:
            one = waiting.pop()
            if self._table.worth_of(one).max() < FRESH:
                continue
            found = next((other for other in waiting[:TRIED] if self._split_a_pair(one, other)), None)
            if found is not None:
                waiting.remove(found)

    def _split_a_pair(self, one: int, other: int) -> bool:
        some, others = self.pairs()
        lost = np.tile(self._table.worth_between(some, others), 2)
        mine, theirs = np.concatenate([some, others]), np.concatenate([others, some])
        won, too = self._table.worth_of(one)[mine], self._table.worth_of(other)[theirs]
        fresh = np.flatnonzero((won >= FRESH) & (too >= FRESH))
        if not len(fresh):
            return False
        chance = jitter.between(self._table.words[mine], self._table.words[theirs] + self._table.words[one])
        at = fresh[jitter.greatest((won + too - lost)[fresh], chance[fresh])]
        self._join(np.array([[one, other], [mine[at], theirs[at]]]))
        return True

    def _join(self, pairs: Places) -> None:
        some, others = pairs
        self.mates[some], self.mates[others] = others, some


def paired(table: Table) -> Pairing:
    """Pair as many as can be paired, without repeats where any pairing of all is without."""
    pairing, everybody = Pairing(table), np.arange(len(table))
    if len(table) <= FEW:
        pairing.pair_best(everybody)
        return pairing
    for places in blocks(table):
        pairing.pair_likeliest(places)
    pairing.part_repeats()
    pairing.pair_likeliest(pairing.alone())
    pairing.part_repeats()
    pairing.bring_together()
    if pairing.is_short():
        pairing.pair_best(everybody if len(table) <= WHOLE else _some(pairing, table))
    if pairing.is_short():
        pairing.pair_likeliest(pairing.alone()[:LARGEST])
    return pairing


def _some(pairing: Pairing, table: Table) -> Places:
    """Return people who are alone, and pairs by chance: as many as are paired over all their pairs."""
    some, others = pairing.pairs()
    chosen = np.argsort(table.words[some])[: WHOLE // 4]
    return np.concatenate([pairing.alone()[: WHOLE // 2], some[chosen], others[chosen]])
