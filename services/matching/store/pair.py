"""Pairs of a round, and who waits in it for another coffee; nobody is in two live pairs of one round."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from pymongo import IndexModel

from bus.collection import MOST, Document
from bus.database import Work
from bus.errors import Conflict, Duplicate
from services.matching.errors import NoPair, PairIsOver
from services.matching.model.draw import Pair as TwoIds
from services.matching.model.draw import pair_of
from services.matching.model.pair import Pair
from services.matching.store.documents import ASCENDING, DESCENDING, Reader, document, fields_of

MOST_COUNTED = 100_000
INDEXES = [
    IndexModel(
        [("round_id", ASCENDING), ("people", ASCENDING)],
        name="one_live_pair_a_person_and_round",
        unique=True,
        partialFilterExpression={"state": "live"},
    ),
    IndexModel([("people", ASCENDING), ("_id", DESCENDING)], name="of_a_person"),
    IndexModel([("gone", ASCENDING)], name="of_who_is_gone"),
    IndexModel([("round_id", ASCENDING), ("state", ASCENDING)], name="of_a_round"),
    IndexModel([("state", ASCENDING), ("asked", ASCENDING), ("announced_at", ASCENDING)], name="to_ask"),
]
OF_WAITING = [
    IndexModel([("round_id", ASCENDING), ("has_asked", ASCENDING)], name="of_a_round"),
    IndexModel([("person_id", ASCENDING)], name="of_a_person"),
]


def get_pair(reader: Reader, pair_id: str, person_id: str) -> Pair:
    """Return a pair to one who is of it; raises `NoPair`, `PairIsOver` for who is of it no more."""
    found = reader.db["pairs"].find_one({"_id": pair_id, "$or": [{"people": person_id}, {"gone": person_id}]})
    if found is None:
        raise NoPair()
    if person_id not in found["people"]:
        raise PairIsOver()
    return _pair(found)


def find_live_pair(reader: Reader, round_id: str, person_id: str) -> Pair | None:
    """Find the pair that a person is in, in a round."""
    found = reader.db["pairs"].find_one({"round_id": round_id, "people": person_id, "state": "live"})
    return _pair(found) if found else None


def list_pairs_of(reader: Reader, person_id: str, before: str, limit: int) -> list[Pair]:
    """List the pairs of a person that were announced, the latest first, from behind one."""
    query: Document = {"people": person_id, "announced_at": {"$ne": None}}
    query |= {"_id": {"$lt": before}} if before else {}
    return [_pair(each) for each in reader.db["pairs"].find(query, sort=[("_id", DESCENDING)], limit=limit)]


def list_live_pairs_of(reader: Reader, person_id: str) -> list[Pair]:
    """List the live pairs of a person, of all rounds."""
    return [_pair(each) for each in reader.db["pairs"].find({"people": person_id, "state": "live"}, limit=MOST)]


def list_pairs_with(reader: Reader, person_id: str, limit: int) -> list[Pair]:
    """List the pairs that hold anything of a person."""
    query = {"$or": [{"people": person_id}, {"gone": person_id}]}
    return [_pair(each) for each in reader.db["pairs"].find(query, limit=limit)]


def list_live_pairs(reader: Reader, round_id: str, limit: int = MOST) -> list[Pair]:
    """List live pairs of a round."""
    found = reader.db["pairs"].find({"round_id": round_id, "state": "live"}, sort=[("_id", ASCENDING)], limit=limit)
    return [_pair(each) for each in found]


def list_unannounced(reader: Reader, round_id: str, limit: int) -> list[Pair]:
    """List live pairs of a round that were not told of each other yet."""
    query = {"round_id": round_id, "state": "live", "announced_at": None}
    return [_pair(each) for each in reader.db["pairs"].find(query, limit=limit)]


def list_to_ask(reader: Reader, asked: int, announced_before: datetime, limit: int) -> list[Pair]:
    """List live pairs, announced before a moment, that were asked so many times whether they met."""
    query = {"state": "live", "asked": asked, "announced_at": {"$lte": announced_before}}
    return [_pair(each) for each in reader.db["pairs"].find(query, limit=limit)]


def everybody_who_met(reader: Reader) -> Iterator[TwoIds]:
    """Yield every two who were ever in one pair, also those of whom one has gone since."""
    after = ""
    while page := reader.db["pairs"].find({"_id": {"$gt": after}}, _PEOPLE, [("_id", ASCENDING)], limit=MOST):
        for found in page:
            yield from _twos([*found["people"], *found["gone"]])
        after = page[-1]["_id"]


def who_met(reader: Reader, person_ids: Sequence[str]) -> Iterator[TwoIds]:
    """Yield every two who were in one pair, as far as one of these people was in it."""
    for person_id in person_ids:
        query = {"$or": [{"people": person_id}, {"gone": person_id}]}
        for found in reader.db["pairs"].find(query, _PEOPLE, limit=MOST):
            yield from _twos([*found["people"], *found["gone"]])


def count_pairs(reader: Reader, round_id: str) -> dict[str, int]:
    """Count the pairs of a round: each is met, not_yet (they said something else), silent, or broken."""
    of_round = {"round_id": round_id, "announced_at": {"$ne": None}}
    answers = {"$map": {"input": {"$objectToArray": "$answers"}, "in": "$$this.v.answer"}}
    counted = reader.db["pairs"].count_by(of_round, {"$in": ["met", answers]}, {"$eq": ["$answers", {}]}, "$state")
    return {
        "pairs": sum(counted.values()),
        "met": sum(number for (met, _, _), number in counted.items() if met),
        "not_yet": sum(n for (met, silent, state), n in counted.items() if not (met or silent or state == "over")),
        "silent": sum(number for (_, silent, state), number in counted.items() if silent and state != "over"),
        "broken": sum(number for (met, _, state), number in counted.items() if state == "over" and not met),
    }


def add_pairs(work: Work, pairs: Sequence[Pair]) -> None:
    """Add pairs; raises Conflict("busy") when somebody is in another one of that round already."""
    try:
        work.db["pairs"].insert_many([_document(each) for each in pairs])
    except Duplicate as error:
        raise Conflict("busy") from error


def save_pair(work: Work, pair: Pair) -> None:
    """Save a changed pair; raises `version_conflict` when somebody else did."""
    pair.version += 1
    work.db["pairs"].replace_versioned(_document(pair))


def delete_pair(work: Work, pair_id: str) -> None:
    """Forget a pair of whom nobody is left."""
    work.db["pairs"].delete_one({"_id": pair_id})


def wait(work: Work, round_id: str, person_id: str, has_asked: bool) -> None:
    """Let somebody wait for another coffee in a round; `has_asked` when they want one."""
    row = {"_id": f"{round_id} {person_id}", "round_id": round_id, "person_id": person_id, "since": work.now}
    work.db["waiting"].replace_one({"_id": row["_id"]}, row | {"has_asked": has_asked, "is_told": False}, upsert=True)


def tell_waiting(work: Work, round_id: str, limit: int) -> list[str]:
    """Name some who wait and were not told so yet; from now on they were."""
    query = {"round_id": round_id, "is_told": False}
    rows = work.db["waiting"].find(query, limit=limit)
    work.db["waiting"].update_many({"_id": {"$in": [row["_id"] for row in rows]}}, {"$set": {"is_told": True}})
    return [row["person_id"] for row in rows]


def mark_told(work: Work, round_id: str, person_id: str) -> None:
    """Note that who waits was told so."""
    work.db["waiting"].update_one({"_id": f"{round_id} {person_id}"}, {"$set": {"is_told": True}})


def has_asked(reader: Reader, round_id: str, person_id: str) -> bool | None:
    """Tell whether who waits in a round has asked for another coffee; None for who does not wait."""
    found = reader.db["waiting"].find_one({"_id": f"{round_id} {person_id}"})
    return bool(found["has_asked"]) if found else None


def list_waiting_people(reader: Reader, round_id: str) -> list[str]:
    """Name those who asked for another coffee in a round."""
    found = reader.db["waiting"].find({"round_id": round_id, "has_asked": True}, limit=MOST)
    return [each["person_id"] for each in found]


def count_waiting(reader: Reader, round_id: str) -> int:
    """Count who has no coffee in a round."""
    return reader.db["waiting"].count({"round_id": round_id}, limit=MOST_COUNTED)


def list_rounds_waited_in(reader: Reader, person_id: str) -> list[str]:
    """Name the rounds in which a person waits."""
    return [each["round_id"] for each in reader.db["waiting"].find({"person_id": person_id}, limit=MOST)]


def stop_waiting(work: Work, round_id: str, person_ids: Collection[str]) -> None:
    """Let people wait no more."""
    ids = [f"{round_id} {person_id}" for person_id in person_ids]
    work.db["waiting"].delete_many({"_id": {"$in": ids}})


def end_waiting(work: Work, round_id: str) -> None:
    """Let nobody wait in a round any more."""
    work.db["waiting"].delete_many({"round_id": round_id})


def forget_waiting(work: Work, person_id: str) -> None:
    """Let somebody wait nowhere."""
    work.db["waiting"].delete_many({"person_id": person_id})


_PEOPLE = {"people": 1, "gone": 1}


def _twos(people: Sequence[str]) -> Iterator[TwoIds]:
    yield from (pair_of(one, other) for place, one in enumerate(people) for other in people[place + 1 :])


def _document(pair: Pair) -> Document:
    lists = {name: list(getattr(pair, name)) for name in ("people", "gone", "agreed")}
    return document(pair, "pair_id") | lists


def _pair(found: Document) -> Pair:
    lists = {name: tuple(found[name]) for name in ("people", "gone", "agreed")}
    return Pair(**fields_of(found, "pair_id") | lists)
