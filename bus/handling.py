"""Handling a batch of events in one transaction, each as if it were alone.

Reactions: an inbox row per event is inserted first, so that an event which is delivered twice, even at the same
time in two processes, has its effect once. Projections: a guard per (queue, source, aggregate) lets only newer
states through. What was handled before is read first and left out, since one duplicate key aborts a transaction.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from marshmallow import ValidationError
from pymongo import InsertOne, ReplaceOne, UpdateOne
from pymongo.errors import PyMongoError

from bus import erasure, outbox, wire
from bus.cause import PREFIX, Caused
from bus.collection import Db, Document, is_away, is_transient
from bus.database import Database, Work
from bus.doors import Door, Handler
from bus.errors import Conflict, Duplicate, Invalid, Unavailable
from bus.events import Copy, Received
from bus.failing import Delivery, Park
from bus.gathering import NotWritten
from bus.ids import new_id
from bus.schema import pointers
from bus.times import utc_now
from bus.wire import Envelope

INBOX, GUARDS = "bus_inbox", "bus_guards"

Failed = list[tuple[Delivery, Exception]]


@dataclass(frozen=True)
class Ready:
    """A delivery whose event could be read."""

    delivery: Delivery
    event: Received
    traceparent: str = ""
    people: frozenset[str] = frozenset()

    @property
    def is_told_again(self) -> bool:
        """Say whether it tells what is true, to fill a queue, and not what has just happened."""
        return wire.FILL in self.delivery.headers

    def caused(self) -> Caused:
        return Caused(self.event.actor_id, self.event.correlation_id, self.event.id, self.traceparent)


def inbox_key(queue: str, source: str, identifier: str) -> str:
    """Return what names an event that a queue's reaction has handled."""
    return f"{queue}|{source}|{identifier}"


def guard_key(queue: str, source: str, event_type: str, subject: str) -> str:
    """Return what names how far a queue's projection is with an aggregate."""
    return f"{queue}|{source}|{outbox.aggregate_key(event_type, subject)}"


class _EventFailed(Exception):
    def __init__(self, ready: Ready, error: Exception) -> None:
        self.ready, self.error = ready, error


def parse(door: Door, delivery: Delivery, schemas: dict[str, Copy]) -> Ready:
    """Read a delivery by the consumer's own schema; raises Park with the reason why it cannot be."""
    try:
        envelope = _envelope(door, delivery)
        schema = schemas[envelope.type]
        told = envelope.data()
        data = schema.load(told)
    except Invalid as error:
        raise Park(error.code, error.errors) from error
    except KeyError as error:
        raise Park("type_not_expected") from error
    except ValidationError as error:
        raise Park("not_as_the_schema_says", list(pointers(error.messages_dict))) from error
    return Ready(delivery, _received(envelope, data), envelope.traceparent, frozenset(outbox.people(told)))


def run(database: Database, door: Door, batch: Sequence[Ready], handler: Handler) -> Failed:
    """Handle a batch; return the events that failed, the others are committed.

    Raises Unavailable while the database is away. What goes wrong with a batch as a whole (a conflict, too much for
    the time there is) halves it, down to single events, where it is that event's failure.
    """
    failed: Failed = []
    todo = [_news(door, batch)]
    while todo:
        part = todo.pop(0)
        try:
            _commit(database, door, part, handler)
        except _EventFailed as failure:
            failed.append((failure.ready.delivery, failure.error))
            todo.insert(0, [ready for ready in part if ready is not failure.ready])
        except Exception as error:
            if _handled_meanwhile(error):
                todo.insert(0, part)
            elif database.lacked(error):
                raise Unavailable("database_away") from error
            elif len(part) > 1:
                half = len(part) // 2
                todo[:0] = [part[:half], part[half:]]
            elif isinstance(error, Conflict):
                raise Unavailable("database_busy") from error
            else:
                failed.append((part[0].delivery, error))
    return failed


def _news(door: Door, batch: Sequence[Ready]) -> list[Ready]:
    """Leave out what is only told again where an effect would be caused once more."""
    return [ready for ready in batch if door.kind == "projection" or not ready.is_told_again]


def _handled_meanwhile(error: Exception) -> bool:
    """Say whether another process handled one of the batch at the same time: reading again shows which."""
    if isinstance(error, NotWritten) and not error.is_duplicate:
        return False
    return isinstance(error, Duplicate | NotWritten) and error.collection in (INBOX, GUARDS)


def _commit(database: Database, door: Door, part: list[Ready], handler: Handler) -> None:
    apply = {"reaction": _react, "projection": _project, "erasure": _remember}[door.kind]
    transact = database.once if len(part) > 1 else database.transact
    if part:
        transact(lambda work: apply(work, door, part, handler))


