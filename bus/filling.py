"""Filling: an owner tells what is true now to one queue, so that a newcomer need not know how it came about.

Whoever asks names a queue and types; the process whose relay leads sends each aggregate's present state there, page
by page, as the ordinary event with a header that says that it is no news. Live events may arrive meanwhile: the
sequence decides. How far a fill is stands in its row, so whoever leads next goes on from there.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import amqp
import pymongo
from pymongo.errors import DuplicateKeyError, PyMongoError

from bus import logs, outbox
from bus.collection import Document, is_away
from bus.database import Database, Read
from bus.errors import Conflict, Invalid, Problem, Unavailable
from bus.events import Event
from bus.ids import new_id
from bus.link import Link
from bus.publisher import NACKED, UNROUTED, NotConfirmed, Outgoing, Publisher
from bus.relay import Relay
from bus.wire import FILL, Envelope

log = logs.get(__name__)

FILLS = "bus_fills"
OPEN, DONE, FAILED = "open", "done", "failed"
PAGE = 500
LONGEST_QUEUE = 1000
"""A fill waits while its queue is longer: the newcomer's live events are in it too."""
PATIENCE = timedelta(days=1)
"""A fill whose queue stays long, or full, for so long is given up: nobody reads it."""
_AT_ONCE = 100
_LOOK_S, _ANSWER_S = 1.0, 5.0
_SHORTEST_PAUSE_S, _LONGEST_PAUSE_S = 0.1, 5.0
_NOT_OURS = (amqp.exceptions.NotFound, amqp.exceptions.ResourceLocked, amqp.exceptions.AccessRefused)
"""What the broker says of a queue that is not there, or is open to another connection or user only."""


@dataclass(frozen=True)
class State:
    """How the present state of one kind of aggregate is told.

    `events` are the types that say the whole of it; a queue gets the first of them that it asks for.
    `page(read, after, limit)` returns the next (id, sequence, aggregate) in order of id, fewer than `limit` at the end;
    the sequence must not be read later than the rest. `tell(aggregate)` returns the event's data, or None for what is
    told to nobody.
    """

    events: tuple[type[Event], ...]
    page: Callable[[Read, str, int], Sequence[tuple[str, int, Any]]]
    tell: Callable[[Any], dict[str, Any] | None]


def public_types(states: Sequence[State]) -> list[str]:
    """Return a type for each state that any member may read."""
    return [state.events[0].type for state in states if not state.events[0].private]


def chosen(states: Sequence[State], types: Collection[str]) -> list[type[Event]]:
    """Return the events by which a queue of these types is filled: one for each state.

    Raises Invalid for a type of whose aggregates no state is told. (That one is gone is not told again.)
    """
    kinds = {outbox.kind(state.events[0].type) for state in states}
    firsts = [next((event for event in state.events if event.type in types), None) for state in states]
    events = [event for event in firsts if event]
    untold = sorted(one for one in types if outbox.kind(one) not in kinds or not events)
    if untold:
        message = f"No state is told by {', '.join(untold)}."
        raise Invalid("type_not_told", [{"pointer": "/types", "code": "not_a_choice", "message": message}])
    return events


