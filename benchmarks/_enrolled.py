"""People who are enrolled in coffee, invented from a seed as skewed as in life, and whom they met in earlier rounds."""

from __future__ import annotations

import random
from collections.abc import Sequence

from benchmarks._people import SEED, Skewed
from services.directory import reference
from services.matching.model import Pair, Traits, pair_of

ORGANISATIONS, NATIONAL = 800, 80
IN_NATIONAL, IN_NONE = 0.1, 0.06
"""The share of people who work for a national organisation, and for none at all."""
TOPICS_EACH = (1, 2, 2, 2, 3, 3, 3, 4, 4)
"""Few name one topic alone, nobody more than four."""


def people(many: int, seed: int = SEED) -> tuple[Traits, ...]:
    """Invent people; all but the national organisations lie in one region each."""
    rng = random.Random(seed)
    regions, backgrounds = _skewed(rng, reference.REGIONS), _skewed(rng, reference.BACKGROUNDS)
    topics, organisations = _skewed(rng, reference.TOPICS), _Organisations(regions.entries)

    def one(number: int) -> Traits:
        region = regions.one(rng)
        cares = frozenset(topics.draw(rng, rng.choice(TOPICS_EACH)))
        person_id = f"0190{number:08x}-7000-8000-000000000000"
        return Traits(person_id, region, organisations.one(rng, region), backgrounds.one(rng), cares)

    return tuple(one(number) for number in range(many))


def history(everyone: Sequence[Traits], rounds: int, seed: int = SEED) -> frozenset[Pair]:
    """Invent whom they met in so many earlier rounds: as in a draw, somebody who cares about the same."""
    rng = random.Random(seed)
    topics = sorted(reference.slugs(reference.TOPICS))
    met: set[Pair] = set()
    for _ in range(rounds):
        rank = {topic: rng.random() for topic in topics}
        keyed = [
            (sorted(rank[topic] for topic in person.topics), rng.random(), person.person_id) for person in everyone
        ]
        line = [person_id for _, _, person_id in sorted(keyed)]
        met.update(pair_of(one, other) for one, other in zip(line[::2], line[1::2], strict=False))
    return frozenset(met)


class _Organisations:
    """National ones, and as many in each region."""

    def __init__(self, regions: Sequence[str]) -> None:
        each = (ORGANISATIONS - NATIONAL) // len(regions)
        self._national = Skewed([f"national-{number}" for number in range(NATIONAL)])
        self._local = {region: Skewed([f"{region}-{number}" for number in range(each)]) for region in regions}

    def one(self, rng: random.Random, region: str) -> str:
        chance = rng.random()
        if chance < IN_NONE:
            return ""
        return (self._national if chance < IN_NONE + IN_NATIONAL else self._local[region]).one(rng)


def _skewed(rng: random.Random, choices: Sequence[reference.Choice]) -> Skewed:
    slugs = [choice.slug for choice in choices]
    rng.shuffle(slugs)
    return Skewed(slugs)
