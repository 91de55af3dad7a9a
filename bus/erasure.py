"""Erasing a person: what a service keeps, and what the bus keeps for it, until only ids and codes are left.

The owner of persons tells that one is erased, in an event whose subject is the person. A service's `@erasure` door
only notes that id, in `bus_erased`. The eraser then lets the service erase what it keeps and blanks the rows of the
bus that name the person, a few at a time: at once, and again when everything that was under way has ended. Events
that arrive later are left out, or blanked where they name others too, before a handler sees them; tombstones pass.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import timedelta
from typing import Any

from marshmallow import Schema, ValidationError, fields
from pymongo import UpdateOne
from pymongo.errors import PyMongoError

from bus import logs, outbox, wire
from bus.cause import PREFIX
from bus.collection import MOST, Collection, Db, Document
from bus.database import Database, Work
from bus.doors import Door, Job, doors_of
from bus.errors import Invalid, Problem

log = logs.get(__name__)

ERASED, PARKED, COMMANDS = "bus_erased", "bus_parked", "bus_commands"
AT_ONCE = 100
SETTLED = timedelta(minutes=2)
"""Longer than any transaction, any call, or the sending of a mail lasts that began before the person was erased."""
SOON, AGAIN = timedelta(seconds=2), timedelta(minutes=1)
"""How long a person waits, behind the others, when the database was away or busy; when the erasing itself failed."""
_LOOK_S = 0.5
_JSON = (str, int, float, list, dict)


def remember(work: Work, person_ids: Iterable[str]) -> None:
    """Note that these people are to be erased; noting it again changes nothing."""
    new = {"at": work.now, "due_at": work.now, "erased_at": None}
    for person_id in person_ids:
        work.db[ERASED].update_one({"_id": person_id}, {"$setOnInsert": new}, upsert=True)


def erased_among(db: Db, person_ids: Iterable[str]) -> set[str]:
    """Return which of these people are erased here, or about to be."""
    asked = sorted(person_ids)
    parts = [asked[start : start + MOST] for start in range(0, len(asked), MOST)]
    found = [db[ERASED].find({"_id": {"$in": part}}, {"_id": 1}, limit=len(part)) for part in parts]
    return {row["_id"] for rows in found for row in rows}


def erase_again(database: Database, person_ids: list[str]) -> None:
    """Let the eraser look once more, since something about these people was kept; for those erased before."""
    if person_ids:
        due = {"$set": {"due_at": database.now()}}
        database.raw[ERASED].update_many({"_id": {"$in": person_ids}}, due)


def claim_parked(work: Work, person_id: str, text: str) -> None:
    """Say that parked messages which name nobody, but hold this text (an address), are about the person."""
    for page in _nameless(work.db[PARKED]):
        held = [row["_id"] for row in page if text.casefold() in _readable(row["body"]).casefold()]
        work.db[PARKED].update_many({"_id": {"$in": held}}, {"$set": {"subjects": [person_id]}})


def _nameless(parked: Collection) -> Iterator[list[Document]]:
    """Yield the parked messages that name nobody, a page at a time."""
    after = ""
    while page := parked.find({"subjects": [], "_id": {"$gt": after}}, {"body": 1}, [("_id", 1)], limit=AT_ONCE):
        yield page
        after = page[-1]["_id"]


def _readable(body: bytes) -> str:
    """Return a body as text, whatever it is, without the escapes that JSON may write."""
    try:
        return json.dumps(wire.decode(body), ensure_ascii=False)
    except Invalid:
        return bytes(body).decode(errors="replace")


def claim_events(work: Work, person_id: str, kind: str, subjects: Iterable[str]) -> None:
    """Say that our events about these aggregates of a kind are about the person, whom they do not name."""
    keys = [outbox.aggregate_key(kind, subject) for subject in subjects]
    work.db[outbox.COLLECTION].update_many({"aggregate": {"$in": keys}}, {"$addToSet": {"subjects": person_id}})


def blanked(schema: Schema, data: Any) -> dict[str, Any]:
    """Return what may still be said, of JSON or of what was loaded: nothing personal, or not as the schema says."""
    given = data if isinstance(data, Mapping) else {}
    return {name: _blanked(field, given[name]) for name, field in schema.fields.items() if name in given}


def _blanked(field: Any, value: Any) -> Any:
    if value is None:
        return None
    if field.metadata.get("personal"):
        return None if field.allow_none or not isinstance(value, _JSON) else type(value)()
    if isinstance(field, fields.List) and isinstance(value, list):
        return [_blanked(field.inner, one) for one in value]
    if isinstance(field, fields.Nested):
        return blanked(field.schema, value)
    return type(value)() if isinstance(value, _JSON) and is_wrong(field, value) else value


def is_wrong(field: Any, value: Any) -> bool:
    """Say whether a value is not as its field says: whatever it is may then be personal."""
    try:
        field.deserialize(value)
    except ValidationError:
        return True
    return False


class Eraser:
    """Erases whoever is due, one after the other, in a thread of its own. Two of them do no harm."""

    def __init__(self, door: Door, database: Database, invoke: Callable[[Door, Job], Any]) -> None:
        self._door, self._database, self._invoke = door, database, invoke
        service = database.service
        self._events_of = {event.type: event() for event in service.publishes}  # type: ignore[attr-defined]
        self._copies = {(door.queue, copy.type): copy() for door in doors_of(service) for copy in door.events}
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="eraser", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Finish the step in hand; what is left is due at the next start."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(10)

    def _run(self) -> None:
        while not self._stop.wait(_LOOK_S):
            try:
                for row in self._due():
                    self._erase(row)
            except PyMongoError as error:
                log.warning("erasure.paused", error=type(error).__name__)

    def _due(self) -> list[Document]:
        due = {"due_at": {"$lte": self._database.now()}}
        return list(self._database.raw[ERASED].find(due, limit=AT_ONCE, max_time_ms=2000).hint("due"))

    def _erase(self, row: Document) -> None:
        try:
            for step in (self._service, self._events, self._parked, self._commands):
                while step(row["_id"]):
                    if self._stop.is_set():
                        return
        except (Problem, PyMongoError) as error:
            log.warning("erasure.paused", person_id=row["_id"], error=getattr(error, "code", type(error).__name__))
            self._put_off(row, SOON)
        except Exception:  # the others need not wait for what stops this one
            log.exception("erasure.failed", person_id=row["_id"])
            self._put_off(row, AGAIN)
        else:
            self._note(row)

    def _service(self, person_id: str) -> bool:
        """Let the service erase in one transaction; return whether it wants another."""
        erase = self._database.transact
        return bool(self._invoke(self._door, lambda handler: erase(lambda work: handler(work, person_id))))

    def _events(self, person_id: str) -> bool:
        def event(row: Document) -> Document:
            return {"$set": {"body": _body(self._events_of.get(row["type"]), row["body"])}}

        return self._blank(outbox.COLLECTION, person_id, event)

    def _parked(self, person_id: str) -> bool:
        def message(row: Document) -> Document:
            headers = {name: value for name, value in row["headers"].items() if name.startswith((PREFIX, "q_"))}
            copy = self._copies.get((row["queue"], headers.get(PREFIX + "type", "")))
            return {"$set": {"headers": headers, "body": _body(copy, row["body"])}}

        return self._blank(PARKED, person_id, message)

    def _commands(self, person_id: str) -> bool:
        return self._blank(COMMANDS, person_id, lambda row: {"$unset": {"answer": ""}})

    def _blank(self, collection: str, person_id: str, update: Callable[[Document], Document]) -> bool:
        """Blank the next rows that name the person, who is then named there no more; return whether there were any."""
        raw = self._database.raw[collection]
        rows = list(raw.find({"subjects": person_id}, limit=AT_ONCE, max_time_ms=5000).hint("subjects"))
        forgotten = {"$pull": {"subjects": person_id}}
        if rows:
            raw.bulk_write([UpdateOne({"_id": row["_id"]}, update(row) | forgotten) for row in rows])
        return bool(rows)

    def _note(self, row: Document) -> None:
        """Note that it is done, for now or for good."""
        now, settled_at = self._database.now(), row["at"] + SETTLED
        done: Document = {"$set": {"erased_at": now}}
        rest: Document = {"$unset": {"due_at": ""}}
        if now < settled_at:
            rest = {"$set": {"erased_at": now, "due_at": settled_at}}
        self._change(row, done | rest)
        log.info("erasure.done", person_id=row["_id"])

    def _put_off(self, row: Document, pause: timedelta) -> None:
        self._change(row, {"$set": {"due_at": self._database.now() + pause}})

    def _change(self, row: Document, change: Document) -> None:
        """Change a row, unless something has made it due again meanwhile."""
        self._database.raw[ERASED].update_one({"_id": row["_id"], "due_at": row["due_at"]}, change)


def _body(schema: Schema | None, body: bytes) -> bytes:
    """Return a body blanked; nothing of one that no schema reads."""
    try:
        return wire.encode(blanked(schema or Schema(), wire.decode(body)))
    except Invalid:
        return b"{}"
