"""Ads: found by their words and what was chosen, met by their tokens, ended by their day."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from pymongo import IndexModel

from bus.collection import Document
from bus.database import Work
from services.matching.errors import NoAd
from services.matching.model.ad import LIVE, Ad
from services.matching.model.meeting import tokens_of
from services.matching.model.wording import MOST_SOUGHT, words_of
from services.matching.store.documents import ASCENDING, DESCENDING, Reader, document, fields_of

_BESIDE = ("tokens", "sought")
_OPEN = {"state": "open"}
MOST_COUNTED = 1000

INDEXES = [
    IndexModel(
        [("side", ASCENDING), ("state", ASCENDING), ("tokens", ASCENDING), ("_id", DESCENDING)],
        name="open_by_token",
        partialFilterExpression=_OPEN,
    ),
    IndexModel([("sought", ASCENDING), ("_id", DESCENDING)], name="open_by_word", partialFilterExpression=_OPEN),
    IndexModel([("state", ASCENDING), ("side", ASCENDING), ("_id", DESCENDING)], name="by_state"),
    IndexModel([("author_id", ASCENDING), ("_id", DESCENDING)], name="of_an_author"),
    IndexModel([("state", ASCENDING), ("expires_at", ASCENDING)], name="ending"),
    IndexModel([("reports", ASCENDING)], name="reported", partialFilterExpression={"reports": {"$gt": 0}}),
]


@dataclass(frozen=True)
class Sought:
    """Say which open ads are looked for; whose authors are `hidden` are not among them."""

    sides: tuple[str, ...]
    chosen: Mapping[str, str] = field(default_factory=dict)
    words: str = ""
    hidden: Collection[str] = ()
    region: str = ""
    partnership: str = ""
    """Where who looks is: ads that want somebody near, and have them, come first (clause 54)."""


Place = tuple[int, str]
"""Where a page ends: which part of the list, and the last ad of it."""
FIRST: Place = (0, "")
PARTS = NEAR, REST = 0, 1


def find_ad(reader: Reader, ad_id: str) -> Ad | None:
    """Find an ad."""
    found = reader.db["ads"].find_one({"_id": ad_id})
    return read_ad(found) if found else None


def get_ad(reader: Reader, ad_id: str) -> Ad:
    """Return an ad. Raises `NoAd`."""
    ad = find_ad(reader, ad_id)
    if ad is None:
        raise NoAd()
    return ad


def list_ads(reader: Reader, ad_ids: Collection[str]) -> dict[str, Ad]:
    """Return ads by their ids, at most a hundred; what is not there is left out."""
    found = reader.db["ads"].find({"_id": {"$in": list(ad_ids)}}, limit=max(1, len(ad_ids)))
    return {each["_id"]: read_ad(each) for each in found}


def search_ads(reader: Reader, sought: Sought, after: Place, limit: int) -> list[tuple[Place, Ad]]:
    """List open ads behind a place: those first that want somebody near who is where the asker is, then the newest."""
    found: list[tuple[Place, Ad]] = []
    for part in PARTS[after[0] :]:
        query = _query(sought, part)
        if part == after[0] and after[1]:
            query["_id"] = {"$lt": after[1]}
        room = limit - len(found)
        if query and room:
            rows = reader.db["ads"].find(query, sort=[("_id", DESCENDING)], limit=room)
            found += [((part, row["_id"]), read_ad(row)) for row in rows]
    return found


def count_ads(reader: Reader, sought: Sought) -> int:
    """Count the open ads that are looked for, up to a thousand and one."""
    queries = filter(None, (_query(sought, part) for part in PARTS))
    return sum(reader.db["ads"].count(query, MOST_COUNTED + 1) for query in queries)


def list_ads_of(reader: Reader, author_id: str, after: str, limit: int) -> list[Ad]:
    """List the ads of an author, the newest first, from behind one."""
    query: Document = {"author_id": author_id} | ({"_id": {"$lt": after}} if after else {})
    found = reader.db["ads"].find(query, sort=[("_id", DESCENDING)], limit=limit)
    return [read_ad(each) for each in found]


def list_live_ads(reader: Reader, author_id: str, limit: int) -> list[Ad]:
    """List the ads of an author that are not over."""
    query = {"author_id": author_id, "state": {"$in": list(LIVE)}}
    return [read_ad(each) for each in reader.db["ads"].find(query, limit=limit)]


def is_trusted(reader: Reader, author_id: str) -> bool:
    """Say whether staff released a wanted ad of somebody before, and have taken none away since."""
    query = {"author_id": author_id, "side": "wanted"}
    removed = reader.db["ads"].find_one(query | {"state": "removed"}, {"_id": 1})
    released = reader.db["ads"].find_one(query | {"released_at": {"$ne": None}}, {"_id": 1})
    return released is not None and removed is None


def list_waiting(reader: Reader, after: str, limit: int) -> list[Ad]:
    """List what waits for staff, the first first."""
    query = {"state": "waiting", "_id": {"$gt": after}}
    return [read_ad(each) for each in reader.db["ads"].find(query, sort=[("_id", ASCENDING)], limit=limit)]


def list_reported(reader: Reader, limit: int) -> list[Ad]:
    """List what was reported, the most often first."""
    found = reader.db["ads"].find({"reports": {"$gt": 0}}, sort=[("reports", DESCENDING)], limit=limit)
    return [read_ad(each) for each in found]


def list_to_warn(work: Work, until: datetime, limit: int) -> list[Ad]:
    """List ads that end by then and whose authors were not told."""
    query = {"state": {"$in": ["open", "agreed"]}, "expires_at": {"$lte": until}, "warned_at": None}
    return [read_ad(each) for each in work.db["ads"].find(query, limit=limit)]


def list_to_expire(work: Work, limit: int) -> list[Ad]:
    """List ads whose time is over."""
    query = {"state": {"$in": list(LIVE)}, "expires_at": {"$lte": work.now}}
    return [read_ad(each) for each in work.db["ads"].find(query, limit=limit)]


def save_ad(work: Work, ad: Ad) -> None:
    """Save a new or changed ad; raises `version_conflict` when somebody else did."""
    if ad.version > 1:
        work.db["ads"].replace_versioned(ad_document(ad))
    else:
        work.db["ads"].insert_one(ad_document(ad))


def save_beside(work: Work, ad: Ad) -> None:
    """Save what is counted and noted of an ad; what its author may be typing stays, its version too."""
    names = ("sequence", "replies", "reports", "warned_at")
    work.db["ads"].update_one({"_id": ad.ad_id}, {"$set": {name: getattr(ad, name) for name in names}})


def hold_author(work: Work, person_id: str) -> None:
    """Make this transaction collide with every other one that adds to what a person has open."""
    work.db["holds"].update_one({"_id": person_id}, {"$inc": {"times": 1}}, upsert=True)


def hold_authors(work: Work, person_ids: Collection[str]) -> None:
    """Make this transaction collide with the erasing of any of those who posted something."""
    work.db["holds"].update_many({"_id": {"$in": sorted(person_ids)}}, {"$inc": {"times": 1}})


def delete_ad(work: Work, ad_id: str) -> None:
    """Forget an ad."""
    work.db["ads"].delete_one({"_id": ad_id})


def forget_hold(work: Work, person_id: str) -> None:
    """Forget that somebody ever had something open."""
    work.db["holds"].delete_one({"_id": person_id})


def ad_document(ad: Ad) -> Document:
    """Spell an ad as a document, with the tokens by which it is met and the words by which it is found."""
    return document(ad, "ad_id") | {"tokens": tokens_of(ad), "sought": words_of(f"{ad.title}\n{ad.text}")}


def read_ad(found: Document) -> Ad:
    """Read an ad's document."""
    return Ad(**fields_of(found, "ad_id", *_BESIDE))


def _query(sought: Sought, part: int) -> dict[str, Any]:
    """Return what finds a part of the list; nothing, where nobody is near."""
    near = list(_near(sought))
    if part == NEAR and not near:
        return {}
    query: dict[str, Any] = {"state": "open", "side": {"$in": list(sought.sides)}}
    query |= {_FIELDS[name]: value for name, value in sought.chosen.items()}
    query |= {"author_id": {"$nin": sorted(sought.hidden)}} if sought.hidden else {}
    words = words_of(sought.words)[:MOST_SOUGHT]
    query |= {"sought": {"$all": words}} if words else {}
    return query | ({"$or" if part == NEAR else "$nor": near} if near else {})


def _near(sought: Sought) -> Iterator[Document]:
    if sought.partnership:
        yield {"reach": "partnership", "partnership": sought.partnership}
    if sought.region:
        yield {"reach": "region", "region": sought.region}


_FIELDS = {"side": "side", "kind": "kind", "topic": "topics", "region": "region", "partnership": "partnership"}
