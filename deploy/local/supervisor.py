"""Starts the processes of the table in their order, mends those that end, and ends them all at last.

One thread, one loop: signals wake it. What it knows is written to Q_HOME at each change, so that `./q status`
and the next `./q up` can read it, even after this process was killed.
"""

from __future__ import annotations

import os
import select
import signal
import socket
import time
from collections.abc import Callable, Iterable
from types import FrameType
from typing import Any

from deploy.local.child import Child
from deploy.local.processes import Identity, Process
from deploy.local.site import Site
from deploy.local.table import Entry
from deploy.local.terminal import Failure, say

BEAT_S = 0.1  # While something is starting.
CALM_BEAT_S = 2.0  # While nothing is; a signal, also that of a child that ended, wakes it at once.
PATIENCE_S = 20.0  # Longer than a service takes to finish what it has begun.
START_LIMIT_S = 180.0


class Supervisor:
    """Keeps the processes of one site running until told to stop."""

    def __init__(self, site: Site, entries: Iterable[Entry]) -> None:
        self.site = site
        self.identity = Identity.held(os.getpid())
        self.children = {entry.name: Child(entry, site) for entry in entries if entry.wanted(site)}
        self.is_open = False
        self.stop_asked = 0
        self.asked_by = 0
        self._written: dict[str, Any] = {}
        self._bell, self._ear = socket.socketpair()

    def listen_to_signals(self) -> None:
        """Stop in order on Ctrl-C, SIGTERM or a closed terminal; a second time, at once."""
        self._bell.setblocking(False)
        signal.set_wakeup_fd(self._bell.fileno(), warn_on_full_buffer=False)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._ask_to_stop)
        signal.signal(signal.SIGCHLD, lambda number, frame: None)

    def _ask_to_stop(self, number: int, frame: FrameType | None) -> None:
        self.stop_asked += 1
        self.asked_by = number

    def run_until(self, is_enough: Callable[[], bool], limit_s: float = START_LIMIT_S) -> None:
        """Keep going until a condition holds or a stop is asked; raises Failure after the limit."""
        deadline = time.monotonic() + limit_s
        while not (is_enough() or self.stop_asked):
            if time.monotonic() > deadline:
                late = [child.entry.name for child in self.children.values() if not child.is_settled]
                raise Failure(f"Not ready after {limit_s:.0f} s: {', '.join(late)}. './q logs' tells more.")
            self.step()
            self.rest()

    def rest(self) -> None:
        """Wait for a signal or the next beat."""
        calm = self.is_open and all(child.is_settled for child in self.children.values())
        if select.select([self._ear], [], [], CALM_BEAT_S if calm else BEAT_S)[0]:
            self._ear.recv(64)

    def step(self) -> None:
        """Let every process do what is due; raises Failure for one that never starts, until the site is open."""
        for child in self.children.values():
            if child.process or all(self._is_settled(name) for name in child.entry.after):
                child.step()
            if child.is_hopeless and not self.is_open:
                raise Failure(f"{child.entry.name} does not start. Its last words:\n{child.last_words()}")
        self._write()

    def is_ready(self) -> bool:
        """Tell whether everything that stays running is ready (tasks may still run)."""
        lasting = [child for child in self.children.values() if child.entry.is_ready]
        return all(child.state == "ready" for child in lasting)

    def open(self) -> None:
        """Tell others that the site is open."""
        self.is_open = True
        self._write()

    def stop(self) -> None:
        """End everything, what depends on others first; a further signal ends it at once."""
        already_asked, self.is_open = self.stop_asked, False
        running = [child for child in self.children.values() if child.process]
        deadlines: dict[str, float] = {}
        while running:
            for child in running:
                if child.entry.name not in deadlines and not self._is_needed(child, running):
                    deadlines[child.entry.name] = time.monotonic() + PATIENCE_S
                    _process(child).ask_to_end()
            now = time.monotonic()
            late = [child for child in running if now > deadlines.get(child.entry.name, now)]
            self._end_at_once(running if self.stop_asked > already_asked else late)
            running = [child for child in running if _process(child).exit_code() is None]
            self.rest()

    def _end_at_once(self, remaining: list[Child]) -> None:
        for child in remaining:
            say(f"  {child.entry.name:14} is ended at once")
            _process(child).end()

    def _is_needed(self, child: Child, remaining: list[Child]) -> bool:
        return any(child.entry.name in self._needs(other) for other in remaining)

    def _needs(self, child: Child) -> set[str]:
        direct = set(child.entry.after) & self.children.keys()
        return direct.union(*(self._needs(self.children[name]) for name in direct))

    def _is_settled(self, name: str) -> bool:
        return name not in self.children or self.children[name].is_settled

    def _write(self) -> None:
        state = {
            "supervisor": self.identity.dump(),
            "address": self.site.url,
            "open": self.is_open,
            "demonstrates": self.site.demonstrates,
            "given": self.site.settings.addresses(),
            "processes": [child.dump() for child in self.children.values()],
        }
        if state != self._written:
            self.site.home.remember("state", state)
            self._written = state


def _process(child: Child) -> Process:
    assert child.process is not None  # noqa: S101 - only those that run are asked.
    return child.process
