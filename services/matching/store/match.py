"""Matches: found through the tokens that open ads are stored with, kept once for each want and offer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

from pymongo import IndexModel

from bus.collection import MOST, Document
from bus.database import Work
from services.matching.model.ad import MEETS, OFFER, Ad
from services.matching.model.match import Match
from services.matching.model.meeting import FEW, Facts, candidates
from services.matching.store.documents import ASCENDING, DESCENDING, Reader, document, fields_of

MOST_SHOWN = 20

INDEXES = [
    IndexModel([("want_id", ASCENDING), ("offer_id", ASCENDING)], name="once", unique=True),
    IndexModel([("offer_id", ASCENDING)], name="of_an_offer"),
    IndexModel([("persons", ASCENDING), ("_id", DESCENDING)], name="of_a_person"),
]
_FACTS = {each.name: 1 for each in fields(Facts)}


def list_candidates(reader: Reader, ad: Ad) -> list[Facts]:
    """List open ads of the other side that share something with an ad: all while they are few, else who shares most.

    One question names the newest ads of each token, from the index alone; a second one reads those that are chosen.
    """
    ads, open_ads = reader.db["ads"], {"side": {"$in": list(MEETS[ad.side])}, "state": "open"}
    chosen = candidates(ads.alike(ad.ad_id, "tokens", open_ads, FEW + 1))
    return [_facts(each) for each in ads.find({"_id": {"$in": chosen}}, _FACTS, limit=len(chosen))] if chosen else []


def told_before(reader: Reader, ad: Ad) -> set[str]:
    """Name the ads whose authors were told of this one before."""
    other = "want_id" if ad.side == OFFER else "offer_id"
    return {each[other] for each in reader.db["matches"].find(_of(ad), {other: 1}, limit=MOST)}


def add_matches(work: Work, matches: Sequence[Match]) -> None:
    """Keep matches."""
    work.db["matches"].insert_many([document(match, "match_id") for match in matches])


def list_matches(reader: Reader, ad: Ad) -> list[Match]:
    """List whom an ad meets, the latest first."""
    found = reader.db["matches"].find(_of(ad), sort=[("_id", DESCENDING)], limit=MOST_SHOWN)
    return [_match(each) for each in found]


def list_matches_of(reader: Reader, person_id: str, after: str, limit: int) -> list[Match]:
    """List the matches of a person's ads, the latest first, from behind one."""
    query: Document = {"persons": person_id} | ({"_id": {"$lt": after}} if after else {})
    found = reader.db["matches"].find(query, sort=[("_id", DESCENDING)], limit=limit)
    return [_match(each) for each in found]


def delete_matches_of(work: Work, person_id: str) -> None:
    """Forget the matches of a person's ads."""
    work.db["matches"].delete_many({"persons": person_id})


def _of(ad: Ad) -> Document:
    return {"offer_id" if ad.side == OFFER else "want_id": ad.ad_id}


def _match(found: Document) -> Match:
    return Match(**fields_of(found, "match_id"))


def _facts(found: Document) -> Facts:
    tokens = tuple(found["tokens"])
    return Facts(**(fields_of(found, "ad_id") | {"tokens": tokens}))
