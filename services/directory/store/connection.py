"""Connections: one document for two people, who are found in it in either order."""

from __future__ import annotations

from pymongo import IndexModel

from bus.collection import MOST, Document
from bus.database import Work
from bus.times import to_text
from services.directory.model import AFTER_NO, MOST_OPEN, Connection, pair_of
from services.directory.store.documents import ASCENDING, DESCENDING, Reader, document, fields_of

LIVE = ("requested", "connected")
INDEXES = [
    IndexModel([("key", ASCENDING)], name="one_connection_a_pair", unique=True),
    IndexModel([("pair", ASCENDING), ("state", ASCENDING), ("place", DESCENDING)], name="of_a_person"),
    IndexModel([("asked_by", ASCENDING), ("state", ASCENDING), ("place", DESCENDING)], name="asked_by"),
]


def find_connection(reader: Reader, one: str, other: str) -> Connection | None:
    """Find what is, or was, between two people."""
    found = reader.db["connections"].find_one({"key": _key(pair_of(one, other))})
    return _connection(found) if found else None


def find_connection_by_id(reader: Reader, connection_id: str) -> Connection | None:
    """Find a connection by its id."""
    found = reader.db["connections"].find_one({"_id": connection_id})
    return _connection(found) if found else None


def list_connections_of(
    reader: Reader, person_id: str, after: str, limit: int, state: str = "connected"
) -> list[Connection]:
    """List a person's connections in a state, the latest first, from behind a place."""
    return _page(reader, {"pair": person_id, "state": state}, after, limit)


def list_received(reader: Reader, person_id: str, after: str, limit: int) -> list[Connection]:
    """List the requests that wait for a person's answer, the latest first."""
    return _page(reader, {"pair": person_id, "state": "requested", "asked_by": {"$ne": person_id}}, after, limit)


def list_sent(reader: Reader, person_id: str, after: str, limit: int) -> list[Connection]:
    """List the requests of a person that look to them as if they waited, the latest first."""
    declined = {"state": "declined", "let_go": False, "ended_at": {"$gt": reader.now - AFTER_NO}}
    return _page(reader, {"asked_by": person_id, "$or": [{"state": "requested"}, declined]}, after, limit)


def list_met(reader: Reader, person_id: str) -> set[str]:
    """Tell with whom a person is connected, was, or has a request or a refusal between them: at most 1,000."""
    query = {"pair": person_id, "state": {"$in": [*LIVE, "declined", "ended"]}}
    found = reader.db["connections"].find(query, {"pair": 1}, limit=MOST)
    return {member_id for each in found for member_id in each["pair"]}


def count_open(reader: Reader, person_id: str) -> int:
    """Count a person's requests that wait for an answer, up to as many as there may be."""
    return reader.db["connections"].count({"asked_by": person_id, "state": "requested"}, limit=MOST_OPEN)


def place_of_connection(connection: Connection) -> str:
    """Tell a connection's place in every list: since when it is what it is, and its id."""
    since = connection.connected_at or connection.asked_at
    return f"{to_text(since) if since else ''} {connection.connection_id}"


def save_connection(work: Work, connection: Connection) -> None:
    """Save a new or changed connection; raises `version_conflict` when somebody else did."""
    kept = document(connection, "connection_id") | {
        "key": _key(connection.pair),
        "place": place_of_connection(connection),
    }
    if connection.version > 1:
        work.db["connections"].replace_versioned(kept)
    else:
        work.db["connections"].insert_one(kept)


def part_from_all(work: Work, person_id: str) -> None:
    """End all there is between a person who is gone and others, with every word of it; ids and times stay."""
    connections = work.db["connections"]
    gone: Document = {"message": "", "let_go": True}
    for state, after in (("connected", "ended"), ("requested", "withdrawn")):
        ended = {"$set": gone | {"state": after, "ended_at": work.now}, "$inc": {"version": 1}}
        connections.update_many({"pair": person_id, "state": state}, ended)
    connections.update_many({"pair": person_id, "message": {"$gt": ""}}, {"$set": gone, "$inc": {"version": 1}})


def _page(reader: Reader, query: Document, after: str, limit: int) -> list[Connection]:
    beyond = {"place": {"$lt": after}} if after else {}
    found = reader.db["connections"].find(query | beyond, sort=[("place", DESCENDING)], limit=limit)
    return [_connection(each) for each in found]


def _key(pair: tuple[str, str]) -> str:
    return " ".join(pair)


def _connection(found: Document) -> Connection:
    one, other = found["pair"]
    return Connection(**fields_of(found, "connection_id", "pair", "key", "place"), pair=(one, other))
