"""The answering side of calls between services: takes each call from the queue, answers in the way it was asked.

A stock caller is answered too, in stock nameko's wire form. A call is not run after its deadline.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any

import amqp

from bus import cause, logs, metrics, topology, wire
from bus.answering import Answering
from bus.doors import Door, Handler, Job
from bus.errors import KINDS, Internal, Invalid, NotFound, Problem
from bus.ids import new_id
from bus.link import LOST, Link
from bus.publisher import Outgoing, send
from bus.rpc import DEADLINE, DIRECT
from bus.subscription import cancel

log = logs.get(__name__)


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
