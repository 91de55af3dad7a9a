"""Invents those who came after the founding cohort: who they are, what they answered, what they said of themselves.

The same people every time, from a seed; the words are those of the cohort and further ones. Nobody of them exists.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from random import Random
from typing import Any

from deploy.local.demonstration.make_cohort import HERE, Cohort, Deck, Words
from services.directory.model import CRITERIA, HIDEABLE
from services.directory.reference import REGIONS, TOPICS

SEED = 2017
APPLIED = ("name", "organisation", "role", "region", "background", "biography")
IN_SENTENCES = {topic.slug: topic.name[0].lower() + topic.name[1:] for topic in TOPICS}
NAMES = {topic.slug: topic.name for topic in TOPICS}
PLACES = {region.slug: region for region in REGIONS}
MOST_TRIES = 50

Data = dict[str, Any]


def words() -> Words:
    """Return the cohort's words with the further ones mixed in."""
    known: Words = json.loads((HERE / "words.json").read_text("utf-8"))
    further: Words = json.loads((HERE / "history.json").read_text("utf-8"))
    for heritage, pool in further.pop("names").items():
        for part in ("given", "family"):
            known["names"][heritage][part] = [*known["names"][heritage][part], *pool[part]]
    for region, localities in further.pop("localities").items():
        known["localities"][region] = [*known["localities"][region], *localities]
    return known | {"history": further}


class Newcomers:
    """Invents one newcomer after another."""

    def __init__(self, rng: Random, present: Collection[Data]) -> None:
        """Begin; nobody gets the name or the address of who is present already."""
        self._words, self._rng = words(), rng
        self._cohort = Cohort(self._words, rng)
        self._cohort.reserve(person["name"] for person in present)
        self._taken = {person["address"] for person in present}
        self._texts = self._words["history"]
        self._decks = {name: Deck(self._texts[name], rng) for name in ("openings", *CRITERIA, "looking_for")}

    def applicant(self, region: str, avoided: Collection[str]) -> Data:
        """Invent what somebody of a region writes in an application; they do not work where `avoided` people do."""
        for _ in range(MOST_TRIES):
            person = self._cohort.person(PLACES[region])
            if person["address"] not in self._taken and person["organisation"] not in avoided:
                break
        else:
            raise RuntimeError(f"no further person of {region} can be invented")
        self._taken.add(person["address"])
        topics = person["topics"].split(";")
        written: Data = {name: person[name] for name in APPLIED} | {"address": person["address"], "topics": topics}
        written["visibility"] = "members" if self._rng.random() < 0.15 else "public"
        written["biography"] = self._biography(written)
        return written | {name: self._answer(name, written) for name in CRITERIA}

    def entry(self, written: Data) -> Data:
        """Invent what a member adds to their entry: interests, offers, wishes, and who sees what."""
        others = [topic.slug for topic in TOPICS if topic.slug not in written["topics"]]
        offers = self._rng.sample(sorted(self._texts["offers"]), self._rng.choice((0, 1, 1, 2, 3)))
        added: Data = {"interests": self._rng.sample(others, self._rng.randrange(4)), "offers": offers}
        if offers:
            added["offers_note"] = self._said(self._texts["offers"][offers[0]], written)
        if self._rng.random() < 0.5:
            added["looking_for"] = self._said(self._decks["looking_for"].deal(), written)
        if self._rng.random() < 0.2:
            hidden = self._rng.sample(sorted(HIDEABLE), self._rng.choice((1, 1, 2)))
            added["shown_to"] = {name: self._rng.choice(("members", "nobody")) for name in hidden}
        if self._rng.random() < 0.1:
            slug = written["address"].partition("@")[0].replace(".", "-")
            added["links"] = [{"label": "About my work", "url": f"https://{slug}.example.org/"}]
        return added

    def workplace(self, written: Data, avoided: Collection[str]) -> str:
        """Invent where somebody works next: of the kind that they worked at, elsewhere in their region."""
        for _ in range(MOST_TRIES):
            other = self._cohort.person(PLACES[written["region"]])["organisation"]
            if other and other != written["organisation"] and other not in avoided:
                return str(other)
        raise RuntimeError(f"no further workplace in {written['region']} can be invented")

    def reason(self, score: int) -> str:
        """Invent why an assessor gave a score."""
        return str(self._rng.choice(self._texts["reasons"][str(score)]))

    def text(self, kind: str) -> str:
        """Take one of the texts of a kind."""
        return str(self._rng.choice(self._texts[kind]))

    def _biography(self, written: Data) -> str:
        if self._rng.random() < 0.35:
            return str(written["biography"])
        return " ".join([self._said(self._decks["openings"].deal(), written), written["biography"]]).strip()

    def _answer(self, criterion: str, written: Data) -> str:
        return " ".join(self._said(self._decks[criterion].deal(), written) for _ in range(2))

    def _said(self, text: str, written: Data) -> str:
        topic = self._rng.choice(written["topics"])
        return text.format(
            topic=NAMES[topic],
            topic_in=IN_SENTENCES[topic],
            place=self._rng.choice(PLACES[written["region"]].places),
            n=self._rng.randint(3, 19),
            years=self._rng.randint(4, 27),
        )
