"""Invents the founding cohort of the demonstration, the same 231 people every time.

Run as `python -m deploy.local.demonstration.make_cohort` after changing `words.json`; it writes
`founding-cohort.csv` beside itself, in the columns of an import. No person and no organisation in it exists.
"""

import csv
import json
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import chain
from pathlib import Path
from random import Random
from typing import Any

from services.directory.reference import REGIONS, TOPICS, Region

HERE = Path(__file__).parent
COHORT = HERE / "founding-cohort.csv"
COLUMNS = (
    "name", "address", "nominating_organisation", "organisation", "role", "region", "background", "topics",
    "biography", "confirmed_on",
)  # fmt: skip
SIZE = 231
AT_LEAST_PER_REGION = 8
SEED = 2015
FIRST_DAY = date(2015, 3, 2)
DAYS = 250
MAIL_DOMAINS = ("example.org", "example.com", "example.net")
SHAPES = (
    ("opening", "work"),
    ("opening", "work", "aside"),
    ("opening", "wish"),
    ("work", "wish"),
    ("work", "other work"),
    ("work", "other work", "wish"),
    ("work", "aside"),
    ("opening", "work", "wish"),
    ("work",),
    (),
)

Words = dict[str, Any]


class Deck:
    """Deals texts in a random order and starts again only when all have been dealt."""

    def __init__(self, cards: list[str], rng: Random) -> None:
        self._cards, self._rng, self._left = cards, rng, list[str]()

    def deal(self) -> str:
        if not self._left:
            self._left = self._rng.sample(self._cards, len(self._cards))
        return self._left.pop()


class Cohort:
    """Invents one person after another from the words and a seeded source of chance."""

    def __init__(self, words: Words, rng: Random) -> None:
        self._words, self._rng = words, rng
        self._names = set[str]()
        self._nominators = {region.slug: Deck(nominators(words, region), rng) for region in REGIONS}
        self._openings = {tone: Deck(cards, rng) for tone, cards in words["openings"].items()}
        self._work = {topic: Deck(cards, rng) for topic, cards in words["work"].items()}
        self._wishes, self._asides = Deck(words["wishes"], rng), Deck(words["asides"], rng)

    def reserve(self, names: Iterable[str]) -> None:
        """Give these names to nobody."""
        self._names |= set(names)

    def people(self) -> Iterator[dict[str, str]]:
        for region in self._regions():
            yield self.person(region)

    def _regions(self) -> list[Region]:
        surely = chain.from_iterable([region] * AT_LEAST_PER_REGION for region in REGIONS)
        by_chance = self._rng.choices(REGIONS, k=SIZE - AT_LEAST_PER_REGION * len(REGIONS))
        regions = [*surely, *by_chance]
        self._rng.shuffle(regions)
        return regions

    def person(self, region: Region) -> dict[str, str]:
        """Invent one person of a region, in the columns of an import."""
        background = self._weighted(self._words["people"])
        people = self._words["people"][background]
        role, topics, *fitting = self._rng.choice(people["roles"])
        kinds = fitting[0] if fitting else people["kinds"]
        topics = self._topics(topics)
        name = self._name(region)
        return {
            "name": name,
            "address": f"{_plain(name)}@{self._rng.choice(MAIL_DOMAINS)}",
            "nominating_organisation": self._nominators[region.slug].deal(),
            "organisation": self._organisation(kinds, region),
            "role": role,
            "region": region.slug,
            "background": background,
            "topics": ";".join(topics),
            "biography": self._biography(background, topics, region),
            "confirmed_on": str(FIRST_DAY + timedelta(days=self._rng.randrange(DAYS))),
        }

    def _weighted(self, entries: Words) -> str:
        return self._rng.choices(list(entries), [entry["weight"] for entry in entries.values()])[0]

    def _topics(self, of_role: list[str]) -> list[str]:
        others = [topic.slug for topic in TOPICS if topic.slug not in of_role]
        return [*of_role, *self._rng.sample(others, self._rng.randrange(3))]

    def _name(self, region: Region) -> str:
        while True:
            pool = self._words["names"][self._heritage(region)]
            name = f"{self._rng.choice(pool['given'])} {self._rng.choice(pool['family'])}"
            if name not in self._names:
                self._names.add(name)
                return name

    def _heritage(self, region: Region) -> str:
        pools = self._words["names"]
        weights = [pool["weight"] * _nearness(pool.get("home"), region) for pool in pools.values()]
        return self._rng.choices(list(pools), weights)[0]

    def _organisation(self, kinds: list[str | None], region: Region) -> str:
        if not kinds:
            return self._rng.choice(self._words["national"])
        kind = self._rng.choice(kinds)
        return self._words["kinds"][kind].format(locality=self._locality(region)) if kind else ""

    def _locality(self, region: Region) -> str:
        return self._rng.choice(self._words["localities"][region.slug])

    def _biography(self, background: str, topics: list[str], region: Region) -> str:
        tone = "lived" if background in ("patient-leader", "carer") else "any"
        decks = {
            "opening": self._openings[tone],
            "work": self._work[topics[0]],
            "other work": self._work[topics[-1]],
            "wish": self._wishes,
            "aside": self._asides,
        }
        text = " ".join(decks[part].deal() for part in self._rng.choice(SHAPES))
        return text.format(
            place=self._rng.choice(region.places), n=self._rng.randint(3, 19), years=self._rng.randint(4, 27)
        )


def nominators(words: Words, region: Region) -> list[str]:
    """Return the organisations that nominate people of a region; there are 47 in the whole country."""
    here, there, *_ = words["localities"][region.slug]
    kinds = words["kinds"]
    local = [kinds["network"].format(locality=here), kinds["hospital"].format(locality=there)]
    voices = [kinds["voices"].format(locality=here)] if region in REGIONS[::3] else []
    return [*local, *local, *voices, *words["national"]]


def _nearness(home: str | None, region: Region) -> float:
    return 1.0 if home is None else 8.0 if home == region.slug else 0.3


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.casefold().replace("ł", "l"))
    words = "".join(letter for letter in letters if letter in "abcdefghijklmnopqrstuvwxyz -").split()
    return ".".join(words)


def write(path: Path) -> None:
    """Write the cohort as an import file."""
    words = json.loads((HERE / "words.json").read_text("utf-8"))
    cohort = Cohort(words, Random(SEED))  # noqa: S311
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        rows.writeheader()
        rows.writerows(cohort.people())


if __name__ == "__main__":
    write(COHORT)
