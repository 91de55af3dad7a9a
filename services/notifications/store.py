"""Documents to model and back, and the indexes that every query here relies on."""

from collections.abc import Collection, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from pymongo import ASCENDING, DESCENDING, IndexModel

from bus.database import Read, Work
from services.notifications.model.mail import Address, Link, Mail, State
from services.notifications.model.notice import Notice

INDEXES = {
    "notices": [
        IndexModel([("person_id", ASCENDING), ("created_at", DESCENDING), ("_id", DESCENDING)]),
        IndexModel([("person_id", ASCENDING), ("read_at", ASCENDING), ("created_at", ASCENDING)]),
        IndexModel([("subjects", ASCENDING)]),
    ],
    "mails": [
        IndexModel([("due_at", ASCENDING)], sparse=True),
        IndexModel([("state", ASCENDING), ("done_at", DESCENDING)]),
        IndexModel([("person_id", ASCENDING)], partialFilterExpression={"state": State.WAITING.value}),
        IndexModel([("subjects", ASCENDING)], partialFilterExpression={"due_at": {"$exists": True}}),
        IndexModel([("address", ASCENDING)], partialFilterExpression={"address": {"$type": "string"}}),
        IndexModel([("maybe_repeated", ASCENDING)], partialFilterExpression={"maybe_repeated": {"$gt": 0}}),
    ],
    "blocks": [IndexModel([("blocked_ids", ASCENDING)])],
    "roles": [IndexModel([("roles.region", ASCENDING), ("roles.role", ASCENDING)])],
}
NEWEST_FIRST = [("created_at", DESCENDING), ("_id", DESCENDING)]
LARGEST_PANEL = 200
COUNT_LIMIT = 1000
Document = dict[str, Any]
Page = tuple[datetime, str]


# Notices


def add_notice(work: Work, notice: Notice) -> None:
    """Insert a new notice."""
    document = asdict(notice)
    work.db["notices"].insert_one({"_id": document.pop("notice_id"), **document})


def list_notices(read: Read, person_id: str, after: Page | None, limit: int) -> list[Notice]:
    """Return a person's notices, newest first, from behind the place `after`."""
    wanted: Document = {"person_id": person_id}
    if after:
        at, notice_id = after
        wanted["created_at"] = {"$lte": at}
        wanted["$or"] = [{"created_at": {"$lt": at}}, {"_id": {"$lt": notice_id}}]
    found = read.db["notices"].find(wanted, sort=NEWEST_FIRST, limit=limit)
    return [Notice(notice_id=document.pop("_id"), **document) for document in found]


def mark_notices_read(work: Work, person_id: str, until: datetime) -> int:
    """Mark the unread notices up to a moment; return how many there were."""
    unread = {"person_id": person_id, "read_at": None, "created_at": {"$lte": until}}
    return work.db["notices"].update_many(unread, {"$set": {"read_at": work.now}})


def count_unread(read: Read, person_id: str) -> int:
    """Count a person's unread notices, at most one more than the limit."""
    return read.db["notices"].count({"person_id": person_id, "read_at": None}, limit=COUNT_LIMIT + 1)


# Mails


def add_mail(work: Work, mail: Mail) -> None:
    """Insert a new mail."""
    work.db["mails"].insert_one(_dump_mail(mail))


def save_mail(work: Work, mail: Mail) -> None:
    """Replace a mail; raises Conflict when another has changed it meanwhile."""
    work.db["mails"].replace_versioned(_dump_mail(mail))


def find_due_mail(read: Read | Work) -> Mail | None:
    """Return the mail that has wanted attention for longest."""
    found = read.db["mails"].find({"due_at": {"$lte": read.now}}, sort=[("due_at", ASCENDING)], limit=1)
    return _load_mail(found[0]) if found else None


def list_unsent_mails(work: Work, person_id: str, address: str | None, limit: int) -> list[Mail]:
    """Return mails to or about a person, and links to their address, that have not been sent."""
    concerned: Document = {"subjects": person_id, "due_at": {"$exists": True}}
    found = work.db["mails"].find(concerned, limit=limit)
    found += work.db["mails"].find({"address": address, "subjects": []}, limit=limit) if address else []
    return [_load_mail(document) for document in found]


def wake_waiting_mails(work: Work, person_id: str) -> None:
    """Make the mails due that waited for this person's address."""
    waiting = {"person_id": person_id, "state": State.WAITING.value}
    work.db["mails"].update_many(waiting, {"$set": {"due_at": work.now}})


def count_mails(read: Read, state: State) -> int:
    """Count the mails in a state, at most one more than the limit."""
    return read.db["mails"].count({"state": state.value}, limit=COUNT_LIMIT + 1)


def count_maybe_repeated(read: Read) -> int:
    """Count the mails that may have arrived twice, at most one more than the limit."""
    return read.db["mails"].count({"maybe_repeated": {"$gt": 0}}, limit=COUNT_LIMIT + 1)


def list_failed_mails(read: Read, limit: int) -> list[Mail]:
    """Return the mails that were refused for good, the latest first."""
    wanted = {"state": State.FAILED.value}
    found = read.db["mails"].find(wanted, sort=[("done_at", DESCENDING)], limit=limit)
    return [_load_mail(document) for document in found]


