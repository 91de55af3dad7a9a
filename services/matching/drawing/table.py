"""Everybody's traits as arrays, so that the scores of many pairs are counted at once, by the table of `model/score`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from copy import copy

import numpy as np
from numpy.typing import NDArray

from services.matching.drawing import jitter, wire
from services.matching.model.score import BACKGROUND, MOST_TOPICS, ORGANISATION, REGION, TOPIC, Traits

Places = NDArray[np.int64]
"""Where people stand in a table."""
Points = NDArray[np.int32]

MET, NEVER = 2_000_000, 500_000_000
"""What is charged for a pair who met before, more than all scores of a round; and for one who may not meet."""
FRESH, ALLOWED = 0, -NEVER // 2
"""A pair worth so much or more did not meet before; may meet."""


class Table:
    """Hold one round: who is enrolled, in the order of their ids, and what each meeting would be worth."""

    def __init__(self, people: Sequence[Traits], seed: int, met: Places, excluded: Places) -> None:
        self.ids = [person.person_id for person in people]
        self.words = jitter.words(self.ids, seed)
        topics = sorted(frozenset().union(*(person.topics for person in people)))
        self.topics, self.topic_words = _marks(people, topics), jitter.words(topics, seed)
        self._apart = (
            (REGION, _codes([person.region for person in people])),
            (ORGANISATION, _codes([person.organisation for person in people])),
            (BACKGROUND, _codes([person.background for person in people])),
        )
        self._charged: tuple[tuple[int, Places], ...] = ((MET, met), (NEVER, excluded))

    def allowing_repeats(self) -> Table:
        """Return the same round as if nobody had met."""
        table = copy(self)
        table._charged = tuple(each for each in self._charged if each[0] != MET)
        return table

    @classmethod
    def read(cls, data: bytes) -> Table:
        """Lay out a round that `wire.write_round` wrote."""
        line, _, pairs = data.partition(b"\n")
        head = json.loads(line)
        people = [
            Traits(one, region, organisation, background, frozenset(topics))
            for one, region, organisation, background, topics in head["people"]
        ]
        met, excluded = np.split(np.frombuffer(pairs, dtype=wire.INTEGERS), [head["met"]])
        return cls(people, head["seed"], _ends(met), _ends(excluded))

    def __len__(self) -> int:
        return len(self.ids)

    def scores(self, rows: Places, columns: Places) -> Points:
        """Return what everyone in `rows` would score with everyone in `columns`, whatever forbids it."""
        shared = self.topics[rows] @ self.topics[columns].T
        points: Points = TOPIC * np.minimum(MOST_TOPICS, shared).astype(np.int32)
        for worth, codes in self._apart:
            points += np.int32(worth) * _are_other(codes[rows][:, None], codes[columns][None, :])
        return points

    def worth(self, rows: Places, columns: Places) -> Points:
        """Return what everyone in `rows` is worth with everyone in `columns`: the score less charges."""
        points = self.scores(rows, columns)
        row, column = self._positions(rows), self._positions(columns)
        for charge, (some, others) in self._charged:
            for ones, theirs in ((row[some], column[others]), (row[others], column[some])):
                here = (ones >= 0) & (theirs >= 0)
                points[ones[here], theirs[here]] -= charge
        themselves = np.flatnonzero((row >= 0) & (column >= 0))
        points[row[themselves], column[themselves]] = -NEVER
        return points

    def _positions(self, places: Places) -> Places:
        """Return for everybody at which position they are among some; -1 for whoever is not."""
        positions = np.full(len(self), -1)
        positions[places] = np.arange(len(places))
        return positions

    def worth_of(self, place: int) -> Points:
        """Return what one person is worth with each of all."""
        points: Points = self.scores(np.array([place]), np.arange(len(self)))[0]
        for charge, (some, others) in self._charged:
            points[others[some == place]] -= charge
            points[some[others == place]] -= charge
        points[place] = -NEVER
        return points

    def worth_between(self, some: Places, others: Places) -> Points:
        """Return what each of some is worth with the one of others who stands at the same place."""
        shared = (self.topics[some] * self.topics[others]).sum(axis=1)
        points: Points = TOPIC * np.minimum(MOST_TOPICS, shared).astype(np.int32)
        for worth, codes in self._apart:
            points += np.int32(worth) * _are_other(codes[some], codes[others])
        keys = self._keys(np.minimum(some, others), np.maximum(some, others))
        for charge, pairs in self._charged:
            points -= np.int32(charge) * np.isin(keys, self._keys(*pairs))
        return points

    def _keys(self, some: Places, others: Places) -> Places:
        return some * len(self) + others

    def caps(self) -> Points:
        """Return what each would score with somebody who is other in all and cares about the same."""
        known = [worth * (codes >= 0) for worth, codes in self._apart]
        points = TOPIC * np.minimum(MOST_TOPICS, self.topics.sum(axis=1)) + np.sum(known, axis=0)
        caps: Points = points.astype(np.int32)
        return caps


def _ends(flat: NDArray[np.int32]) -> Places:
    """Return two rows, where the ones and where the others stand, each pair once, the lesser first."""
    pairs = np.sort(flat.astype(np.int64).reshape(-1, 2), axis=1)
    return np.ascontiguousarray(np.unique(pairs, axis=0).T)


def _codes(names: list[str]) -> Places:
    """Return a number for each name; what is not known is -1."""
    known = {name: number for number, name in enumerate(sorted({*names} - {""}))}
    return np.array([known.get(name, -1) for name in names], dtype=np.int64)


def _are_other(some: Places, others: Places) -> NDArray[np.bool_]:
    are: NDArray[np.bool_] = (some != others) & (some >= 0) & (others >= 0)
    return are


def _marks(people: Sequence[Traits], topics: Sequence[str]) -> NDArray[np.float32]:
    """Return a row for each person with a 1 for each topic: of a type that is multiplied fast, and here exactly."""
    known = {topic: number for number, topic in enumerate(topics)}
    marks = np.zeros((len(people), len(topics)), dtype=np.float32)
    for row, person in zip(marks, people, strict=True):
        row[[known[topic] for topic in person.topics]] = 1
    return marks
