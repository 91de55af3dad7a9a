"""The register of organisations: every name leads to one of them, found by the beginnings of words."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import timedelta

from pymongo import IndexModel

from bus.collection import MOST, Document
from bus.database import BUDGET_S, Work
from bus.errors import Duplicate
from services.directory.errors import NameTaken, NoOrganisation
from services.directory.model import Member, Organisation, normal_form, sort_key, sought
from services.directory.store.documents import ASCENDING, Reader, document, fields_of
from services.directory.store.member import read_member

SETTLED = timedelta(seconds=4 * BUDGET_S)
"""A member who was being saved while a name was added did not see it; after this they are there to be found."""
_LIVE = {"is_live": True}

INDEXES = [
    IndexModel([("keys", ASCENDING)], name="one_organisation_a_name", unique=True, partialFilterExpression=_LIVE),
    IndexModel([("terms", ASCENDING)], name="by_words", partialFilterExpression=_LIVE),
    IndexModel([("sort_key", ASCENDING)], name="by_name", partialFilterExpression=_LIVE),
    IndexModel([("merged_into", ASCENDING)], name="merged"),
    IndexModel([("changed_at", ASCENDING)], name="to_match", partialFilterExpression={"matching": {"$type": "string"}}),
]


def get_organisation(reader: Reader, organisation_id: str) -> Organisation:
    """Return an organisation, or the one that it was merged into; raises `NoOrganisation`."""
    found = reader.db["organisations"].find_one({"_id": organisation_id})
    if found and found["merged_into"]:
        found = reader.db["organisations"].find_one({"_id": found["merged_into"]})
    if found is None or not found["is_live"]:
        raise NoOrganisation()
    return read_organisation(found)


def present_organisation(reader: Reader, organisation_id: str) -> str:
    """Return what an organisation was merged into, if it was."""
    found = reader.db["organisations"].find_one({"_id": organisation_id}, {"merged_into": 1})
    return str((found or {}).get("merged_into") or organisation_id)


def list_organisations_named(reader: Reader, keys: Collection[str]) -> list[Organisation]:
    """List the organisations that have one of these normal forms among their names."""
    query = {"keys": {"$in": sorted(set(keys) - {""})}} | _LIVE
    return [read_organisation(each) for each in reader.db["organisations"].find(query, limit=MOST)]


def find_organisation_named(reader: Reader, name: str) -> Organisation | None:
    """Find the organisation that a name is one of, however it is spelled."""
    return next(iter(list_organisations_named(reader, [normal_form(name)])), None)


def keys_of_same(reader: Reader, names: Iterable[str]) -> dict[str, set[str]]:
    """Tell, for each of some names by its normal form, the normal forms of all names of that organisation."""
    same = {key: {key} for name in names if (key := normal_form(name))}
    for organisation in list_organisations_named(reader, same) if same else []:
        for key in organisation.keys:
            same.setdefault(key, set()).update(organisation.keys)
    return same


def names_of_organisations(reader: Reader, organisation_ids: Collection[str]) -> dict[str, str]:
    """Tell the names of some organisations by id."""
    if not organisation_ids:
        return {}
    query = {"_id": {"$in": sorted(organisation_ids)}}
    found = reader.db["organisations"].find(query, {"name": 1}, limit=len(organisation_ids))
    return {each["_id"]: each["name"] for each in found}


def search_organisations(
    reader: Reader, words: str, chosen: dict[str, str], after: str, limit: int
) -> list[Organisation]:
    """List organisations by name that have all words, or their beginnings, and every chosen value."""
    query: Document = _sought(words, chosen) | ({"sort_key": {"$gt": after}} if after else {})
    found = reader.db["organisations"].find(query, sort=[("sort_key", ASCENDING)], limit=limit)
    return [read_organisation(each) for each in found]


def count_organisations(reader: Reader, words: str, chosen: dict[str, str]) -> int:
    """Count what a search finds, up to a thousand and one."""
    return reader.db["organisations"].count(_sought(words, chosen), limit=MOST + 1)


def place_of_organisation(organisation: Organisation) -> str:
    """Tell an organisation's place in every list."""
    return sort_key(organisation.name, organisation.organisation_id)


