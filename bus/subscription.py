"""Consumption: one queue, one thread, batches of whatever is waiting, acknowledged together when they are safe."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Any

import amqp
from amqp import spec

from bus import handling, logs, metrics
from bus.cause import PREFIX
from bus.database import Database
from bus.doors import Door, Job
from bus.errors import Unavailable
from bus.failing import Delivery, Failures, Park
from bus.handling import Failed, Ready
from bus.link import LOST
from bus.publisher import NotConfirmed

log = logs.get(__name__)

MOST_EVENTS, MOST_BYTES = 300, 1_000_000
LONGEST_BATCH_S = 0.25
FEWEST_EVENTS = 10
"""A batch that takes longer is followed by one of half the size, down to these few; sizes grow again by a quarter.

Below that a busy machine would pay more for each event, and so become busier still.
"""
_PREFETCH = 2 * MOST_EVENTS
_LONGEST_PAUSE_S = 5.0
_LONGEST_ID = 255
"""As many characters as AMQP has for a message's own id; a header may be as long as a frame."""

Invoke = Callable[[Door, Job], Any]
"""Run a door's job in a worker of the host, and return (or raise) what it returns."""


class Subscription:
    """Consumes one queue for one door. A party of the consuming link."""

    def __init__(self, door: Door, database: Database, failures: Failures, invoke: Invoke) -> None:
        self.door, self.handled = door, 0
        self._size = MOST_EVENTS
        self._database, self._failures, self._invoke = database, failures, invoke
        self._schemas = {event.type: event() for event in door.events}
        self._waiting: deque[Delivery] = deque()
        self._changed = threading.Condition()
        self._channel: amqp.Channel | None = None
        self._stopping, self._at_rest = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"subscription-{door.queue}", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self, timeout_s: float = 30.0) -> None:
        """Take no more, finish the batch in hand, acknowledge it."""
        self._stopping.set()
        with self._changed:
            self._waiting.clear()
            self._changed.notify_all()
        if self._thread.is_alive():
            self._thread.join(timeout_s)
        cancel(self._channel, self.door.queue)

    @property
    def at_rest(self) -> bool:
        """Say whether nothing is waiting or in hand here."""
        return self._at_rest.is_set() and not self._waiting

    def attached(self, connection: amqp.Connection) -> None:
        if self._stopping.is_set():
            return
        channel = connection.channel()
        channel.auto_decode = False
        channel.basic_qos(0, _PREFETCH, False)
        with self._changed:
            self._waiting.clear()
            self._channel = channel
        channel.basic_consume(self.door.queue, consumer_tag=self.door.queue, callback=self._delivered)

    def detached(self) -> None:
        with self._changed:
            self._channel = None
            self._waiting.clear()

    def _delivered(self, message: Any) -> None:
        with self._changed:
            if not self._stopping.is_set():
                self._waiting.append(delivery(self.door.queue, message))
                self._changed.notify()

    def _run(self) -> None:
        while not self._stopping.is_set():
            channel, batch = self._gather()
            if batch:
                self._carry_through(channel, batch)

    def _gather(self) -> tuple[amqp.Channel | None, list[Delivery]]:
        """Take what is waiting, up to a batch; wait only when there is nothing."""
        batch: list[Delivery] = []
        size = 0
        with self._changed:
            self._at_rest.set()
            self._changed.wait_for(lambda: self._waiting or self._stopping.is_set(), timeout=1.0)
            self._at_rest.clear()
            while self._waiting and len(batch) < self._size and size < MOST_BYTES:
                batch.append(self._waiting.popleft())
                size += len(batch[-1].body)
            return self._channel, batch

    def _carry_through(self, channel: amqp.Channel | None, batch: list[Delivery]) -> None:
        """Handle a batch until it is safe, pausing while broker or database are away; then acknowledge it."""
        pause_s, began = 0.1, time.monotonic()
        while channel is not None and channel is self._channel:
            try:
                self._handle(batch)
                self._acknowledge(channel, batch)
                took_s = time.monotonic() - began
                self._resize(took_s)
                metrics.batch(self.door.queue, len(batch), took_s)
                return
            except (Unavailable, NotConfirmed) as error:
                log.warning("subscription.paused", queue=self.door.queue, error=str(error))
            except Exception:  # not an event's failure: nothing is acknowledged, and the thread must not end
                log.exception("subscription.paused", queue=self.door.queue)
            if self._stopping.wait(pause_s):
                return
            pause_s = min(pause_s * 2, _LONGEST_PAUSE_S)

    def _resize(self, took_s: float) -> None:
        if took_s > LONGEST_BATCH_S:
            self._size = max(FEWEST_EVENTS, self._size // 2)
        else:
            self._size = min(MOST_EVENTS, self._size + 1 + self._size // 4)

    def _handle(self, batch: list[Delivery]) -> None:
        ready, failed = self._parse(batch)
        if ready:
            failed += self._invoke(self.door, partial(handling.run, self._database, self.door, ready))
        for one, error in failed:
            self._failures.settle(self.door, one, error)
        self.handled += len(batch) - len(failed)
        metrics.EVENTS.labels(self.door.queue, "handled").inc(len(batch) - len(failed))

    def _parse(self, batch: list[Delivery]) -> tuple[list[Ready], Failed]:
        ready: list[Ready] = []
        failed: Failed = []
        for one in batch:
            try:
                ready.append(handling.parse(self.door, one, self._schemas))
            except Park as error:
                failed.append((one, error))
            except Exception:  # a message that nobody foresaw must not hold up those behind it
                log.exception("event.unreadable", queue=self.door.queue)
                failed.append((one, Park("unreadable")))
        return ready, failed

    def _acknowledge(self, channel: amqp.Channel, batch: list[Delivery]) -> None:
        try:
            channel.basic_ack(batch[-1].tag, multiple=True)
        except LOST as error:
            log.warning("ack.lost", queue=self.door.queue, error=type(error).__name__)


class Listener:
    """Gives every process its own short-lived queue of live events. A party of the consuming link."""

    def __init__(self, door: Door, invoke: Invoke) -> None:
        self._door, self._invoke = door, invoke
        self._schemas = {event.type: event() for event in door.events}

    def attached(self, connection: amqp.Connection) -> None:
        channel = connection.channel()
        channel.auto_decode = False
        queue = channel.queue_declare("", exclusive=True, auto_delete=True).queue
        for event in self._door.events:
            channel.queue_bind(queue, event.exchange(), event.type)
        channel.basic_consume(queue, no_ack=True, callback=self._heard)

    def detached(self) -> None:
        """Nothing is kept: what was said meanwhile is not heard."""

    def _heard(self, message: Any) -> None:
        try:
            ready = handling.parse(self._door, delivery("", message), self._schemas)
            self._invoke(self._door, lambda handler: handler(ready.event))
        except Exception as error:  # a live update that fails must not take the connection down
            log.warning("listener.failed", method=self._door.method, error=type(error).__name__)


def delivery(queue: str, message: Any) -> Delivery:
    """Return an amqp message as a Delivery; its id may be said by the event alone."""
    headers = dict(message.headers or {})
    return Delivery(
        queue=queue,
        tag=message.delivery_info["delivery_tag"],
        body=message.body.encode() if isinstance(message.body, str) else bytes(message.body),
        headers=headers,
        message_id=message.properties.get("message_id", "") or str(headers.get(PREFIX + "id", ""))[:_LONGEST_ID],
        routing_key=message.delivery_info["routing_key"],
    )


def cancel(channel: amqp.Channel | None, tag: str) -> None:
    """Ask for no more deliveries, without waiting for the answer (another thread reads)."""
    if channel is not None:
        try:
            channel.send_method(spec.Basic.Cancel, "sb", (tag, True))
        except LOST:
            return