class Filler:
    """Keeps and works on the fills that were asked of one service."""

    def __init__(self, link: Link, publisher: Publisher, relay: Relay, database: Database) -> None:
        self._link, self._publisher, self._relay, self._database = link, publisher, relay, database
        self.states: tuple[State, ...] = getattr(database.service, "states", ())
        self._place = ""
        self._wake, self._stop = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, name="filler", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Finish the page in hand; the next leader goes on."""
        self._stop.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join(10)

    def depth(self, queue: str) -> int | None:
        """Return how many messages wait in a queue, None when there is none that we may see; raises Unavailable."""
        found: Future[int | None] = Future()
        self._link.soon(lambda connection: found.set_result(_depth(connection, queue)))
        try:
            return found.result(_ANSWER_S)
        except TimeoutError as error:
            raise Unavailable("broker_away") from error

    def begin(self, fill_id: str, queue: str, events: Sequence[type[Event]], asked_by: str) -> Document:
        """Keep the wish for a fill and return its row; the same id again is the same fill."""
        types = [event.type for event in events]
        now = self._database.now()
        row = {"_id": fill_id, "queue": queue, "types": types, "asked_by": asked_by, "asked_at": now}
        try:
            self._rows.insert_one(row | {"state": OPEN, "left": types, "after": "", "sent": 0, "moved_at": now})
        except DuplicateKeyError:
            log.info("fill.asked_again", fill=fill_id)
        self._wake.set()
        return dict(self._rows.find_one({"_id": fill_id}))

    @property
    def _rows(self) -> Any:
        return self._database.raw[FILLS]

    def _run(self) -> None:
        while not self._stop.is_set():
            self._wake.wait(_LOOK_S)
            self._wake.clear()
            try:
                self._work()
            except (NotConfirmed, Problem, PyMongoError) as error:
                log.warning("filler.paused", error=type(error).__name__)

    def _work(self) -> None:
        """Send page after page of every open fill, while this process leads; pause where all of them have to wait."""
        pause_s = _SHORTEST_PAUSE_S
        while self._relay.leads and not self._stop.is_set() and (rows := self._open_rows()):
            moved = [self._step(row) for row in rows]
            if any(moved):
                pause_s = _SHORTEST_PAUSE_S
            else:
                self._wake.wait(pause_s)
                self._wake.clear()
                pause_s = min(pause_s * 2, _LONGEST_PAUSE_S)

    def _open_rows(self) -> list[Document]:
        """Return the next of them, from the first again after the last: those that wait keep nobody back."""
        after, self._place = {"$gt": self._place}, ""
        with pymongo.timeout(_ANSWER_S):
            rows = list(self._rows.find({"state": OPEN, "_id": after}, limit=_AT_ONCE).sort("_id", 1).hint("open"))
        if len(rows) == _AT_ONCE:
            self._place = rows[-1]["_id"]
        return rows

    def _step(self, row: Document) -> bool:
        """Carry one fill on by a page; return False where its queue is long, or takes no more."""
        try:
            if self._depth_of(row) > LONGEST_QUEUE or not self._send_page(row):
                return self._wait(row)
        except _CannotGoOn as error:
            log.warning("fill.failed", fill=row["_id"], queue=row["queue"], error=error.code)
            self._save(row, {"state": FAILED, "error": error.code})
        except Exception as error:
            if isinstance(error, NotConfirmed | Unavailable | Conflict) or is_away(error):
                raise
            log.exception("fill.failed", fill=row["_id"])  # what cannot be told ends its fill and no other
            self._save(row, {"state": FAILED, "error": "internal"})
        return True

    def _depth_of(self, row: Document) -> int:
        depth = self.depth(row["queue"])
        if depth is None:
            raise _CannotGoOn("queue_unknown")
        return depth

    def _wait(self, row: Document) -> bool:
        """Leave a fill for later, False; not for ever."""
        if self._database.now() - row["moved_at"] > PATIENCE:
            raise _CannotGoOn("queue_not_read")
        return False

    def _send_page(self, row: Document) -> bool:
        """Send a page and note it; return False when the queue refused some, so that the page must be sent again."""
        state, event = self._told(row["left"][0])
        page = self._database.ask(lambda read: state.page(read, row["after"], PAGE))
        told = ((sequence, state.tell(aggregate)) for _, sequence, aggregate in page)
        messages = [self._message(row, event, sequence, data) for sequence, data in told if sequence and data]
        outcomes = self._publisher.publish(messages) if messages else []
        if UNROUTED in outcomes:
            raise _CannotGoOn("queue_unknown")
        if NACKED in outcomes:
            return False
        ended = len(page) < PAGE
        left = row["left"][1:] if ended else row["left"]
        moved = {"left": left, "after": "" if ended else page[-1][0], "sent": row["sent"] + len(messages)}
        self._save(row, moved | ({} if left else {"state": DONE}))
        if not left:
            log.info("fill.done", fill=row["_id"], queue=row["queue"], sent=moved["sent"])
        return True

    def _told(self, event_type: str) -> tuple[State, type[Event]]:
        for state in self.states:
            for event in state.events:
                if event.type == event_type:
                    return state, event
        raise _CannotGoOn("type_not_told")

    def _message(self, row: Document, event: type[Event], sequence: int, data: dict[str, Any]) -> Outgoing:
        now = self._database.now()
        envelope = Envelope(
            id=new_id(now),
            type=event.type,
            source=event.source,
            subject=str(data[event.subject]),
            sequence=sequence,
            time=now,
            dataschema=event.dataschema(),
            body=outbox.body(event, data),
            correlation_id=row["_id"],
        )
        return Outgoing("", row["queue"], envelope.body, envelope.headers() | {FILL: row["_id"]}, envelope.id)

    def _save(self, row: Document, change: Document) -> None:
        """Note how far a fill is, unless another leader has carried it on meanwhile."""
        now = self._database.now()
        times = {"moved_at": now} | ({"finished_at": now} if "state" in change else {})
        as_read = {"_id": row["_id"], "left": row["left"], "after": row["after"]}
        with pymongo.timeout(_ANSWER_S):
            self._rows.update_one(as_read, {"$set": change | times})


class _CannotGoOn(Exception):
    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def _depth(connection: amqp.Connection, queue: str) -> int | None:
    """Ask the broker on a channel of its own, which it closes when there is no such queue for us."""
    channel = connection.channel()
    try:
        return int(channel.queue_declare(queue, passive=True).message_count)
    except _NOT_OURS:
        return None
    finally:
        channel.close()