def _dump_mail(mail: Mail) -> Document:
    """Write a mail down; one that is done has no `due_at`, so the sparse index holds only the others."""
    document = asdict(mail) | {"state": mail.state.value}
    if mail.due_at is None:
        del document["due_at"]
    return {"_id": document.pop("mail_id"), **document}


def _load_mail(document: Document) -> Mail:
    link = Link(**document["link"]) if document["link"] else None
    kept = {"mail_id": document.pop("_id"), "due_at": None, **document}
    return Mail(**kept | {"state": State(document["state"]), "link": link})


# Copies of what others own, and preferences


def forget_person(work: Work, person_id: str) -> None:
    """Forget what is kept of a person, and the notices to and about them."""
    work.db["notices"].delete_many({"subjects": person_id})
    for name in ("addresses", "roles", "nominations", "preferences", "blocks"):
        work.db[name].delete_one({"_id": person_id})
    work.db["blocks"].update_many({"blocked_ids": person_id}, {"$pull": {"blocked_ids": person_id}})


def keep_address(work: Work, person_id: str, known: Address) -> None:
    """Keep the address at which a person is reached."""
    work.db["addresses"].replace_one({"_id": person_id}, {"_id": person_id, **asdict(known)}, upsert=True)


def find_address(work: Work, person_id: str | None) -> Address | None:
    """Return the address at which a person is reached, None when it is not known yet."""
    known = {"_id": person_id, "address": {"$exists": True}}
    found = work.db["addresses"].find_one(known, projection={"_id": 0, "held": 0})
    return Address(**found) if found else None


def hold_address(work: Work, person_id: str | None) -> None:
    """Make this transaction collide with one in which the address comes: else neither would see the other."""
    work.db["addresses"].update_one({"_id": person_id}, {"$inc": {"held": 1}}, upsert=True)


def keep_blocks(work: Work, person_id: str, blocked_ids: list[str]) -> None:
    """Keep the whole list of whom a person blocks."""
    kept = {"_id": person_id, "blocked_ids": blocked_ids}
    work.db["blocks"].replace_one({"_id": person_id}, kept, upsert=True)


def is_blocked_between(work: Work, one_id: str | None, other_id: str) -> bool:
    """Say whether one of two people blocks the other."""
    either = [{"_id": one_id, "blocked_ids": other_id}, {"_id": other_id, "blocked_ids": one_id}]
    return work.db["blocks"].find_one({"$or": either}, projection={"_id": 1}) is not None


def keep_roles(work: Work, person_id: str, roles: list[Document]) -> None:
    """Keep the whole list of a person's roles."""
    work.db["roles"].replace_one({"_id": person_id}, {"_id": person_id, "roles": roles}, upsert=True)


def list_chairs(work: Work, region: str) -> list[str]:
    """Return the person_ids of the chairs of a region."""
    member = {"roles": {"$elemMatch": {"region": region, "role": "chair"}}}
    found = work.db["roles"].find(member, projection={"_id": 1}, limit=LARGEST_PANEL)
    return [document["_id"] for document in found]


def keep_nomination(work: Work, person_id: str, nomination: Mapping[str, Any]) -> None:
    """Keep who put a person forward."""
    work.db["nominations"].replace_one({"_id": person_id}, {"_id": person_id, **nomination}, upsert=True)


def find_nomination(work: Work, person_id: str | None) -> Document:
    """Return name and nominating_organisation, empty when they are not known (yet)."""
    return work.db["nominations"].find_one({"_id": person_id}, projection={"_id": 0}) or {}


def keep_name(work: Work, choice_id: str, name: str, became: str | None) -> None:
    """Keep what an entry of a list is called, and which other one it became."""
    kept = {"_id": choice_id, "name": name, "became": became}
    work.db["names"].replace_one({"_id": choice_id}, kept, upsert=True)


def names_of(work: Work, choice_ids: Collection[str]) -> dict[str, str]:
    """Tell what entries of lists are called now, as far as staff changed them; who became another is called as that."""
    found = _choices(work, choice_ids)
    became = {choice_id: entry["became"] for choice_id, entry in found.items() if entry["became"]}
    names = {choice_id: str(entry["name"]) for choice_id, entry in found.items()}
    if became:
        of_others = names_of(work, set(became.values()))
        names |= {choice_id: of_others.get(other, names[choice_id]) for choice_id, other in became.items()}
    return names


def _choices(work: Work, choice_ids: Collection[str]) -> dict[str, Document]:
    if not choice_ids:
        return {}
    found = work.db["names"].find({"_id": {"$in": sorted(choice_ids)}}, limit=len(choice_ids))
    return {each["_id"]: each for each in found}


def list_switched_off(read: Read | Work, person_id: str | None) -> list[str]:
    """Return the kinds of mail that a person does not want."""
    found = read.db["preferences"].find_one({"_id": person_id})
    return found["off"] if found else []


def switch_mail_on(work: Work, person_id: str, kind: str) -> None:
    """Take a kind off the list of those not wanted."""
    work.db["preferences"].update_one({"_id": person_id}, {"$pull": {"off": kind}})


def switch_mail_off(work: Work, person_id: str, kind: str) -> None:
    """Put a kind on the list of those not wanted."""
    work.db["preferences"].update_one({"_id": person_id}, {"$addToSet": {"off": kind}}, upsert=True)
