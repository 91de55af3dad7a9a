"""Publishing that knows what became of each message: pipelined confirms, one socket write a batch."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import amqp
from amqp import spec

from bus.link import Link

CONFIRMED = "confirmed"
UNROUTED = "unrouted"
"""The broker took it, but no queue is bound: nobody will read it."""
NACKED = "nacked"


class NotConfirmed(Exception):
    """The link was lost, or the deadline passed, before the broker said what became of a batch."""


@dataclass(frozen=True)
class Outgoing:
    """One message. `routing_key` is an event's type, or a queue's name on the default exchange."""

    exchange: str
    routing_key: str
    body: bytes
    headers: dict[str, Any] = field(default_factory=dict)
    message_id: str = ""
    properties: dict[str, Any] = field(default_factory=dict)


_Route = tuple[str, str, str]
"""Exchange, routing key and message id: what a message that comes back is known by."""


class _Batch:
    def __init__(self, size: int) -> None:
        self.outcomes: list[str | None] = [None] * size
        self.left = size
        self.done = threading.Event()
        self.lost = False


class Publisher:
    """A party with one confirming channel. Safe to use from several threads; each gets its own answers."""

    def __init__(self, link: Link) -> None:
        self._link = link
        self._lock = threading.Lock()
        self._channel: amqp.Channel | None = None
        self._tags = itertools.count(1)
        self._pending: dict[int, tuple[_Batch, int, _Route]] = {}
        self._tags_of: dict[_Route, list[int]] = {}
        link.add(self)

    def attached(self, connection: amqp.Connection) -> None:
        channel = connection.channel()
        channel.auto_decode = False
        channel.confirm_select()
        channel.events["basic_ack"].add(lambda tag, multiple: self._settled(tag, multiple, CONFIRMED))
        channel.events["basic_nack"].add(lambda tag, multiple: self._settled(tag, multiple, NACKED))
        channel.events["basic_return"].add(self._returned)
        with self._lock:
            self._tags, self._channel = itertools.count(1), channel

    def detached(self) -> None:
        with self._lock:
            self._channel = None
            batches = {id(batch): batch for batch, _, _ in self._pending.values()}
            self._pending.clear()
            self._tags_of.clear()
        for batch in batches.values():
            batch.lost = True
            batch.done.set()

    def publish(self, messages: Sequence[Outgoing], timeout_s: float = 10.0) -> list[str]:
        """Publish persistently and mandatorily; return an outcome for each message, in order.

        Raises NotConfirmed: any of them may have arrived, so the caller publishes again.
        """
        batch = _Batch(len(messages))
        try:
            self._write(messages, batch)
        except (*amqp.Connection.connection_errors, OSError) as error:
            raise NotConfirmed("link lost while writing") from error
        if not batch.done.wait(timeout_s) or batch.lost:
            raise NotConfirmed("no confirm")
        return [outcome or NACKED for outcome in batch.outcomes]

    def _write(self, messages: Sequence[Outgoing], batch: _Batch) -> None:
        with self._lock:
            if self._channel is None:
                raise NotConfirmed("link not open")
            with self._link.corked():
                for position, message in enumerate(messages):
                    tag = next(self._tags)
                    route = (message.exchange, message.routing_key, message.message_id)
                    self._pending[tag] = (batch, position, route)
                    self._tags_of.setdefault(route, []).append(tag)
                    send(self._channel, message)

    def _settled(self, tag: int, multiple: bool, outcome: str) -> None:
        with self._lock:
            tags = list(itertools.takewhile(lambda known: known <= tag, self._pending)) if multiple else [tag]
            for known in tags:
                self._settle(known, outcome)

    def _settle(self, tag: int, outcome: str) -> None:
        if tag not in self._pending:
            return
        batch, position, route = self._pending.pop(tag)
        if tag in self._tags_of.get(route, ()):
            self._forget(route, tag)
        batch.outcomes[position] = batch.outcomes[position] or outcome
        batch.left -= 1
        if batch.left == 0:
            batch.done.set()

    def _returned(self, _error: Exception, exchange: str, routing_key: str, message: Any) -> None:
        """Note that no queue took a message: the first of its route that waits, for they come back in order."""
        route = (exchange, routing_key, message.properties.get("message_id", ""))
        with self._lock:
            if route in self._tags_of:
                tag = self._tags_of[route][0]
                self._forget(route, tag)
                batch, position, _ = self._pending[tag]
                batch.outcomes[position] = UNROUTED

    def _forget(self, route: _Route, tag: int) -> None:
        self._tags_of[route].remove(tag)
        if not self._tags_of[route]:
            del self._tags_of[route]


def send(channel: amqp.Channel, message: Outgoing, *, mandatory: bool = True) -> None:
    """Write one message without waiting. (amqp's own `basic_publish` would read from the socket in this thread.)"""
    properties = {"delivery_mode": 2, "content_type": "application/json", "content_encoding": "utf-8"}
    properties |= {"message_id": message.message_id} if message.message_id else {}
    content = amqp.Message(message.body, application_headers=message.headers, **properties | message.properties)
    arguments = (0, message.exchange, message.routing_key, mandatory, False)
    channel.send_method(spec.Basic.Publish, "Bssbb", arguments, content)
