"""Members, and the terms and indexes by which they are searched.

A member's document carries `listing` (who may find it; null while nominated), `terms` (folded words and their
beginnings, and marks for what is chosen from lists) of what members see of it, `public_terms` of what the public
sees, so that nobody is found by what they hide, and `sort_key` (folded name and id, unique). A search
asks for one or more terms, if only the one that finds everyone. Each index ends in `sort_key`, so a page is
read in order and nothing is sorted or scanned whole; who asks for a single term is counted from the index
alone.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from pymongo import IndexModel

from bus.collection import Document
from bus.database import Work
from bus.errors import Duplicate
from services.directory import model, reference
from services.directory.errors import AlreadyMember
from services.directory.model import CHECK_EVERY, Member
from services.directory.store.documents import ASCENDING, Reader, document, fields_of, profile_of
from services.directory.store.person import page_persons

COUNTED = 1000

INDEXES = [
    IndexModel([(field, ASCENDING) for field in fields], name=name)
    for name, fields in {
        "by_terms": ("listing", "terms", "sort_key"),
        "by_region_and_terms": ("profile.region", "listing", "terms", "sort_key"),
        "by_public_terms": ("listing", "public_terms", "sort_key"),
        "by_region_and_public_terms": ("profile.region", "listing", "public_terms", "sort_key"),
    }.items()
] + [IndexModel([("ask_at", ASCENDING)], name="to_ask", partialFilterExpression={"listing": {"$type": "string"}})]

_TERMS = {"public": "public_terms", "members": "terms"}
_NOT_READ = dict.fromkeys(_TERMS.values(), 0)
_TOPIC_NAMES = {topic.slug: topic.name for topic in reference.TOPICS}


@dataclass(frozen=True)
class Search:
    """Say who is sought, and in which listings: those of the "public", or, as a member, those for "members" too."""

    listings: tuple[str, ...]
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
    query = search_query(search) | {"sort_key": {"$gt": after}}
    found = reader.db["members"].find(query, _NOT_READ, sort=[("sort_key", ASCENDING)], limit=limit)
    return [_member(each) for each in found]


def count_members(reader: Reader, search: Search) -> tuple[int, bool]:
    """Count the members found, up to 1,000; say whether the count is exact."""
    count = reader.db["members"].count(search_query(search), COUNTED + 1)
    return min(count, COUNTED), count <= COUNTED


def search_query(search: Search) -> Document:
    """Ask for whom a search wants: in its listings, and with all its terms."""
    filters = {"background": search.background, "topic": search.topic}
    terms = [model.mark(kind, slug) for kind, slug in filters.items() if slug] + model.sought(search.words)
    region = {"profile.region": search.region} if search.region else {}
    seen_by = _TERMS[search.listings[-1]]
    return region | {"listing": {"$in": search.listings}, seen_by: {"$all": terms or [model.EVERYONE]}}


def names_of(reader: Reader, member_ids: Collection[str]) -> dict[str, str]:
    """Tell the names of those who are members; who has not confirmed yet is named to nobody."""
    query = {"_id": {"$in": sorted(member_ids)}, "listing": {"$ne": None}}
    found = reader.db["members"].find(query, {"profile.name": 1}, limit=max(1, len(member_ids)))
    return {each["_id"]: each["profile"]["name"] for each in found}


def organisations_of(reader: Reader, member_ids: Collection[str]) -> dict[str, list[str]]:
    """Tell where members, and who is nominated, work and have worked."""
    wanted = {"profile.organisation": 1, "organisations": 1}
    found = reader.db["members"].find({"_id": {"$in": sorted(member_ids)}}, wanted, limit=max(1, len(member_ids)))
    return {each["_id"]: [each["profile"]["organisation"], *_past(each)] for each in found}


def _past(found: Document) -> list[str]:
    return [each["name"] for each in found.get("organisations", ())]


def page_members(reader: Reader, after: str, limit: int) -> list[tuple[str, int, Member]]:
    """Page through members, and who is nominated, by id, with how many events were told of each."""
    query = {"_id": {"$gt": after}}
    found = reader.db["members"].find(query, _NOT_READ, sort=[("_id", ASCENDING)], limit=limit)
    return [(each["_id"], each["sequence"], _member(each)) for each in found]


def page_nominated(reader: Reader, after: str, limit: int) -> list[tuple[str, int, Member]]:
    """Page through everybody by id as a member, if only an empty one, with how many events were told of the person."""
    persons = page_persons(reader, after, limit)
    query = {"_id": {"$in": [person_id for person_id, _, _ in persons]}}
    found = reader.db["members"].find(query, _NOT_READ, limit=limit)
    members = {each["_id"]: _member(each) for each in found}
    return [(person_id, sequence, members.get(person_id, Member(person_id))) for person_id, sequence, _ in persons]


def list_members_to_ask(work: Work, limit: int) -> list[Member]:
    """List members whose time has come to be asked whether their entry is still right, the longest waiting first.

    Who joined before anybody was asked has no such time: they are asked by when they joined, and come first.
    """
    long_ago = work.now - CHECK_EVERY
    due = [{"ask_at": {"$lte": work.now}}, {"ask_at": None, "joined_at": {"$lte": long_ago}}]
    query = {"listing": {"$type": "string"}, "$or": due}
    found = work.db["members"].find(query, _NOT_READ, sort=[("ask_at", ASCENDING)], limit=limit)
    return [_member(each) for each in found]


def save_asking(work: Work, member: Member) -> None:
    """Save that a member was asked, and when to ask next; what they see of their entry stays, its version too."""
    asked = {"ask_at": member.ask_at, "sequence": member.sequence}
    work.db["members"].update_one({"_id": member.member_id}, {"$set": asked})


def save_beside(work: Work, member: Member) -> None:
    """Save recognitions and settled steps; what the member may be typing just now stays, its version too."""
    beside = {name: getattr(member, name) for name in ("recognitions", "settled_steps", "sequence")}
    work.db["members"].update_one({"_id": member.member_id}, {"$set": beside})


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


def delete_member(work: Work, member_id: str) -> None:
    """Forget a member, or who is nominated."""
    work.db["members"].delete_one({"_id": member_id})


def _document(member: Member) -> Document:
    terms = {field: _terms(member, audience) for audience, field in _TERMS.items()}
    return (
        document(member, "member_id")
        | terms
        | {
            "listing": member.profile.visibility if member.is_listed else None,
            "sort_key": sort_key_of(member),
        }
    )


def _terms(member: Member, audience: str) -> list[str]:
    """Spell what an audience finds a member by: only what it sees of them."""
    seen = member.seen_by(audience).profile
    return model.terms(seen, [_TOPIC_NAMES[slug] for slug in (*seen.topics, *seen.interests)]) if seen.name else []


def _member(found: Document) -> Member:
    fields = fields_of(found, "member_id", "profile", "listing", "sort_key", *_NOT_READ)
    fields.setdefault("checked_at", fields["joined_at"])  # What was saved before entries were checked.
    return Member(**fields, profile=profile_of(found))
