"""A new offer against the open requests of the real swap shop: how long until whom it meets is found, kept and told.

A hundred thousand invented requests, one in five of them a wanted ad, with words and topics skewed as in life. Each
round posts offers and has each of them meet, in a transaction of the service's own, with the alerts in the outbox. A
hundred offers are held against a look at every request: where fewer share their words and topics than are ever looked
at, the answer must be the same.

matches.p50_ms   half of the offers take no longer
matches.p99_ms   all but one in a hundred
matches.best_pc  how many of the best five of a look at everything were found, in per cent
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import partial
from itertools import cycle, islice

from benchmarks._house import House, house
from benchmarks._measuring import Line, choose, percentile, say_faults
from benchmarks._people import Community
from bus.database import Database, Work
from bus.ids import new_id
from bus.times import utc_now
from services.directory import reference
from services.matching.actions import meet
from services.matching.model.ad import KINDS, OFFER, REACHES, WANT, WANTED, Ad
from services.matching.model.meeting import FEW, Facts, best, facts_of
from services.matching.service import MatchingService
from services.matching.store.ad import ad_document, save_ad

REQUESTS, OFFERS, COMPARED = 100_000, 500, 100
WITHIN_MS = 50.0
REQUESTED = (WANT,) * 4 + (WANTED,)
"""Of five requests one is a wanted ad."""
AT_ONCE = 2_000
PARTNERSHIPS = sorted(reference.slugs(reference.PARTNERSHIPS))


class Ads:
    """Invents ads, the same each time from the same seed."""

    def __init__(self, seed: int) -> None:
        self._rng = random.Random(seed)
        self._words = Community()

    def draw(self, sides: Sequence[str], many: int) -> Iterator[Ad]:
        """Draw ads, of each side in turn and each by an author of its own."""
        rng, now = self._rng, utc_now() - timedelta(days=1)
        for side in islice(cycle(sides), many):
            ad = Ad.begin(new_id(now), new_id(now), side, now)
            ad.write(self._written(rng) | ({"name": "Olu Outside"} if side == WANTED else {}))
            yield ad

    def _written(self, rng: random.Random) -> dict[str, object]:
        drawn = self._words
        return {
            "kind": rng.choice(KINDS),
            "title": " ".join(drawn.words.draw(rng, 4)),
            "text": " ".join(drawn.words.draw(rng, 8)),
            "topics": list(dict.fromkeys(drawn.topics.draw(rng, rng.randint(1, 3)))),
            "region": drawn.regions.one(rng),
            "partnership": rng.choice(PARTNERSHIPS),
            "reach": rng.choice(REACHES),
        }


def keep_requests(database: Database, many: int) -> list[Facts]:
    """Put the invented requests into the database; return what they are met by."""
    kept: list[Facts] = []
    drawn = Ads(seed=1).draw(REQUESTED, many)
    while some := list(islice(drawn, AT_ONCE)):
        database.raw["ads"].insert_many(map(ad_document, some), ordered=False)
        kept += map(facts_of, some)
    return kept


def post(database: Database, seed: int, many: int) -> list[Ad]:
    """Post offers that have met nobody yet."""
    ads = list(Ads(seed).draw((OFFER,), many))
    for ad in ads:
        database.transact(partial(_save, ad))
    return ads


def measure(database: Database, ads: list[Ad]) -> list[float]:
    """Have each offer meet; return how long each took, in milliseconds."""
    return [_timed(database, ad) for ad in ads]


def compare(database: Database, ads: list[Ad], kept: list[Facts]) -> tuple[float, list[str]]:
    """Return how many of the best were found, in per cent, and which offers met others though all were looked at."""
    wanted = found = 0
    faults = []
    for ad in ads:
        facts = facts_of(ad)
        tokens = set(facts.tokens)
        sharing = sum(1 for other in kept if not tokens.isdisjoint(other.tokens))
        right = {each.ad_id: each.points for each in best(facts, kept)}
        met = {row["want_id"]: row["points"] for row in database.raw["matches"].find({"offer_id": ad.ad_id})}
        if sharing <= FEW and met != right:
            faults.append(f"offer {ad.ad_id} was matched wrongly")
        wanted, found = wanted + sum(right.values()), found + sum(met.values())
    return 100 * found / max(1, wanted), faults


def main() -> int:
    choice = choose(__doc__)
    many, n = choice.of(REQUESTS), choice.of(OFFERS)
    with house() as here:
        database = opened(here)
        kept = keep_requests(database, many)
        rounds = [post(database, number + 2, n) for number in range(choice.rounds)]
        took = [measure(database, ads) for ads in rounds]
        best_pc, faults = compare(database, rounds[0][: choice.of(COMPARED)], kept)
        database.close()
    choice.tell(Line.of("matches.p50_ms", "ms", n, [percentile(each, 0.5) for each in took]))
    p99 = [percentile(each, 0.99) for each in took]
    choice.tell(Line.of("matches.p99_ms", "ms", n, p99, targets={"": WITHIN_MS}))
    choice.tell(Line.of("matches.best_pc", "%", n, [best_pc]))
    return say_faults(faults)


def opened(here: House) -> Database:
    """Open matching's database with its indexes, as the service does."""
    kept = here.community.settings(MatchingService)
    database = Database(kept.mongodb_uri, kept.namespace, MatchingService, kept)
    database.open()
    database.ensure_indexes()
    return database


def _save(ad: Ad, work: Work) -> None:
    save_ad(work, ad)


def _timed(database: Database, ad: Ad) -> float:
    began = time.perf_counter()
    database.transact(lambda work: meet(work, ad.ad_id))
    return 1000 * (time.perf_counter() - began)


if __name__ == "__main__":
    sys.exit(main())
