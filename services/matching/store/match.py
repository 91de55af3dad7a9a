"""Matches: found through the tokens that open ads are stored with, kept once for each want and offer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields
from datetime import datetime, timedelta

from pymongo import IndexModel

from bus.collection import MOST, Document
from bus.database import Work
from services.matching.model.ad import Ad
from services.matching.model.match import Match
from services.matching.model.meeting import COUNTERPART, MOST_CANDIDATES, Facts, candidates, tokens_of
from services.matching.store.documents import ASCENDING, DESCENDING, Reader, document, fields_of

MOST_SHOWN = 20
MOST_COMMON = 20_000
FRESH_FOR = timedelta(minutes=10)

INDEXES = [
    IndexModel([("want_id", ASCENDING), ("offer_id", ASCENDING)], name="once", unique=True),
    IndexModel([("offer_id", ASCENDING)], name="of_an_offer"),
    IndexModel([("persons", ASCENDING), ("_id", DESCENDING)], name="of_a_person"),
]
_FACTS = {each.name: 1 for each in fields(Facts)}


def list_candidates(reader: Reader, ad: Ad) -> list[Facts]:
    """List open ads of the other side that share something with an ad: bounded, those with its rarest words first."""
    open_ads, side = reader.db["ads"], {"side": COUNTERPART[ad.side], "state": "open"}

    def count(token: str) -> int:
        return open_ads.count(side | {"tokens": token}, MOST_CANDIDATES + 1)

    def take(tokens: list[str], limit: int) -> list[Facts]:
        query = side | {"tokens": {"$in": tokens}}
        return [_facts(each) for each in open_ads.find(query, _FACTS, sort=[("_id", DESCENDING)], limit=limit)]

    tokens = tokens_of(ad)
    counts = _common(reader).counts(COUNTERPART[ad.side], tokens, count, reader.now)
    return candidates(counts, take)


class Common:
    """Remember in this process, for some minutes, of which tokens there are too many to count them each time.

    It decides no more than in which order tokens are looked at; what is rare is counted each time.
    """

    def __init__(self) -> None:
        self._counted_at: dict[tuple[str, str], datetime] = {}

    def counts(self, side: str, tokens: list[str], count: Callable[[str], int], now: datetime) -> list[tuple[int, str]]:
        """Return how many ads have each token, those with none left out."""
        found = [(self._count((side, token), count, now), token) for token in tokens]
        return [each for each in found if each[0]]

    def _count(self, key: tuple[str, str], count: Callable[[str], int], now: datetime) -> int:
        known = self._counted_at.get(key)
        if known and now - known < FRESH_FOR:
            return MOST_CANDIDATES + 1
        number = count(key[1])
        if number > MOST_CANDIDATES:
            self._remember(key, now)
        return number

    def _remember(self, key: tuple[str, str], now: datetime) -> None:
        self._counted_at[key] = now
        if len(self._counted_at) > MOST_COMMON:
            self._counted_at.pop(next(iter(self._counted_at)))


def _common(reader: Reader) -> Common:
    found: Common = reader.kept.setdefault(Common, Common())
    return found


def told_before(reader: Reader, ad: Ad) -> set[str]:
    """Name the ads whose authors were told of this one before."""
    other = COUNTERPART[ad.side]
    found = reader.db["matches"].find({f"{ad.side}_id": ad.ad_id}, {f"{other}_id": 1}, limit=MOST)
    return {each[f"{other}_id"] for each in found}


def add_matches(work: Work, matches: Sequence[Match]) -> None:
    """Keep matches."""
    work.db["matches"].insert_many([document(match, "match_id") for match in matches])


def list_matches(reader: Reader, ad: Ad) -> list[Match]:
    """List whom an ad meets, the latest first."""
    query = {f"{ad.side}_id": ad.ad_id}
    found = reader.db["matches"].find(query, sort=[("_id", DESCENDING)], limit=MOST_SHOWN)
    return [_match(each) for each in found]


def list_matches_of(reader: Reader, person_id: str, after: str, limit: int) -> list[Match]:
    """List the matches of a person's ads, the latest first, from behind one."""
    query: Document = {"persons": person_id} | ({"_id": {"$lt": after}} if after else {})
    found = reader.db["matches"].find(query, sort=[("_id", DESCENDING)], limit=limit)
    return [_match(each) for each in found]


def delete_matches_of(work: Work, person_id: str) -> None:
    """Forget the matches of a person's ads."""
    work.db["matches"].delete_many({"persons": person_id})


def _match(found: Document) -> Match:
    return Match(**fields_of(found, "match_id"))


def _facts(found: Document) -> Facts:
    tokens = tuple(found["tokens"])
    return Facts(**(fields_of(found, "ad_id") | {"tokens": tokens}))
