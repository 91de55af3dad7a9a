"""The relay moves events from the outbox to the broker: at least once, each aggregate's in order.

One relay leads per service; the lock is an exclusive queue on the very connection that publishes, so the broker
itself fences a leader that was paused. Whoever commits nudges it, in another process by a message to that very queue;
nudges only wake it, and it looks by itself every second: what it publishes it reads from the outbox. It marks an
event as published only when the broker confirmed it, so a crash repeats and never loses.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import amqp
import pymongo
from pymongo import UpdateMany
from pymongo.errors import PyMongoError

from bus import logs, metrics, outbox
from bus.database import Database
from bus.link import LOST, Link
from bus.publisher import CONFIRMED, UNROUTED, NotConfirmed, Outgoing, Publisher, send
from bus.wire import Envelope

log = logs.get(__name__)

BATCH = 500
_IDLE_S = 1.0
_STANDBY_S = 1.0
_AWAY_S = 0.5
_MARK_S = 5.0


class Relay:
    """Publishes one service's outbox while it leads. A party of the publishing link."""

    def __init__(self, link: Link, publisher: Publisher, database: Database) -> None:
        self._link, self._publisher, self._database = link, publisher, database
        self._source = database.service.name  # type: ignore[attr-defined]
        self._wake, self._stop, self._leads = threading.Event(), threading.Event(), threading.Event()
        self._notices: amqp.Channel | None = None
        self._marks = Marks(database)
        self._thread = threading.Thread(target=self._run, name="relay", daemon=True)
        link.add(self)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Publish what is waiting, then stand back."""
        self._stop.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join(10)
        self._marks.close()

    def nudge(self) -> None:
        """Something was committed: look now, or let the process look that leads."""
        if self.leads:
            self._wake.set()
        else:
            self._tell_the_leader()

    @property
    def leads(self) -> bool:
        return self._leads.is_set()

    @property
    def published(self) -> int:
        """How many events this process has moved."""
        return self._marks.published

    def attached(self, connection: amqp.Connection) -> None:
        self._notices = connection.channel()
        self._try_to_lead(connection)

    def detached(self) -> None:
        self._notices = None
        self._leads.clear()

    def _tell_the_leader(self) -> None:
        """Send a nudge that nobody keeps or confirms."""
        channel = self._notices
        with suppress(*LOST):
            if channel is not None:
                with self._link.corked():
                    send(channel, nudge_of(self._source), mandatory=False)

    def _try_to_lead(self, connection: amqp.Connection) -> None:
        if self.leads:
            return
        channel = connection.channel()
        try:
            channel.queue_declare(_queue_of(self._source), exclusive=True, auto_delete=True)
        except amqp.exceptions.ResourceLocked:
            channel.close()  # amqp has opened it anew
            return
        channel.basic_consume(_queue_of(self._source), no_ack=True, callback=lambda _: self._wake.set())
        self._leads.set()
        self._wake.set()
        log.info("relay.leads", service=self._source)

    def _run(self) -> None:
        while not self._stop.is_set():
            if not self.leads:
                self._stand_by()
                continue
            self._wake.wait(_IDLE_S)
            self._wake.clear()
            self._drain()
        if self.leads:
            self._drain()

    def _stand_by(self) -> None:
        try:
            if self._nobody_leads():
                self._link.soon(self._try_to_lead)
        except Exception as error:  # the thread must not end, or nobody publishes when this process leads
            self._pause("relay.failed", error)
        self._leads.wait(_STANDBY_S)

    def _nobody_leads(self) -> bool:
        """Ask by a nudge that must reach a queue: to try to take the lock each time is an error in the broker's log."""
        try:
            return self._publisher.publish([nudge_of(self._source)]) == [UNROUTED]
        except NotConfirmed:
            return False

    def _drain(self) -> None:
        try:
            while self.leads and self._publish_some():
                pass
        except (NotConfirmed, PyMongoError) as error:
            self._pause("relay.paused", error)
        except Exception as error:  # the thread must not end while this process leads
            self._pause("relay.failed", error)

    def _pause(self, event: str, error: Exception) -> None:
        log.warning(event, error=type(error).__name__)
        self._stop.wait(_AWAY_S)
        self._wake.set()

    def _publish_some(self) -> bool:
        """Publish one batch; return whether another may be waiting."""
        rows = waiting(self._database, BATCH, self._marks.ids)
        if not rows:
            self._marks.finish()
            return False
        outcomes = self._publisher.publish([message(outbox.envelope(row, self._source)) for row in rows])
        routed = [row["_id"] for row, outcome in zip(rows, outcomes, strict=True) if outcome == CONFIRMED]
        unrouted = [row["_id"] for row, outcome in zip(rows, outcomes, strict=True) if outcome == UNROUTED]
        self._marks.begin(routed, unrouted)
        if len(routed) + len(unrouted) < len(rows):
            raise NotConfirmed("the broker refused some")
        return len(rows) == BATCH


