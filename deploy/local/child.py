"""One process that is kept running: started when due, seen ready, started again when it ends."""

from __future__ import annotations

import signal
import time
from typing import Any

from deploy.local.processes import Process
from deploy.local.site import Site
from deploy.local.table import Entry
from deploy.local.terminal import say

BACK_OFF_S = (0.5, 1.0, 2.0, 5.0, 10.0, 30.0)
STEADY_S = 60.0
HOPELESS = 5
LAST_WORDS = 12


class Child:
    """One line of the table while it is kept running."""

    def __init__(self, entry: Entry, site: Site) -> None:
        self.entry, self.site = entry, site
        self.state = "waiting"
        self.process: Process | None = None
        self.ends = 0
        self.ends_before_ready = 0
        self.due_at = 0.0

    @property
    def is_settled(self) -> bool:
        """Tell whether what waits for it may start."""
        return self.state in ("ready", "done")

    @property
    def is_hopeless(self) -> bool:
        """Tell whether it ended time and again without ever being ready."""
        return self.ends_before_ready >= HOPELESS

    def step(self) -> None:
        """Do what is due: start it, see it ready, or see it ended."""
        if self.process is None:
            if time.monotonic() >= self.due_at:
                self._start()
            return
        code = self.process.exit_code()
        if code is not None:
            self._ended(code, time.monotonic() - self.process.started_at)
        elif self.state == "starting" and self.entry.is_ready and self.entry.is_ready(self.site):
            self._settle("ready")

    def _start(self) -> None:
        entry, home = self.entry, self.site.home
        self.process = Process(
            entry.command(self.site), entry.environment(self.site), home.log(entry.name), entry.dying
        )
        self.state = "starting"

    def _settle(self, state: str) -> None:
        self.state, self.ends_before_ready = state, 0
        if self.process:
            say(f"  {self.entry.name:14} {state} ({time.monotonic() - self.process.started_at:.1f} s)")

    def _ended(self, code: int, lived_s: float) -> None:
        if self.entry.is_ready is None and code == 0:
            self._settle("done")
            self.process, self.due_at = None, float("inf")
            return
        self.ends = 1 if lived_s > STEADY_S else self.ends + 1
        self.ends_before_ready += self.state != "ready"
        pause_s = BACK_OFF_S[min(self.ends, len(BACK_OFF_S)) - 1]
        ended = f"ended ({_how(code)}) after {lived_s:.1f} s"
        say(f"  {self.entry.name:14} {ended}; starting again in {pause_s:g} s")
        self.process, self.state, self.due_at = None, "restarting", time.monotonic() + pause_s

    def last_words(self) -> str:
        """Return the end of its log."""
        log = self.site.home.log(self.entry.name)
        return "\n".join(log.read_text(errors="replace").splitlines()[-LAST_WORDS:])

    def dump(self) -> dict[str, Any]:
        """Return what others may know of it."""
        identity = self.process.identity.dump() if self.process else None
        counted = {"ends": self.ends, "is_hopeless": self.is_hopeless}
        return {"name": self.entry.name, "state": self.state, "process": identity} | counted


def _how(code: int) -> str:
    return f"signal {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"
