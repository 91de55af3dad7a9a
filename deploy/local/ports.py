"""Free ports, picked once, remembered in Q_HOME, and never the same in two checkouts.

A runner holds an abstract socket named after each port that it picked. It vanishes with the runner, however
it ends, and tells a runner that starts at the same moment to look further.
"""

from __future__ import annotations

import random
import socket
import time
from collections.abc import Iterable

from deploy.local.terminal import Failure

PRIVATE = range(20000, 32000)  # Below the ports that the kernel gives to outgoing connections.
FIRST_PUBLIC = 8080
PATIENCE_S = 10.0  # A worker of a killed gateway needs a moment to see that it is alone.
BEAT_S = 0.1


class Ports:
    """Picks ports and holds them for the life of this process."""

    def __init__(self, remembered: dict[str, int]) -> None:
        self._remembered = remembered
        self._patience_ends = time.monotonic() + PATIENCE_S
        self._held: list[socket.socket] = []

    def private(self, name: str) -> int:
        """Return a port for a server that only this machine talks to."""
        candidates = random.sample(PRIVATE, 200)
        return self._pick([*self._known(name), *candidates], "127.0.0.1")

    def public(self, name: str, bind: str) -> int:
        """Return the port of the gateway: the one of last time, else the first free from 8080."""
        return self._pick([*self._known(name), *range(FIRST_PUBLIC, FIRST_PUBLIC + 200)], bind)

    def given(self, port: int, bind: str) -> int:
        """Return the port that was asked for; raises Failure when it is taken."""
        return self._pick([port], bind)

    def _known(self, name: str) -> list[int]:
        return [self._remembered[name]] if name in self._remembered else []

    def _pick(self, candidates: Iterable[int], bind: str) -> int:
        tried = []
        for port in candidates:
            if self._hold(port) and self._comes_free(port, bind):
                return port
            tried.append(port)
        raise Failure(f"Port {tried[0]} of {bind} is taken: set Q_PORT to another one, or leave it unset.")

    def _comes_free(self, port: int, bind: str) -> bool:
        """Tell whether a server could listen there; a port of last time may be given back only now."""
        while not is_free(port, bind):
            if port not in self._remembered.values() or time.monotonic() > self._patience_ends:
                return False
            time.sleep(BEAT_S)
        return True

    def _hold(self, port: int) -> bool:
        holder = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        try:
            holder.bind(f"\0q-commons-port-{port}")
        except OSError:
            holder.close()
            return False
        self._held.append(holder)
        return True


def is_free(port: int, bind: str) -> bool:
    """Tell whether a server could listen there now."""
    family = socket.AF_INET6 if ":" in bind else socket.AF_INET
    try:
        with socket.create_server((bind, port), family=family):  # It sets SO_REUSEADDR, as servers do.
            return True
    except OSError:
        return False


def answers(port: int) -> bool:
    """Tell whether somebody listens there."""
    with socket.socket() as client:
        client.settimeout(0.5)
        return client.connect_ex(("127.0.0.1", port)) == 0
