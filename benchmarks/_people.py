"""A large invented community, always the same from the same seed; names, words and topics are skewed as in life."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import accumulate, product

from services.directory import reference
from services.directory.model import Member, Profile

SEED = 20160301
JOINED_AT = datetime(2016, 3, 1, tzinfo=UTC)
HIDING = 0.2
"""The share of members who hide fields from the public."""
FIRST_NAMES, SURNAMES, ORGANISATIONS, COMMON_WORDS = 3_000, 80_000, 4_000, 12_000

_ONSETS = (
    "b", "br", "c", "ch", "d", "dr", "f", "fl", "g", "gr", "h", "j", "k", "l", "m", "n", "p", "r", "s", "sh", "st",
    "t", "th", "v", "w", "y",
)  # fmt: skip
_VOWELS = ("a", "e", "i", "o", "u", "ai", "ea", "ou")
_ENDS = ("", "n", "l", "r", "s", "ck", "th", "m", "ne", "ll")
_SYLLABLES = ["".join(parts) for parts in product(_ONSETS, _VOWELS)]
_KINDS = ("hospital", "trust", "health board", "surgery", "hospice", "university", "council", "charity", "care home")
_ROLES = (
    "nurse", "ward sister", "consultant", "general practitioner", "physiotherapist", "midwife", "pharmacist",
    "improvement manager", "researcher", "patient leader", "paramedic", "director of quality", "data analyst",
    "occupational therapist", "clinical lead", "programme manager", "social worker", "health visitor",
)  # fmt: skip


@dataclass
class Skewed:
    """Draws from a list in which the entry of rank r comes up about 1/r as often as the first."""

    entries: Sequence[str]
    _weights: list[float] = field(init=False)

    def __post_init__(self) -> None:
        self._weights = list(accumulate(1 / (rank + 3) for rank in range(len(self.entries))))

    def draw(self, rng: random.Random, many: int = 1) -> list[str]:
        """Draw with repetition."""
        return rng.choices(self.entries, cum_weights=self._weights, k=many)

    def one(self, rng: random.Random) -> str:
        """Draw once."""
        return self.draw(rng)[0]


class Community:
    """The words of which the invented people are made."""

    def __init__(self, seed: int = SEED) -> None:
        self._rng = rng = random.Random(seed)
        self.first_names = Skewed(_invented(rng, FIRST_NAMES, 2))
        self.surnames = Skewed(_invented(rng, SURNAMES, 3))
        self.organisations = Skewed(
            [f"{name.title()} {rng.choice(_KINDS)}" for name in _invented(rng, ORGANISATIONS, 3)]
        )
        self.words = Skewed(_invented(rng, COMMON_WORDS, 3))
        self.roles = Skewed(_ROLES)
        self.topics = Skewed(_shuffled(rng, sorted(reference.slugs(reference.TOPICS))))
        self.regions = Skewed(_shuffled(rng, sorted(reference.slugs(reference.REGIONS))))
        self.backgrounds = Skewed(_shuffled(rng, sorted(reference.slugs(reference.BACKGROUNDS))))

    def members(self, many: int) -> Iterator[Member]:
        """Invent members; every one in twenty names has an apostrophe or an accent in it."""
        for number in range(many):
            member = Member(f"0190{number:08x}-7000-8000-000000000000")
            member.join(self._profile(), JOINED_AT)
            yield member

    def _profile(self) -> Profile:
        rng = self._rng
        surname = self.surnames.one(rng).title()
        if rng.random() < 0.05:
            surname = rng.choice((f"O’{surname}", surname.replace("e", "é"), f"{surname}-{self.surnames.one(rng)}"))
        return Profile(
            name=f"{self.first_names.one(rng).title()} {surname}",
            role=self.roles.one(rng),
            organisation=self.organisations.one(rng),
            region=self.regions.one(rng),
            background=self.backgrounds.one(rng),
            topics=tuple(dict.fromkeys(self.topics.draw(rng, rng.randint(1, 5)))),
            biography=" ".join(self.words.draw(rng, 10)),
            visibility="members" if rng.random() < HIDING else "public",
        )


def _invented(rng: random.Random, many: int, longest: int) -> list[str]:
    names: dict[str, None] = {}
    while len(names) < many:
        length = rng.randint(max(1, longest - 1), longest)
        names["".join(rng.choices(_SYLLABLES, k=length)) + rng.choice(_ENDS)] = None
    return list(names)


def _shuffled(rng: random.Random, entries: list[str]) -> list[str]:
    rng.shuffle(entries)
    return entries
