"""One AMQP connection that comes back: opened again when lost, read by one thread, written to by any.

`Party` is whatever lives on a link (consumers, publishers, the RPC client). It builds its channels when the link
opens and forgets them when the link is lost. Blocking calls of amqp (declare, consume) belong to the reading
thread: inside `attached`, or handed over with `Link.soon`.
"""

from __future__ import annotations

import collections
import random
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Protocol

import amqp
import kombu
from amqp.method_framing import frame_writer

from bus import logs

log = logs.get(__name__)

HEARTBEAT_S = 20
_POLL_S = 0.25
_READ_BYTES = 16 * 1024
_FRAME_HEAD = 7
_SLOWEST_RETRY_S = 5.0
_GOODBYE_S = 2.0
LOST = (*amqp.Connection.connection_errors, amqp.exceptions.AMQPError, OSError)
"""What is raised when the broker went away; whoever meets it waits for the link to come back."""


class Party(Protocol):
    """Something that lives on a link."""

    def attached(self, connection: amqp.Connection) -> None:
        """Build channels and consumers; runs on the reading thread, before anything is read."""

    def detached(self) -> None:
        """Forget them: the connection is gone."""


class Link:
    """A named connection to the broker. `start` returns at once; parties hear when it is open."""

    def __init__(self, uri: str, name: str) -> None:
        self.name = name
        self._uri = uri
        self._parties: list[Party] = []
        self._todo: collections.deque[Callable[[amqp.Connection], None]] = collections.deque()
        self._stop = threading.Event()
        self._open = threading.Event()
        self._thread: threading.Thread | None = None
        self._cork: _Cork | None = None

    def add(self, party: Party) -> None:
        """Let a party live on this link; before `start`."""
        self._parties.append(party)

    def start(self) -> None:
        self._thread = threading.Thread(target=self._run, name=f"link-{self.name}", daemon=True)
        self._thread.start()

    def stop(self, timeout_s: float = 5.0) -> None:
        """Close the connection; parties have finished by now."""
        self._stop.set()
        if self._thread:
            self._thread.join(timeout_s)

    @property
    def is_open(self) -> bool:
        return self._open.is_set()

    def wait_open(self, timeout_s: float) -> bool:
        return self._open.wait(timeout_s)

    def soon(self, todo: Callable[[amqp.Connection], None]) -> None:
        """Run `todo(connection)` on the reading thread; it is dropped when the connection is lost first."""
        self._todo.append(todo)

    def corked(self) -> _Cork:
        """Hold back what is written inside `with link.corked():` and send it with one socket write at the end."""
        if self._cork is None:
            raise amqp.exceptions.RecoverableConnectionError("the link is not open")
        return self._cork

    def _run(self) -> None:
        wait_s = 0.1
        while not self._stop.is_set():
            opened = self._connect_and_serve()
            wait_s = 0.1 if opened else min(wait_s * 2, _SLOWEST_RETRY_S)
            self._stop.wait(wait_s * random.uniform(0.5, 1.0))  # noqa: S311 - jitter, not a secret

    def _connect_and_serve(self) -> bool:
        """Serve one connection until it is lost or the link stops; return whether it had opened."""
        raw: amqp.Connection | None = None
        try:
            raw = kombu.Connection(self._uri, heartbeat=HEARTBEAT_S, connect_timeout=5).connection
            self._serve(raw)
        except LOST as error:
            log.warning("link.lost", where=self.name, error=type(error).__name__)
        except Exception:  # a party's mistake must not leave the process without a link
            log.exception("link.failed", where=self.name)
        opened = self.is_open
        self._forget()
        if raw is not None:
            self._drop(raw)
        return opened

    def _serve(self, raw: amqp.Connection) -> None:
        self._cork = _Cork(raw.transport)
        _read_widely(raw.transport)
        raw.frame_writer = frame_writer(raw, self._cork)
        for party in self._parties:
            party.attached(raw)
        self._open.set()
        log.info("link.open", where=self.name)
        while not self._stop.is_set():
            self._read_once(raw)

    def _drop(self, raw: amqp.Connection) -> None:
        """Say goodbye when we end it, with a bound; a connection that was lost may be silent for ever."""
        with suppress(Exception):
            if self._stop.is_set():
                raw.transport.sock.settimeout(_GOODBYE_S)
                raw.close()
        with suppress(Exception):
            raw.collect()

    def _read_once(self, raw: amqp.Connection) -> None:
        while self._todo:
            self._todo.popleft()(raw)
        with suppress(TimeoutError):
            raw.drain_events(timeout=_POLL_S)
            while _holds_a_frame(raw.transport):
                raw.blocking_read()
        raw.heartbeat_tick(rate=2)

    def _forget(self) -> None:
        self._open.clear()
        self._cork = None
        self._todo.clear()
        for party in self._parties:
            party.detached()


def _read_widely(transport: Any) -> None:
    """Let amqp take what the socket has into its buffer: of itself it asks for each frame's head and body alone."""
    receive = transport._quick_recv
    transport._quick_recv = lambda wanted: receive(max(wanted, _READ_BYTES))


def _holds_a_frame(transport: Any) -> bool:
    """Say whether the next frame has arrived whole: type and channel, its size, the payload, an end mark."""
    held = transport._read_buffer
    return len(held) >= _FRAME_HEAD and len(held) > _FRAME_HEAD + int.from_bytes(held[3:_FRAME_HEAD], "big")


class _Cork:
    """Stands between amqp's frame writer and the socket; gathers frames while corked."""

    def __init__(self, transport: Any) -> None:
        self._transport = transport
        self._lock = threading.RLock()
        self._depth = 0
        self._held: list[bytes] = []

    def write(self, frame: bytes | memoryview) -> None:
        with self._lock:
            if self._depth:
                self._held.append(bytes(frame))
            else:
                self._transport.write(frame)

    def __enter__(self) -> None:
        with self._lock:
            self._depth += 1

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._depth -= 1
            if self._depth == 0 and self._held:
                frames, self._held = b"".join(self._held), []
                self._transport.write(frames)
