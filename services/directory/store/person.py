"""Persons: one document each, found by the digest of their address or by id."""

from __future__ import annotations

from pymongo import IndexModel

from bus.actor import Actor
from bus.collection import Document
from bus.database import Work
from services.directory.errors import NoPerson
from services.directory.model import Person, Role
from services.directory.store.documents import ASCENDING, Reader, document, fields_of

INDEXES = [
    IndexModel([("address_digest", ASCENDING)], name="one_person_an_address", unique=True),
    IndexModel(
        [("holds_roles", ASCENDING), ("_id", ASCENDING)],
        name="who_holds_roles",
        partialFilterExpression={"holds_roles": True},
    ),
]


def find_person_by_digest(reader: Reader, digest: str) -> Person | None:
    """Find who has an address."""
    found = reader.db["persons"].find_one({"address_digest": digest})
    return _person(found) if found else None


def find_person(reader: Reader, person_id: str) -> Person | None:
    """Find a person by id, or the tombstone of one."""
    found = reader.db["persons"].find_one({"_id": person_id})
    return _person(found) if found else None


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
    return [_person(each) for each in found]


def page_persons(reader: Reader, after: str, limit: int) -> list[tuple[str, int, Person]]:
    """Page through everybody by id, with how many events were told of each."""
    found = reader.db["persons"].find({"_id": {"$gt": after}}, sort=[("_id", ASCENDING)], limit=limit)
    return [(each["_id"], each["sequence"], _person(each)) for each in found]


def add_person(work: Work, person: Person) -> None:
    """Add a person."""
    work.db["persons"].insert_one(_document(person))


def save_person(work: Work, person: Person) -> None:
    """Save what changed about a person."""
    work.db["persons"].update_one({"_id": person.person_id}, {"$set": _document(person)})


def hold_person(work: Work, person_id: str) -> None:
    """Make this transaction collide with every other one that changes what this person is to the community.

    Raises `NoPerson`, also for one who is erased.
    """
    if not work.db["persons"].update_one({"_id": person_id, "erased_at": None}, {"$inc": {"held": 1}}):
        raise NoPerson()


def _document(person: Person) -> Document:
    return document(person, "person_id") | {"holds_roles": bool(person.roles)}


def _person(found: Document) -> Person:
    fields = fields_of(found, "person_id", "holds_roles", "held", "roles")
    return Person(**fields, roles=tuple(Role(**role) for role in found["roles"]))
