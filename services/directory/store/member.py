"""Members, and the fields and indexes by which they are searched.

Each member document carries what a search needs: `listing` (who may find it; null while nominated), `terms`
(folded words and their beginnings, and topics) and `sort_key` (folded name and id, unique). Every filter
starts at an index that ends in `sort_key`, so a page is read in order and nothing is sorted or scanned whole.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from pymongo import IndexModel

from bus.database import Document, Work
from bus.errors import Duplicate

from .. import model, reference
from ..errors import AlreadyMember
from ..model import Member
from .documents import ASCENDING, Reader, document, fields_of, profile_of

PUBLIC, MEMBERS = ("public",), ("public", "members")
"""The listings that the public, and that members, may see."""

COUNTED = 1000

_SEARCHED_BY = {
    "by_name": (),
    "by_region": ("profile.region",),
    "by_background": ("profile.background",),
    "by_region_and_background": ("profile.region", "profile.background"),
    "by_terms": ("terms",),
    "by_region_and_terms": ("profile.region", "terms"),
    "by_background_and_terms": ("profile.background", "terms"),
}

INDEXES = [
    IndexModel([(field, ASCENDING) for field in ("listing", *fields, "sort_key")], name=name)
    for name, fields in _SEARCHED_BY.items()
]

_TOPIC_NAMES = {topic.slug: topic.name for topic in reference.TOPICS}


@dataclass(frozen=True)
class Search:
    """Say who is sought, and in which listings."""

    listings: Sequence[str]
    words: str = ""
    region: str | None = None
    background: str | None = None
    topic: str | None = None


def find_member(reader: Reader, member_id: str) -> Member | None:
    """Find a member, or who is nominated."""
    found = reader.db["members"].find_one({"_id": member_id})
    return _member(found) if found else None


def search_members(reader: Reader, search: Search, after: str, limit: int) -> list[Member]:
    """List the members found, by name, from the place after a sort key."""
    query = _query(search) | {"sort_key": {"$gt": after}}
    found = reader.db["members"].find(query, sort=[("sort_key", ASCENDING)], limit=limit)
    return [_member(each) for each in found]


def count_members(reader: Reader, search: Search) -> tuple[int, bool]:
    """Count the members found, up to 1,000; say whether the count is exact."""
    count = reader.db["members"].count(_query(search), COUNTED + 1)
    return min(count, COUNTED), count <= COUNTED


def names_of(reader: Reader, member_ids: Collection[str]) -> dict[str, str]:
    """Tell the names of those who are members or nominated."""
    query = {"_id": {"$in": sorted(member_ids)}}
    found = reader.db["members"].find(query, {"profile.name": 1}, limit=max(1, len(member_ids)))
    return {each["_id"]: each["profile"]["name"] for each in found}


def sort_key_of(member: Member) -> str:
    """Tell a member's place in every list."""
    return model.sort_key(member.profile.name, member.member_id)


def save_member(work: Work, member: Member) -> None:
    """Save a new or changed member; raises `AlreadyMember` or `version_conflict` when somebody else did."""
    if member.version > 1:
        work.db["members"].replace_versioned(_document(member))
        return
    try:
        work.db["members"].insert_one(_document(member))
    except Duplicate as duplicate:
        raise AlreadyMember() from duplicate


def _query(search: Search) -> Document:
    wanted = {"profile.region": search.region, "profile.background": search.background}
    terms = model.sought(search.words) + ([model.topic_mark(search.topic)] if search.topic else [])
    query: dict[str, Any] = {"listing": {"$in": list(search.listings)}}
    query |= {field: value for field, value in wanted.items() if value}
    return query | ({"terms": {"$all": terms}} if terms else {})


def _document(member: Member) -> Document:
    profile = member.profile
    return document(member, "member_id") | {
        "listing": profile.visibility if member.is_listed else None,
        "sort_key": sort_key_of(member),
        "terms": model.terms(profile, (_TOPIC_NAMES[slug] for slug in profile.topics)),
    }


def _member(found: Document) -> Member:
    fields = fields_of(found, "member_id", "profile", "listing", "sort_key", "terms")
    return Member(**fields, profile=profile_of(found))