def page_organisations(reader: Reader, after: str, limit: int) -> list[tuple[str, int, Organisation]]:
    """Page through all by id, those that were merged too, with how many events were told of each."""
    query = {"_id": {"$gt": after}}
    found = reader.db["organisations"].find(query, sort=[("_id", ASCENDING)], limit=limit)
    return [(each["_id"], each["sequence"], read_organisation(each)) for each in found]


def add_organisation(work: Work, organisation: Organisation) -> None:
    """Add an organisation; raises `NameTaken` when another came with one of its names at the same time."""
    try:
        work.db["organisations"].insert_one(_document(organisation))
    except Duplicate as duplicate:
        raise NameTaken() from duplicate


def save_organisation(work: Work, organisation: Organisation) -> None:
    """Save a changed organisation; raises `version_conflict` when somebody else did, `NameTaken`."""
    try:
        work.db["organisations"].replace_versioned(_document(organisation))
    except Duplicate as duplicate:
        raise NameTaken() from duplicate


def save_merged(work: Work, organisation: Organisation, into: Organisation) -> None:
    """Save one that was merged, and let what was merged into it before lead on: it gives its names up first."""
    earlier = {"merged_into": organisation.organisation_id}
    work.db["organisations"].replace_versioned(_document(organisation))
    work.db["organisations"].update_many(earlier, {"$set": {"merged_into": into.organisation_id}})
    save_organisation(work, into)


def delete_organisation(work: Work, organisation: Organisation) -> None:
    """Forget an organisation that was removed."""
    work.db["organisations"].delete_one({"_id": organisation.organisation_id})


def find_to_match(work: Work) -> Organisation | None:
    """Find the organisation that has waited longest for its members to be looked at."""
    due = {"matching": {"$type": "string"}, "changed_at": {"$lte": work.now - SETTLED}}
    found = work.db["organisations"].find_one(due, sort=[("changed_at", ASCENDING)])
    return read_organisation(found) if found else None


def save_matching(work: Work, organisation: Organisation) -> None:
    """Save how far its members were looked at; what staff see of it stays, its version too."""
    work.db["organisations"].update_one(
        {"_id": organisation.organisation_id}, {"$set": {"matching": organisation.matching}}
    )


def list_to_match(work: Work, organisation: Organisation, after: str, limit: int) -> list[Member]:
    """List some members who name an organisation or belong to it, from behind one of them."""
    merged = work.db["organisations"].find({"merged_into": organisation.organisation_id}, {"_id": 1}, limit=MOST)
    ids = [organisation.organisation_id, *(each["_id"] for each in merged)]
    named = [{"organisation_key": {"$in": organisation.keys}}, {"profile.organisation_id": {"$in": ids}}]
    query = {"_id": {"$gt": after}, "$or": named}
    found = work.db["members"].find(query, sort=[("_id", ASCENDING)], limit=limit)
    return [read_member(each) for each in found]


def has_members(work: Work, organisation: Organisation) -> bool:
    """Say whether anybody names an organisation or belongs to it."""
    return bool(list_to_match(work, organisation, "", 1))


def _sought(words: str, chosen: dict[str, str]) -> Document:
    beginnings = [{"terms": {"$regex": f"^{word}"}} for word in sought(words)]
    return _LIVE | chosen | ({"$and": beginnings} if beginnings else {})


def _document(organisation: Organisation) -> Document:
    beside = {
        "is_live": organisation.is_live,
        "keys": organisation.keys,
        "terms": organisation.terms,
        "sort_key": place_of_organisation(organisation),
    }
    return document(organisation, "organisation_id") | beside


def read_organisation(found: Document) -> Organisation:
    fields = fields_of(found, "organisation_id", "is_live", "keys", "terms", "sort_key", "other_names")
    return Organisation(**fields, other_names=tuple(found["other_names"]))
