"""Finds, among all whom an audience sees, those who have most of what somebody wishes for.

Every sum is counted for all members at once, with bitmaps: what it costs hardly grows with how many there are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyroaring import BitMap

from services.directory.model.suggesting import Difference, Ground, Wish

if TYPE_CHECKING:
    from services.directory.store.index import Audience

Tiers = dict[int, BitMap]


def best(seen: Audience, wish: Wish, left_out: BitMap, limit: int, turn: int) -> list[int]:
    """Return the numbers of the best, those with some shared ground before all others; who fit alike take turns."""
    present = seen.present - left_out
    shared = [each for ground in wish.grounds for each in _steps(seen, ground)]
    differing = [(each.weight, _others(seen, each)) for each in wish.differences]
    with_ground = BitMap.union(BitMap(), *(having for _, having in shared)) & present
    found = _first(_tiers(with_ground, shared + differing), limit, turn)
    return found + _first(_tiers(present - with_ground, differing), limit - len(found), turn)


def _steps(seen: Audience, ground: Ground) -> list[tuple[int, BitMap]]:
    """Return who has at least one of the values, at least two, and so on, each with what it adds."""
    least = [BitMap() for _ in ground.weights]
    for value in ground.values:
        having = seen.values[ground.filter_name][value]
        for step in range(len(least) - 1, 0, -1):
            least[step] |= least[step - 1] & having
        least[0] |= having
    return list(zip(ground.weights, least, strict=True))


def _others(seen: Audience, difference: Difference) -> BitMap:
    postings = seen.values[difference.filter_name].settle()
    return BitMap.union(BitMap(), *(having for value, having in postings.items() if value != difference.value))


def _tiers(among: BitMap, marks: list[tuple[int, BitMap]]) -> Tiers:
    tiers = {0: among}
    for weight, having in marks:
        split: Tiers = {}
        for score, members in tiers.items():
            for sum_of, some in ((score, members - having), (score + weight, members & having)):
                if some:
                    split[sum_of] = split[sum_of] | some if sum_of in split else some
        tiers = split
    return tiers


def _first(tiers: Tiers, limit: int, turn: int) -> list[int]:
    found: list[int] = []
    for score in sorted(tiers, reverse=True):
        left = limit - len(found)
        if left <= 0:
            break
        members = tiers[score]
        if members:
            start = turn % len(members)
            found += [*members[start : start + left], *members[: min(start, max(0, left - (len(members) - start)))]]
    return found
