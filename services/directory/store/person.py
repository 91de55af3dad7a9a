"""Persons: one document each, found by id or by the digest of any of their addresses."""

from __future__ import annotations

from collections.abc import Collection

from pymongo import IndexModel

from bus.actor import Actor
from bus.collection import Document
from bus.database import Work
from bus.errors import Duplicate
from services.directory.errors import AddressTaken, NoPerson
from services.directory.model import Person, Role
from services.directory.store.documents import ASCENDING, Reader, document, fields_of

MOST_ASSESSORS = 10_000

INDEXES = [
    IndexModel([("address_digest", ASCENDING)], name="one_person_an_address", unique=True),
    IndexModel(
        [("holds_roles", ASCENDING), ("_id", ASCENDING)],
        name="who_holds_roles",
        partialFilterExpression={"holds_roles": True},
    ),
    IndexModel(
        [("roles.region", ASCENDING), ("roles.role", ASCENDING), ("_id", ASCENDING)],
        name="who_sits_on_a_panel",
        partialFilterExpression={"holds_roles": True},
    ),
]


def find_person_by_digest(reader: Reader, digest: str) -> Person | None:
    """Find who has an address."""
    found = reader.db["persons"].find_one({"address_digest": digest})
    return read_person(found) if found else None


def find_person(reader: Reader, person_id: str) -> Person | None:
    """Find a person by id, or the tombstone of one."""
    found = reader.db["persons"].find_one({"_id": person_id})
    return read_person(found) if found else None


def get_person(reader: Reader, person_id: str) -> Person:
    """Return a person; raises `NoPerson`, also for one who is erased."""
    person = find_person(reader, person_id)
    if person is None or person.erased_at:
        raise NoPerson()
    return person


def is_known(reader: Reader, person_id: str) -> bool:
    """Say whether there is such a person who is not erased."""
    person = find_person(reader, person_id)
    return person is not None and person.erased_at is None


def roles_of(reader: Reader, actor: Actor) -> tuple[Role, ...]:
    """Tell the roles of whoever asks: none for services and strangers."""
    person = find_person(reader, actor.id) if actor.is_person else None
    return person.roles if person else ()


def list_role_holders(reader: Reader, after: str, limit: int) -> list[Person]:
    """List who holds any role, in order of id."""
    query = {"holds_roles": True, "_id": {"$gt": after}}
    found = reader.db["persons"].find(query, sort=[("_id", ASCENDING)], limit=limit)
    return [read_person(each) for each in found]


def count_assessors(reader: Reader, region: str) -> int:
    """Count who assesses for a region."""
    assesses = {"roles": {"$elemMatch": {"role": "assessor", "region": region}}}
    return reader.db["persons"].count({"holds_roles": True} | assesses, limit=MOST_ASSESSORS)


def page_persons(reader: Reader, after: str, limit: int) -> list[tuple[str, int, Person]]:
    """Page through everybody by id, with how many events were told of each."""
    found = reader.db["persons"].find({"_id": {"$gt": after}}, sort=[("_id", ASCENDING)], limit=limit)
    return [(each["_id"], each["sequence"], read_person(each)) for each in found]


def add_person(work: Work, person: Person) -> None:
    """Add a person."""
    work.db["persons"].insert_one(_document(person))


def save_addresses(work: Work, person: Person) -> None:
    """Save which addresses lead to a person; raises `AddressTaken` when another person just got one of them."""
    try:
        save_person(work, person)
    except Duplicate as duplicate:
        raise AddressTaken() from duplicate


def save_person(work: Work, person: Person) -> None:
    """Save what changed about a person."""
    work.db["persons"].update_one({"_id": person.person_id}, {"$set": _document(person)})


def hold_person(work: Work, person_id: str) -> None:
    """Make this transaction collide with every other one that changes what this person is to the community.

    Raises `NoPerson`, also for one who is erased.
    """
    if not work.db["persons"].update_one({"_id": person_id, "erased_at": None}, {"$inc": {"held": 1}}):
        raise NoPerson()


def hold_persons(work: Work, person_ids: Collection[str]) -> None:
    """Do the same for several people at once. Raises `NoPerson` when one of them is erased."""
    query = {"_id": {"$in": sorted(person_ids)}, "erased_at": None}
    if work.db["persons"].update_many(query, {"$inc": {"held": 1}}) < len(person_ids):
        raise NoPerson()


def _document(person: Person) -> Document:
    fields = document(person, "person_id")
    digests = [fields.pop("address_digest"), *fields.pop("further_digests")]
    return fields | {"address_digest": digests, "holds_roles": bool(person.roles)}


def read_person(found: Document) -> Person:
    """Read a person's document."""
    fields = fields_of(found, "person_id", "holds_roles", "held", "roles", "address_digest")
    digest, *further = _digests(found["address_digest"])
    roles = tuple(Role(**role) for role in found["roles"])
    return Person(**fields, address_digest=digest, further_digests=tuple(further), roles=roles)


def _digests(kept: str | list[str]) -> list[str]:
    """Return the digests of a person's addresses; there was one alone before there could be more."""
    return [kept] if isinstance(kept, str) else kept