class Marks:
    """Marks one batch as published while the next is read and sent."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="relay-marks")
        self._last: Future[None] | None = None
        self.published = 0
        self.ids: list[str] = []
        """What is being marked, and so need not be published again."""

    def begin(self, routed: list[str], unrouted: list[str]) -> None:
        """Mark these when those before are marked; raises what went wrong with those."""
        self.finish()
        self.ids = [*routed, *unrouted]
        self._last = self._thread.submit(self._mark, routed, unrouted)

    def finish(self) -> None:
        """Wait for the last marks; raises what went wrong with them: those events are published again."""
        last, self._last = self._last, None
        try:
            if last:
                last.result()
        finally:
            self.ids = []

    def close(self) -> None:
        self._thread.shutdown()

    def _mark(self, routed: list[str], unrouted: list[str]) -> None:
        done = {"published": True, "published_at": self._database.now()}
        updates = [
            UpdateMany({"_id": {"$in": ids}}, {"$set": done | more})
            for ids, more in ((routed, {}), (unrouted, {"unrouted": True}))
            if ids
        ]
        if updates:
            with pymongo.timeout(_MARK_S):
                self._database.raw[outbox.COLLECTION].bulk_write(updates)
        self.published += len(routed)
        metrics.PUBLISHED.labels("routed").inc(len(routed))
        metrics.PUBLISHED.labels("unrouted").inc(len(unrouted))
        for identifier in unrouted:
            log.warning("event.unrouted", id=identifier)


def nudge_of(source: str) -> Outgoing:
    """Return the message that has the leading relay of a service look at its outbox at once."""
    return Outgoing("", _queue_of(source), b"", properties={"delivery_mode": 1})


def _queue_of(source: str) -> str:
    return f"{source}.relay"


def waiting(database: Database, most: int, told: Sequence[str] = ()) -> list[dict[str, Any]]:
    """Return the first unpublished rows but those that were told already, in order of aggregate and sequence."""
    query = {"published": False} | ({"_id": {"$nin": told}} if told else {})
    rows = database.raw[outbox.COLLECTION].find(query, limit=most, max_time_ms=5000)
    return list(rows.sort([("subject", 1), ("sequence", 1)]).hint("unpublished"))


def lag(database: Database) -> tuple[int, float]:
    """Return how many events wait (1,000 at most) and for how many seconds the oldest of the first has."""
    wanted = {"time": 1, "recorded_at": 1}
    rows = database.raw[outbox.COLLECTION].find({"published": False}, wanted, limit=1000, max_time_ms=2000)
    times = [row.get("recorded_at", row["time"]) for row in rows.hint("unpublished")]
    return len(times), max(0.0, time.time() - min(times).timestamp()) if times else 0.0


def unrouted(database: Database) -> int:
    """Count the events of the last 30 days that reached no queue, 1,000 at most."""
    return int(database.raw[outbox.COLLECTION].count_documents({"unrouted": True}, limit=1000, hint="unrouted"))


def message(envelope: Envelope) -> Outgoing:
    """Return the message of an event: the type is the routing key, the exchange its owner's."""
    return Outgoing(envelope.exchange, envelope.type, envelope.body, envelope.headers(), envelope.id)
