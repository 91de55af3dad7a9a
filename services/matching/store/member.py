"""Copies of members, as the directory tells them; nobody else writes them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict

from bus.collection import MOST, Document
from bus.database import Work
from services.matching.model import Member
from services.matching.store.documents import Reader

LISTS = ("topics", "interests", "offers")


def keep_member(work: Work, member: Member) -> None:
    """Keep what is told of a member, whole."""
    document = asdict(member)
    member_id = document.pop("member_id")
    work.db["members"].replace_one({"_id": member_id}, {"_id": member_id, **document}, upsert=True)


def delete_member(work: Work, member_id: str) -> None:
    """Forget a member who left."""
    work.db["members"].delete_one({"_id": member_id})


def find_member(read: Reader, member_id: str) -> Member | None:
    """Return a member, or None for whoever is none or has not been told of yet."""
    found = read.db["members"].find_one({"_id": member_id})
    return _load(found) if found else None


def find_members(read: Reader, member_ids: Collection[str]) -> dict[str, Member]:
    """Return those who are members, by id; at most 1,000 are asked for at once."""
    if not member_ids:
        return {}
    found = read.db["members"].find({"_id": {"$in": sorted(member_ids)}}, limit=len(member_ids))
    return {each["_id"]: _load(each) for each in found}


def find_many_members(read: Reader, member_ids: Sequence[str]) -> list[Member]:
    """Return those who are members, however many are asked for."""
    parts = [member_ids[start : start + MOST] for start in range(0, len(member_ids), MOST)]
    return [member for part in parts for member in find_members(read, part).values()]


def _load(document: Document) -> Member:
    lists = {name: tuple(document[name]) for name in LISTS}
    return Member(member_id=document["_id"], **{name: document[name] for name in document if name != "_id"} | lists)
