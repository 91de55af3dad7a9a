"""An index of all members in memory: for each word and each value of a filter, a bitmap of who has it.

Members are numbered in the order of their names when the index is filled, so that the first of a set of members are
the first by name. Who comes or changes later gets a number at the end; such latecomers are put in order as a page is
read, and the index is filled anew before they are many. A number is never used twice: whoever is taken out leaves
the bitmap of those who are there, with which every answer is cut, and the other bitmaps are cleaned now and then.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from heapq import nlargest, nsmallest

from pyroaring import BitMap

from services.directory.model import AUDIENCES, FILTERS, LEAST_MISTYPED, Findable, Search, Wish, id_in, near, sought
from services.directory.store import ranking

SHORT = 2
"""Beginnings of up to so many letters have bitmaps of their own; longer ones are the union of few words."""
MOST_MEANT = 5
LAST_LETTER = "\U0010ffff"
CLEANED_AFTER = 5_000

_NOBODY = BitMap()


@dataclass(frozen=True)
class Place:
    """Name a place in the order of names: what follows a sort key, or what comes before it."""

    sort_key: str = ""
    backwards: bool = False


@dataclass(frozen=True)
class Found:
    """Hold an answer: one page of ids in order, whether others lie before and behind, numbers, and what was mistyped.

    `facets` counts, for each filter, the members by value as if nothing were chosen of that filter. `meant` says for a
    word that nobody has which words were sought in its place, the most frequent first.
    """

    keys: list[str]
    total: int
    facets: dict[str, dict[str, int]]
    meant: dict[str, list[str]]
    earlier: bool
    later: bool

    @property
    def ids(self) -> list[str]:
        """Tell whose page it is."""
        return [id_in(key) for key in self.keys]


class Postings:
    """Bitmaps by word. Numbers that come in wait in arrays until their word is read: filling is many times as fast."""

    def __init__(self) -> None:
        self._bitmaps: dict[str, BitMap] = {}
        self._coming: defaultdict[str, array[int]] = defaultdict(partial(array, "I"))

    def __contains__(self, word: str) -> bool:
        return word in self._bitmaps or word in self._coming

    def __getitem__(self, word: str) -> BitMap:
        """Return who has a word, to be read and never changed."""
        if word in self._coming:
            self._bitmaps.setdefault(word, BitMap()).update(self._coming.pop(word))
        return self._bitmaps.get(word, _NOBODY)

    def add(self, words: Iterable[str], number: int) -> None:
        for word in words:
            self._coming[word].append(number)

    def settle(self) -> dict[str, BitMap]:
        """Return the bitmaps of all words."""
        for word in list(self._coming):
            self[word]
        return self._bitmaps

    def clean(self, present: BitMap) -> None:
        """Forget who is not present any more, and the words that nobody has."""
        kept = {word: bitmap & present for word, bitmap in self.settle().items()}
        self._bitmaps = {word: bitmap for word, bitmap in kept.items() if bitmap}


class Vocabulary:
    """The words by which an audience finds members."""

    def __init__(self) -> None:
        self._begun, self._whole, self._short = Postings(), Postings(), Postings()
        self._sorted: list[str] = []
        self._letters: frozenset[str] = frozenset()
        self._known = 0

    def add(self, number: int, found: Findable) -> None:
        self._begun.add(found.begun, number)
        self._whole.add(found.whole, number)
        self._short.add({word[:length] for word in found.begun for length in range(1, SHORT + 1)}, number)

    def having(self, word: str) -> BitMap:
        """Return who has a word, or one that begins with it where a beginning is enough."""
        begun = [self._short[word]] if len(word) <= SHORT else self._beginning_with(word)
        return BitMap.union(self._whole[word], *begun)

    def whole(self, word: str) -> BitMap:
        """Return who has a word as it is."""
        return self._begun[word] | self._whole[word]

    def near(self, word: str) -> Iterator[str]:
        """List the words from which this one differs by one typing error."""
        self.settle()
        letters = [letter for letter in self._letters if letter.isascii() or not word.isascii()]
        return (other for other in near(word, letters) if other in self._begun or other in self._whole)

    def settle(self) -> None:
        """Put the words in order for what is asked of all of them."""
        self._short.settle()
        begun, whole = self._begun.settle(), self._whole.settle()
        if len(self._sorted) != len(begun):
            self._sorted = sorted(begun)
        if self._known != len(begun) + len(whole):
            self._known, self._letters = len(begun) + len(whole), frozenset("".join((*begun, *whole)))

    def clean(self, present: BitMap) -> None:
        for postings in (self._begun, self._whole, self._short):
            postings.clean(present)
        self._sorted, self._known = [], 0

    def _beginning_with(self, word: str) -> list[BitMap]:
        self.settle()
        first = bisect_left(self._sorted, word)
        last = bisect_left(self._sorted, word + LAST_LETTER, first)
        return [self._begun[each] for each in self._sorted[first:last]]


class Audience:
    """What one audience finds: who is there for it, by words and by the values of filters."""

    def __init__(self) -> None:
        self.present = BitMap()
        self.words = Vocabulary()
        self.values = {each.name: Postings() for each in FILTERS}

    def add(self, number: int, found: Findable) -> None:
        self.present.add(number)
        self.words.add(number, found)
        for name, values in found.values.items():
            self.values[name].add(values, number)

    def clean(self) -> None:
        self.words.clean(self.present)
        for postings in self.values.values():
            postings.clean(self.present)

    def settle(self) -> None:
        """Make ready to answer quickly."""
        self.words.settle()
        for postings in self.values.values():
            postings.settle()

    def match(self, words: Iterable[str]) -> tuple[BitMap, dict[str, list[str]]]:
        """Return who has all words, and what was sought in place of those that nobody has."""
        hits, meant = self.present, {}
        for word in words:
            having = self.words.having(word) & self.present
            if not having and len(word) >= LEAST_MISTYPED:
                having, meant[word] = self._mistyped(word)
            hits = hits & having
        return hits, {word: others for word, others in meant.items() if others}

    def narrow(self, hits: BitMap, chosen: Mapping[str, str]) -> BitMap:
        """Return which of them have every chosen value."""
        for name, value in chosen.items():
            hits = hits & self.values[name][value]
        return hits

    def count(self, hits: BitMap, name: str) -> dict[str, int]:
        """Count them by the values of a filter."""
        counted = {value: hits.intersection_cardinality(having) for value, having in self.values[name].settle().items()}
        return {value: count for value, count in counted.items() if count}

    def _mistyped(self, word: str) -> tuple[BitMap, list[str]]:
        having = {other: self.words.whole(other) & self.present for other in self.words.near(word)}
        named = nlargest(MOST_MEANT, (other for other in having if having[other]), key=lambda other: len(having[other]))
        return BitMap.union(BitMap(), *having.values()), named


class MemberIndex:
    """The index of a whole community, for every audience."""

    def __init__(self, sort_keys: Sequence[str]) -> None:
        """Number the members of these sort keys, in order; `put` then says of each by what it is found."""
        self._keys = sorted(sort_keys)
        self._in_order = len(self._keys)
        self._numbers = {id_in(key): number for number, key in enumerate(self._keys)}
        self._audiences = {name: Audience() for name in AUDIENCES}
        self._taken_out = 0

    @property
    def late(self) -> int:
        """Count who came or changed since the index was filled."""
        return len(self._keys) - self._in_order

    def fill(self, member_id: str, found: Mapping[str, Findable]) -> None:
        """Say by what each audience finds somebody who has a number already."""
        number = self._numbers.get(member_id)
        if number is not None:
            self._add(number, found)

    def settle(self) -> None:
        """Make ready to answer quickly, when everybody is in."""
        for audience in self._audiences.values():
            audience.settle()

    def put(self, sort_key: str, found: Mapping[str, Findable]) -> None:
        """Put somebody in, new or changed."""
        self.take_out(id_in(sort_key))
        self._numbers[id_in(sort_key)] = len(self._keys)
        self._keys.append(sort_key)
        self._add(len(self._keys) - 1, found)

    def take_out(self, member_id: str) -> None:
        """Take somebody out, if they are in it."""
        number = self._numbers.pop(member_id, None)
        if number is None:
            return
        for audience in self._audiences.values():
            audience.present.discard(number)
        self._keys[number] = self._keys[number - 1] if 0 < number < self._in_order else ""
        self._taken_out += 1
        if self._taken_out >= CLEANED_AFTER:
            self._clean()

    def search(self, audience: str, search: Search, place: Place, limit: int) -> Found:
        """Find, count and page."""
        seen = self._audiences[audience]
        worded, meant = seen.match(sought(search.words))
        hits = seen.narrow(worded, search.chosen)
        keys, earlier, later = self._page(hits, place, limit)
        return Found(keys, len(hits), self._facets(seen, worded, hits, search.chosen), meant, earlier, later)

    def having(self, audience: str, name: str, values: Sequence[str]) -> dict[str, int]:
        """Count everyone for each of some values of a filter."""
        seen = self._audiences[audience]
        return {value: seen.present.intersection_cardinality(seen.values[name][value]) for value in values}

    def cross(self, audience: str, across: str, down: str) -> dict[str, dict[str, int]]:
        """Count everyone by the values of two filters."""
        seen = self._audiences[audience]
        rows = {value: having & seen.present for value, having in seen.values[down].settle().items()}
        return {value: seen.count(having, across) for value, having in rows.items() if having}

    def best(self, audience: str, wish: Wish, without: Collection[str], limit: int, turn: int) -> list[str]:
        """Find who has most of what somebody wishes for, the best first."""
        left_out = BitMap(self._numbers[each] for each in without if each in self._numbers)
        return [
            id_in(self._keys[each]) for each in ranking.best(self._audiences[audience], wish, left_out, limit, turn)
        ]

    def _add(self, number: int, found: Mapping[str, Findable]) -> None:
        for name, each in found.items():
            self._audiences[name].add(number, each)

    def _clean(self) -> None:
        self._taken_out = 0
        for audience in self._audiences.values():
            audience.clean()

    def _facets(
        self, seen: Audience, worded: BitMap, hits: BitMap, chosen: Mapping[str, str]
    ) -> dict[str, dict[str, int]]:
        facets = {}
        for name in seen.values:
            others = {other: value for other, value in chosen.items() if other != name}
            facets[name] = seen.count(seen.narrow(worded, others) if name in chosen else hits, name)
        return facets

    def _page(self, hits: BitMap, place: Place, limit: int) -> tuple[list[str], bool, bool]:
        """Return the sort keys of one page in order, and whether others lie before it and behind it."""
        settled = hits.rank(self._in_order - 1) if self._in_order else 0
        cut = bisect_left if place.backwards else bisect_right
        passed = hits.rank(edge - 1) if (edge := cut(self._keys, place.sort_key, 0, self._in_order)) else 0
        late = (self._keys[number] for number in hits[settled:])
        if place.backwards:
            near_by = [self._keys[number] for number in hits[max(0, passed - limit - 1) : passed]]
            found = nlargest(limit + 1, [*near_by, *(key for key in late if key < place.sort_key)])
            return sorted(found[:limit]), len(found) > limit, True
        near_by = [self._keys[number] for number in hits[passed : min(settled, passed + limit + 1)]]
        found = nsmallest(limit + 1, [*near_by, *(key for key in late if key > place.sort_key)])
        return found[:limit], bool(place.sort_key), len(found) > limit
