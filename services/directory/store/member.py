"""Members. Each change is noted in `search_changes` as well, by which every process keeps its search up to date."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from pymongo import IndexModel

from bus.collection import Document
from bus.database import Work
from bus.errors import Duplicate
from services.directory.errors import AlreadyMember
from services.directory.model import CHECK_EVERY, Member, normal_form
from services.directory.model.profile import MATCHED
from services.directory.store.changes import note_change
from services.directory.store.documents import ASCENDING, Reader, document, fields_of, profile_of
from services.directory.store.person import page_persons

_BESIDE = ("listing", "organisation_key", "sort_key", "terms", "public_terms")
_OUTSIDE = {"profile.organisation_id": "", "organisation_key": {"$gt": ""}}
INDEXES = [
    IndexModel([("ask_at", ASCENDING)], name="to_ask", partialFilterExpression={"listing": {"$type": "string"}}),
    IndexModel([("organisation_key", ASCENDING), ("_id", ASCENDING)], name="by_name_of_organisation"),
    IndexModel([("profile.organisation_id", ASCENDING), ("_id", ASCENDING)], name="of_an_organisation"),
]


def find_member(reader: Reader, member_id: str) -> Member | None:
    """Find a member, or who is nominated."""
    found = reader.db["members"].find_one({"_id": member_id})
    return read_member(found) if found else None


def list_members(reader: Reader, member_ids: Sequence[str]) -> list[Member]:
    """List members in the order of these ids, at most a hundred; who is not there any more is left out."""
    found = reader.db["members"].find({"_id": {"$in": list(member_ids)}}, limit=max(1, len(member_ids)))
    members = {each["_id"]: read_member(each) for each in found}
    return [members[member_id] for member_id in member_ids if member_id in members]


def names_of(reader: Reader, member_ids: Collection[str]) -> dict[str, str]:
    """Tell the names of those who are members; who has not confirmed yet is named to nobody."""
    query = {"_id": {"$in": sorted(member_ids)}, "listing": {"$ne": None}}
    found = reader.db["members"].find(query, {"profile.name": 1}, limit=max(1, len(member_ids)))
    return {each["_id"]: each["profile"]["name"] for each in found}


def organisations_of(reader: Reader, member_ids: Collection[str]) -> dict[str, list[str]]:
    """Tell where members, and who is nominated, work and have worked."""
    wanted = {"profile.organisation": 1, "organisations": 1, "worked_at": 1}
    found = reader.db["members"].find({"_id": {"$in": sorted(member_ids)}}, wanted, limit=max(1, len(member_ids)))
    return {each["_id"]: [each["profile"]["organisation"], *_past(each)] for each in found}


def _past(found: Document) -> list[str]:
    return [each["name"] for each in found.get("organisations", ())] + list(found.get("worked_at", ()))


def page_members(reader: Reader, after: str, limit: int) -> list[tuple[str, int, Member]]:
    """Page through members, and who is nominated, by id, with how many events were told of each."""
    query = {"_id": {"$gt": after}}
    found = reader.db["members"].find(query, sort=[("_id", ASCENDING)], limit=limit)
    return [(each["_id"], each["sequence"], read_member(each)) for each in found]


def page_nominated(reader: Reader, after: str, limit: int) -> list[tuple[str, int, Member]]:
    """Page through everybody by id as a member, if only an empty one, with how many events were told of the person."""
    persons = page_persons(reader, after, limit)
    query = {"_id": {"$in": [person_id for person_id, _, _ in persons]}}
    found = reader.db["members"].find(query, limit=limit)
    members = {each["_id"]: read_member(each) for each in found}
    return [(person_id, sequence, members.get(person_id, Member(person_id))) for person_id, sequence, _ in persons]


def list_members_to_ask(work: Work, limit: int) -> list[Member]:
    """List members whose time has come to be asked whether their entry is still right, the longest waiting first.

    Who joined before anybody was asked has no such time: they are asked by when they joined, and come first.
    """
    long_ago = work.now - CHECK_EVERY
    due = [{"ask_at": {"$lte": work.now}}, {"ask_at": None, "joined_at": {"$lte": long_ago}}]
    query = {"listing": {"$type": "string"}, "$or": due}
    found = work.db["members"].find(query, sort=[("ask_at", ASCENDING)], limit=limit)
    return [read_member(each) for each in found]


def save_asking(work: Work, member: Member) -> None:
    """Save that a member was asked, and when to ask next; what they see of their entry stays, its version too."""
    asked = {"ask_at": member.ask_at, "sequence": member.sequence}
    work.db["members"].update_one({"_id": member.member_id}, {"$set": asked})


def save_beside(work: Work, member: Member) -> None:
    """Save recognitions and settled steps; what the member may be typing just now stays, its version too."""
    beside = {name: getattr(member, name) for name in ("recognitions", "settled_steps", "sequence")}
    work.db["members"].update_one({"_id": member.member_id}, {"$set": beside})


def save_member(work: Work, member: Member) -> None:
    """Save a new or changed member; raises `AlreadyMember` or `version_conflict` when somebody else did."""
    if member.version > 1:
        work.db["members"].replace_versioned(member_document(member))
    else:
        _insert(work, member)
    note_change(work, member.member_id)


def save_belonging(work: Work, member: Member) -> None:
    """Save to which organisation somebody belongs; what the member may be typing just now stays, its version too."""
    profile = {f"profile.{name}": getattr(member.profile, name) for name in MATCHED}
    kept = profile | {"organisation_key": normal_form(member.profile.organisation), "sequence": member.sequence}
    work.db["members"].update_one({"_id": member.member_id}, {"$set": kept})
    note_change(work, member.member_id)


def list_unkeyed(work: Work, limit: int) -> list[Member]:
    """List some who were saved before organisations were matched."""
    return [read_member(each) for each in work.db["members"].find({"organisation_key": None}, limit=limit)]


def list_names_outside(reader: Reader, limit: int) -> list[tuple[str, int]]:
    """List what members call organisations that the register does not know, the most frequent first, with how many.

    What somebody shows to nobody is not among it.
    """
    query = _OUTSIDE | {"listing": {"$type": "string"}, "profile.shown_to.organisation": {"$ne": "nobody"}}
    return reader.db["members"].most_frequent(query, "$organisation_key", "$profile.organisation", limit)


def delete_member(work: Work, member_id: str) -> None:
    """Forget a member, or who is nominated."""
    work.db["members"].delete_one({"_id": member_id})
    note_change(work, member_id)


def member_document(member: Member) -> Document:
    """Spell a member as a document; `listing` is null while nobody finds them."""
    beside = {
        "listing": member.profile.visibility if member.is_listed else None,
        "organisation_key": normal_form(member.profile.organisation),
    }
    return document(member, "member_id") | beside


def read_member(found: Document) -> Member:
    """Read a member's document; what older releases wrote beside is left out."""
    fields = fields_of(found, "member_id", "profile", *_BESIDE)
    fields.setdefault("checked_at", fields["joined_at"])  # What was saved before entries were checked.
    return Member(**fields, profile=profile_of(found))


def _insert(work: Work, member: Member) -> None:
    try:
        work.db["members"].insert_one(member_document(member))
    except Duplicate as duplicate:
        raise AlreadyMember() from duplicate
