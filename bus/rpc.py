"""Calls between services, in stock nameko's wire form, so that either side may be a stock one.

The client asks our services with direct reply-to (one publish, no reply queue) and stock ones with a reply queue,
because a stock server never answers direct reply-to. The server answers in the way it was asked. A call has a
deadline: it expires in the queue, is not run after it, and its caller stops waiting.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Collection, Mapping
from typing import Any, TypedDict, Unpack

import amqp

from bus import cause, logs, metrics, topology, wire
from bus.answering import Answering
from bus.cause import NOBODY, Caused
from bus.doors import Door, Handler, Job
from bus.errors import KINDS, Internal, Invalid, NotFound, Problem, Unavailable, from_wire
from bus.ids import new_id
from bus.link import LOST, Link
from bus.publisher import Outgoing, send
from bus.subscription import cancel

log = logs.get(__name__)

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


class Call:
    """One call as it arrived: method, keyword arguments, how many seconds are left, and how to answer."""

    def __init__(self, message: Any) -> None:
        self.tag: int = message.delivery_info["delivery_tag"]
        self.method: str = message.delivery_info["routing_key"].rpartition(".")[2]
        self.reply_to: str = message.properties.get("reply_to", "")
        self.correlation: str = message.properties.get("correlation_id", "")
        self._body: bytes = message.body
        headers = message.headers or {}
        self._deadline = headers.get(DEADLINE)
        self.caused = cause.told_by(headers)

    def left_s(self) -> float:
        """Return the seconds until the caller stops waiting; 30 for a stock caller, who does not say."""
        return self._deadline / 1000 - time.time() if isinstance(self._deadline, int) else 30.0

    def kwargs(self) -> dict[str, Any]:
        body = wire.decode(self._body)
        if not isinstance(body, dict) or not isinstance(body.get("kwargs"), dict):
            raise Invalid("malformed_call")
        if body.get("args"):
            raise Invalid("positional_arguments")
        return dict(body["kwargs"])

    def answer(self, result: Any, problem: Problem | None) -> Outgoing:
        body = json.dumps({"result": result, "error": _error(problem)}, ensure_ascii=False).encode()
        exchange = "" if self.reply_to.startswith(DIRECT) else topology.RPC_EXCHANGE
        return Outgoing(
            exchange, self.reply_to, body, properties={"correlation_id": self.correlation, "delivery_mode": 1}
        )


def _error(problem: Problem | None) -> dict[str, Any] | None:
    """Return the problem as stock nameko writes an exception, with ours beside it."""
    if problem is None:
        return None
    kind = KINDS[problem.kind].__name__
    error: dict[str, Any] = {
        "exc_type": kind,
        "exc_path": f"bus.errors.{kind}",
        "exc_args": [problem.code],
        "value": problem.code,
    }
    return error | {"problem": problem.to_wire()}


class RpcServer:
    """Answers the calls to one service. A party of the consuming link.

    `spawn(door, job)` runs a job in a worker of the host without waiting for it.
    """

    def __init__(
        self,
        service: str,
        link: Link,
        doors: Mapping[str, Door],
        answering: Answering,
        spawn: Callable[[Door, Job], None],
        prefetch: int,
    ) -> None:
        self._queue, self._link, self._doors, self._answering = f"rpc-{service}", link, doors, answering
        self._spawn, self._prefetch = spawn, prefetch
        self._channel: amqp.Channel | None = None
        self._busy = 0
        self._idle = threading.Condition()
        self._stopping = False

    def stop(self, timeout_s: float = 30.0) -> None:
        """Take no more calls and finish those in hand."""
        self._stopping = True
        cancel(self._channel, self._queue)
        with self._idle:
            self._idle.wait_for(lambda: self._busy == 0, timeout_s)

    def attached(self, connection: amqp.Connection) -> None:
        if self._stopping:
            return
        channel = connection.channel()
        channel.auto_decode = False
        channel.basic_qos(0, self._prefetch, False)
        self._channel = channel
        channel.basic_consume(self._queue, consumer_tag=self._queue, callback=self._called)

    def detached(self) -> None:
        self._channel = None

    def _called(self, message: Any) -> None:
        if self._stopping:
            return
        call, channel = Call(message), message.channel
        door = self._doors.get(call.method)
        with self._idle:
            self._busy += 1
        if door is None:
            problem = NotFound("method_unknown", data={"method": call.method})
            self._finish(call, channel, lambda: call.answer(None, problem))
        else:
            self._spawn(door, lambda handler: self._finish(call, channel, lambda: self._outcome(door, handler, call)))

    def _finish(self, call: Call, channel: amqp.Channel, outcome: Callable[[], Outgoing]) -> None:
        """Answer unless the caller is gone, then acknowledge: a crash in between repeats, and repeating is safe."""
        try:
            answer = outcome() if call.left_s() > 0 else None
            with self._link.corked():
                if answer and call.reply_to:
                    send(channel, answer, mandatory=False)
                channel.basic_ack(call.tag)
            if answer is None:
                metrics.LATE.inc()
        except LOST as error:
            log.warning("answer.lost", method=call.method, error=type(error).__name__)
        finally:
            with self._idle:
                self._busy -= 1
                self._idle.notify_all()

    def _outcome(self, door: Door, handler: Handler, call: Call) -> Outgoing:
        began, outcome = time.monotonic(), "answered"
        try:
            return call.answer(self._answering.answer(door, handler, call.kwargs(), call.left_s(), call.caused), None)
        except Problem as problem:
            outcome = problem.kind
            return call.answer(None, problem)
        except Exception:
            incident, outcome = call.caused.correlation_id or new_id(), Internal.kind
            log.exception("call.failed", method=call.method, incident=incident)
            return call.answer(None, Internal(data={"incident": incident}))
        finally:
            metrics.ANSWERED_S.labels(call.method, outcome).observe(time.monotonic() - began)