def _react(work: Work, door: Door, part: list[Ready], handler: Handler) -> None:
    keys = {inbox_key(door.queue, ready.event.source, ready.event.id): ready for ready in part}
    inbox = work.db[INBOX]
    known = {row["_id"] for row in inbox.find({"_id": {"$in": list(keys)}}, {"_id": 1}, limit=len(keys))}
    fresh = {key: ready for key, ready in keys.items() if key not in known}
    inbox.insert_many([{"_id": key, "at": work.now} for key in fresh])
    work.db.write()
    _handle(work, door, list(fresh.values()), handler)


def _project(work: Work, door: Door, part: list[Ready], handler: Handler) -> None:
    keyed = [(_aggregate(door, ready.event), ready) for ready in part]
    seen = _seen(work.db, {key for key, _ in keyed})
    newest = _newest(keyed, seen)
    work.db[GUARDS].bulk_write([_guard(key, ready, seen, work.now) for key, ready in newest.items()])
    _handle(work, door, list(newest.values()), handler)


def _remember(work: Work, door: Door, part: list[Ready], handler: Handler) -> None:
    """Note who is to be erased; the door's handler runs later, in transactions of its own."""
    erasure.remember(work, {ready.event.subject for ready in part})


def _seen(db: Db, keys: set[str]) -> dict[str, int]:
    """Return how far each of these aggregates is, if it is known at all."""
    rows = db[GUARDS].find({"_id": {"$in": list(keys)}}, {"sequence": 1}, limit=max(1, len(keys)))
    return {row["_id"]: row["sequence"] for row in rows}


def _newest(keyed: list[tuple[str, Ready]], seen: Mapping[str, int]) -> dict[str, Ready]:
    """Return, for each aggregate, the newest event of the batch that is newer than what the guard has seen.

    What is told again may be as old as that: it then replaces a copy that may be damaged.
    """
    newest: dict[str, Ready] = {}
    for key, ready in keyed:
        known = newest[key].event.sequence if key in newest else seen.get(key, 0)
        if ready.event.sequence + ready.is_told_again > known:
            newest[key] = ready
    return newest


def _aggregate(door: Door, event: Received) -> str:
    return guard_key(door.queue, event.source, event.type, event.subject)


def _guard(
    key: str, ready: Ready, seen: Mapping[str, int], now: datetime
) -> InsertOne[Document] | ReplaceOne[Document] | UpdateOne:
    """Return how to move a guard on; a new one is inserted, which costs the database half of an upsert.

    Where a copy is only mended, the guard still says which event brought it there.
    """
    event = ready.event
    if seen.get(key) == event.sequence:
        return UpdateOne({"_id": key}, {"$set": {"mended_at": now}})
    row = {"_id": key, "sequence": event.sequence, "time": event.time, "event": event.id, "at": now}
    return ReplaceOne({"_id": key}, row) if key in seen else InsertOne(row)


def _handle(work: Work, door: Door, batch: list[Ready], handler: Handler) -> None:
    for ready in _spared(work.db, door, batch):
        try:
            handler(replace(work, **vars(ready.caused())), ready.event)
        except NotWritten:
            raise
        except PyMongoError as error:
            if is_away(error) or is_transient(error):
                raise
            raise _EventFailed(ready, error) from error
        except Exception as error:  # whatever a handler raises is that event's failure, not the batch's
            raise _EventFailed(ready, error) from error


def _spared(db: Db, door: Door, batch: list[Ready]) -> Iterator[Ready]:
    """Leave out what is about erased people alone, but tombstones; blank what names one of them beside others."""
    erased = erasure.erased_among(db, set().union(*(ready.people for ready in batch)))
    schemas = {event.type: event for event in door.events}
    for ready in batch:
        if not ready.people & erased or schemas[ready.event.type].tombstone:
            yield ready
        elif ready.people - erased:
            event = ready.event
            yield replace(ready, event=replace(event, data=erasure.blanked(schemas[event.type](), event.data)))


def _received(envelope: Envelope, data: dict[str, object]) -> Received:
    return Received(
        type=envelope.type,
        source=envelope.source,
        id=envelope.id,
        subject=envelope.subject,
        sequence=envelope.sequence,
        time=envelope.time,
        data=data,
        actor_id=envelope.actor_id,
        correlation_id=envelope.correlation_id,
    )


def _envelope(door: Door, delivery: Delivery) -> Envelope:
    """Read the envelope; build one for a stock publisher's message where the subscription says what identifies it."""
    if PREFIX + "id" in delivery.headers or not door.identified_by:
        return wire.read(delivery.headers, delivery.body)
    data = wire.decode(delivery.body)
    missing = [name for name in door.identified_by if not isinstance(data, dict) or name not in data]
    if missing:
        raise Invalid("identifying_field_missing")
    event = door.events[0]
    identifier = ":".join(str(data[name]) for name in door.identified_by)
    return Envelope(
        id=identifier,
        type=event.type,
        source=event.source,
        subject=str(data.get(event.subject, identifier)),
        sequence=1,
        time=utc_now(),
        dataschema="",
        body=delivery.body,
        correlation_id=new_id(),
    )
