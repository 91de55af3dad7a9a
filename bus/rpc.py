"""Calls between services, in stock nameko's wire form, so that either side may be a stock one.

The client asks our services with direct reply-to (one publish, no reply queue) and stock ones with a reply queue,
because a stock server never answers direct reply-to. A call has a deadline: it expires in the queue, is not run after
it, and its caller stops waiting. How calls are answered: `bus/rpc_server.py`.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Collection, Mapping
from typing import Any, TypedDict, Unpack

import amqp

from bus import metrics, topology, wire
from bus.cause import NOBODY, Caused
from bus.errors import Internal, Invalid, Problem, Unavailable, from_wire
from bus.ids import new_id
from bus.link import LOST, Link
from bus.publisher import Outgoing, send

DIRECT = "amq.rabbitmq.reply-to"
DEADLINE = "q_deadline"
TIMEOUT_S = 5.0
_RETIRED_S = 60


class Pending:
    """A call that is under way; `result` waits for its answer."""

    def __init__(self, service: str, method: str, deadline: float) -> None:
        self._asked, self._began = (service, method), time.monotonic()
        self._deadline, self._done = deadline, threading.Event()
        self._lock = threading.Lock()
        self._answer: Any = None
        self._problem: Problem | None = None

    def result(self) -> Any:
        """Return the answer; raises the problem that the service named, or Unavailable at the deadline."""
        if not self._done.wait(max(0.0, self._deadline - time.monotonic())):
            self.settle(problem=Unavailable("no_answer"))
        if self._problem is not None:
            raise self._problem
        return self._answer

    def settle(self, answer: Any = None, problem: Problem | None = None) -> None:
        """Set the outcome, once: what comes after the deadline is no answer any more."""
        with self._lock:
            if self._done.is_set():
                return
            self._answer, self._problem = answer, problem
            self._done.set()
        outcome = problem.kind if problem else "answered"
        metrics.CALLED_S.labels(*self._asked, outcome).observe(time.monotonic() - self._began)


class How(TypedDict, total=False):
    """How to ask: for whom (a signed token), as which command (repeating it is safe), for how long (5 s), and why."""

    actor: str | None
    command_id: str | None
    timeout_s: float
    caused: Caused


class RpcClient:
    """Calls services. A party of the publishing link; safe to use from several threads and greenlets."""

    def __init__(self, link: Link, stock: Collection[str] = ()) -> None:
        self._link, self._stock = link, frozenset(stock)
        self._lock = threading.Lock()
        self._pending: dict[str, tuple[Pending, float]] = {}
        self._channel: amqp.Channel | None = None
        self._reply_key = new_id()
        link.add(self)

    def attached(self, connection: amqp.Connection) -> None:
        channel = connection.channel()
        channel.auto_decode = False
        channel.events["basic_return"].add(self._returned)
        channel.basic_consume(DIRECT, no_ack=True, callback=self._answered)
        if self._stock:
            queue = channel.queue_declare(f"rpc.reply-{self._reply_key}", exclusive=True, auto_delete=True).queue
            channel.queue_bind(queue, topology.RPC_EXCHANGE, self._reply_key)
            channel.basic_consume(queue, no_ack=True, callback=self._answered)
        self._channel = channel

    def detached(self) -> None:
        self._channel = None
        with self._lock:
            lost, self._pending = self._pending, {}
        for pending, _ in lost.values():
            pending.settle(problem=Unavailable("link_lost"))

    def call(self, service: str, method: str, request: Mapping[str, Any] | None = None, **how: Unpack[How]) -> Any:
        """Ask and wait; raises the Problem that the service names, or Unavailable."""
        return self.start(service, method, request, **how).result()

    def start(self, service: str, method: str, request: Mapping[str, Any] | None = None, **how: Unpack[How]) -> Pending:
        """Ask without waiting, so that a page can ask several services at once."""
        timeout_s = how.get("timeout_s", TIMEOUT_S)
        deadline = time.monotonic() + timeout_s
        pending = Pending(service, method, deadline)
        if not self._link.wait_open(timeout_s):
            raise Unavailable("broker_away")
        kwargs = dict(request or {})
        if service not in self._stock:
            kwargs |= {"actor": how.get("actor"), "command_id": how.get("command_id") or new_id()}
        body = json.dumps({"args": [], "kwargs": kwargs}, ensure_ascii=False).encode()
        headers = how.get("caused", NOBODY).headers()
        self._send(service, method, body, headers, pending, deadline - time.monotonic())
        return pending

    def _send(
        self, service: str, method: str, body: bytes, headers: dict[str, Any], pending: Pending, timeout_s: float
    ) -> None:
        correlation = new_id()
        reply_to = self._reply_key if service in self._stock else DIRECT
        properties = {
            "reply_to": reply_to,
            "correlation_id": correlation,
            "expiration": str(max(1, int(timeout_s * 1000))),
            "delivery_mode": 1,
        }
        headers = headers | {DEADLINE: int((time.time() + timeout_s) * 1000)}
        self._forget_expired()
        with self._lock:
            self._pending[correlation] = (pending, time.monotonic() + timeout_s)
        message = Outgoing(topology.RPC_EXCHANGE, f"{service}.{method}", body, headers, properties=properties)
        try:
            if self._channel is None:
                raise Unavailable("link_lost")
            send(self._channel, message)
        except LOST as error:
            raise Unavailable("link_lost") from error

    def _answered(self, message: Any) -> None:
        pending = self._take(message)
        if pending is None:
            return
        try:
            answer = wire.decode(message.body)
            problem = answer.get("error")
            pending.settle(answer.get("result"), _problem(problem) if problem else None)
        except (Invalid, AttributeError):
            pending.settle(problem=Internal("answer_not_understood"))

    def _returned(self, _error: Exception, _exchange: str, _routing_key: str, message: Any) -> None:
        pending = self._take(message)
        if pending is not None:
            pending.settle(problem=Unavailable("service_unknown"))

    def _take(self, message: Any) -> Pending | None:
        with self._lock:
            pending, _ = self._pending.pop(message.properties.get("correlation_id", ""), (None, 0.0))
        return pending

    def _forget_expired(self) -> None:
        now = time.monotonic()
        with self._lock:
            for correlation, (_, deadline) in list(self._pending.items())[:100]:
                if deadline + _RETIRED_S < now:
                    del self._pending[correlation]


def _problem(error: Mapping[str, Any]) -> Problem:
    if isinstance(error.get("problem"), Mapping):
        return from_wire(error["problem"])
    return Internal("remote_error", data={"exc_type": error.get("exc_type")})
