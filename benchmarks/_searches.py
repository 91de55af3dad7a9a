"""Searches as people make them, drawn from an invented community; and what each should find, by looking at everyone."""

from __future__ import annotations

import random
from bisect import insort
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from string import ascii_lowercase

from benchmarks._people import Community
from services.directory.model import FILTERS, Findable, Member, findable, near, seen_by, sort_key, sought

PAGE = 20


@dataclass(frozen=True)
class Asked:
    """One search: for whom, by what, and after which place in the order of names."""

    audience: str
    words: str
    chosen: tuple[tuple[str, str], ...]
    after: str = ""


@dataclass
class Expected:
    """What a search should find: how many, how many by value, and the first page after its place."""

    total: int = 0
    facets: Counter[tuple[str, str]] = field(default_factory=Counter)
    keys: list[str] = field(default_factory=list)


class Searches:
    """Draws searches: words common and rare, two words, beginnings, one typing error; with filters and without."""

    def __init__(self, seed: int) -> None:
        self._rng = random.Random(seed)
        self._community = Community()

    def draw(self, many: int) -> list[Asked]:
        """Draw searches; every third one asks for a page far behind, every second one filters."""
        kinds: list[Callable[[], str]] = [
            lambda: "",
            self._common,
            self._rare,
            self._two,
            self._beginning,
            self._mistyped,
        ]
        return [self._asked(number, kinds[number % len(kinds)]()) for number in range(many)]

    def _asked(self, number: int, words: str) -> Asked:
        rng = self._rng
        values = {
            "region": self._community.regions.one(rng),
            "background": self._community.backgrounds.one(rng),
            "topic": self._community.topics.one(rng),
        }
        names = rng.sample(sorted(values), rng.randint(1, 2)) if rng.random() < 0.5 else []
        chosen = tuple(sorted((name, values[name]) for name in names))
        after = rng.choice(ascii_lowercase) if number % 3 == 0 else ""
        return Asked(rng.choice(("public", "members")), words, chosen, after)

    def _common(self) -> str:
        here = self._community
        return self._rng.choice((here.first_names, here.surnames, here.roles, here.words)).one(self._rng)

    def _rare(self) -> str:
        return self._rng.choice(self._community.surnames.entries)

    def _two(self) -> str:
        return f"{self._community.first_names.one(self._rng)} {self._common()}"

    def _beginning(self) -> str:
        return self._common()[: self._rng.randint(1, 5)]

    def _mistyped(self) -> str:
        long = [word for word in self._community.surnames.draw(self._rng, 10) if len(word) >= 4]
        return self._rng.choice(sorted(near(self._rng.choice(long), ascii_lowercase)))


class Scan:
    """Finds out what searches should find: reads the community once for its words, and once for who fits."""

    def __init__(self, asked: Sequence[Asked]) -> None:
        self._asked = list(dict.fromkeys(asked))  # What is drawn twice is counted once.
        self._expected = {each: Expected() for each in self._asked}
        self._words = {each: sought(each.words) for each in self._asked}
        self._begun: dict[str, set[str]] = {"public": set(), "members": set()}
        self._spelled: dict[str, set[str]] = {"public": set(), "members": set()}

    def of(self, members: Callable[[], Iterable[Member]], topic_names: dict[str, str]) -> dict[Asked, Expected]:
        """Return what each search should find."""
        for member in members():
            for audience, found in _shown(member, topic_names):
                self._begun[audience] |= found.begun
                self._spelled[audience] |= found.begun | found.whole
        wanted = {each: [self._taken_for(each.audience, word) for word in self._words[each]] for each in self._asked}
        for member in members():
            key = sort_key(member.profile.name, member.member_id)
            for audience, found in _shown(member, topic_names):
                beginnings = {word[:length] for word in found.begun for length in range(1, len(word) + 1)}
                words = beginnings | found.whole, found.begun | found.whole
                for each in self._asked:
                    if each.audience == audience and all(_has(*words, word, others) for word, others in wanted[each]):
                        self._note(each, found, key)
        return self._expected

    def _taken_for(self, audience: str, word: str) -> tuple[str, set[str]]:
        if word in self._spelled[audience] or any(other.startswith(word) for other in self._begun[audience]):
            return word, set()
        return word, near(word, ascii_lowercase) & self._spelled[audience] if len(word) >= 4 else set()

    def _note(self, each: Asked, found: Findable, key: str) -> None:
        expected = self._expected[each]
        missed = [name for name, value in each.chosen if value not in found.values[name]]
        for name in (one.name for one in FILTERS):
            if not missed or missed == [name]:
                expected.facets.update((name, value) for value in found.values[name])
        if missed:
            return
        expected.total += 1
        if key > each.after:
            insort(expected.keys, key)
            del expected.keys[PAGE:]


def _shown(member: Member, topic_names: dict[str, str]) -> list[tuple[str, Findable]]:
    profile = seen_by(member, "members")
    if profile is None:
        return []
    found = findable(profile, topic_names)
    return [(audience, found) for audience in ("public", "members") if seen_by(member, audience)]


def _has(beginnings: set[str], words: frozenset[str], word: str, others: set[str]) -> bool:
    return not words.isdisjoint(others) if others else word in beginnings
