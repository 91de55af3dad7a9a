"""Chance that can be had again: numbers made of a round's seed and people's ids alone, on every machine the same."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

Words = NDArray[np.uint64]

BITS = 40
"""So many random bits for each pair that two draws never weigh the same: one alone is best, whatever finds it."""


def words(ids: Iterable[str], seed: int) -> Words:
    """Return a random word for each person."""
    key = blake2b(str(seed).encode(), digest_size=32).digest()
    digests = b"".join(blake2b(one.encode(), digest_size=8, key=key).digest() for one in ids)
    return np.frombuffer(digests, dtype="<u8").astype(np.uint64)


def between(some: Words, others: Words) -> Words:
    """Return a random number below 2 ** BITS for each pair, whoever of a pair comes first."""
    word = some + others
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):  # As SplitMix64 ends.
        word = (word ^ (word >> np.uint64(shift))) * np.uint64(factor)
    return (word ^ (word >> np.uint64(31))) >> np.uint64(64 - BITS)


def greatest(points: NDArray[np.int32], words: Words) -> int:
    """Return where the greatest of these is; one of equals by chance."""
    best = np.flatnonzero(points == points.max())
    return int(best[words[best].argmin()])
