"""Running a contender's program, and hearing from it the moments that are measured."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from tests.integration.bus.processes import HOUSE, WITH_US

LONGEST_S = 90.0


class Program:
    """A program that prints `ready`, `began SECONDS` and `done SECONDS`, by the clock that all processes share."""

    def __init__(self, name: str, running: subprocess.Popen[str]) -> None:
        self._name, self._running = name, running

    def moment(self, word: str) -> float:
        """Wait for the line that begins with a word; return its time. Raises RuntimeError when the program ends."""
        assert self._running.stdout
        for line in self._running.stdout:
            told, _, at = line.strip().partition(" ")
            if told == word:
                return float(at or 0)
        raise RuntimeError(f"{self._name} ended before it was {word}")


@contextmanager
def program(*arguments: str | int) -> Iterator[Program]:
    """Run a module with arguments until the block ends, or for 90 s."""
    command = [*WITH_US, sys.executable, "-m", *map(str, arguments)]
    environ = os.environ | {"PYTHONUNBUFFERED": "1", "PYTHONWARNINGS": "ignore"}
    running = subprocess.Popen(command, cwd=HOUSE, env=environ, stdout=subprocess.PIPE, text=True)
    limit = threading.Timer(LONGEST_S, running.kill)
    limit.start()
    try:
        yield Program(" ".join(map(str, arguments)), running)
    finally:
        limit.cancel()
        running.terminate()
        try:
            running.wait(10)
        except subprocess.TimeoutExpired:
            running.kill()
            running.wait()


def events_per_second(peer: str, n: int) -> float:
    """Let a peer publish n events and handle them; return the rate from the first publish to the last effect."""
    module = f"benchmarks._peers.{peer}"
    with program(module, "consume", n) as consumer:
        consumer.moment("ready")
        with program(module, "publish", n) as publisher:
            began = publisher.moment("began")
            return n / (consumer.moment("done") - began)


def calls_per_second(peer: str, n: int, in_flight: int) -> float:
    """Let a peer's client ask its server n times; return the rate."""
    module = f"benchmarks._peers.{peer}"
    with program(module, "serve") as server:
        server.moment("ready")
        with program(module, "call", n, in_flight) as client:
            began = client.moment("began")
            return n / (client.moment("done") - began)
