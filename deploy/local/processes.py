"""Processes that are surely ours: known by pid and start time, so that a reused pid is never hit.

A process is started in a session of its own through `setpriv --pdeathsig`: the kernel ends it when the runner
dies, even by `kill -9`, and Ctrl-C at the terminal reaches the runner alone, which stops the others in order.
"""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Identity:
    """A process for ever: its pid, when it started (clock ticks since boot) and in which boot."""

    pid: int
    started: int
    boot: str

    @classmethod
    def of(cls, pid: int) -> Identity | None:
        """Return the identity of a living process, or None."""
        try:
            state, started = _stat(pid)
        except (FileNotFoundError, ProcessLookupError):
            return None
        return None if state in "ZX" else cls(pid, started, _boot())

    @classmethod
    def held(cls, pid: int) -> Identity:
        """Return the identity of this process, or of a child that was not waited for: its pid cannot be another's."""
        return cls(pid, _stat(pid)[1], _boot())

    @classmethod
    def load(cls, value: Mapping[str, Any]) -> Identity:
        """Read what `dump` wrote."""
        return cls(value["pid"], value["started"], value["boot"])

    def dump(self) -> dict[str, Any]:
        """Return JSON primitives."""
        return asdict(self)

    @property
    def is_alive(self) -> bool:
        """Tell whether this very process still runs."""
        return Identity.of(self.pid) == self

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to this very process, or to nobody."""
        with suppress(ProcessLookupError):
            handle = os.pidfd_open(self.pid)
            try:
                if self.is_alive:
                    signal.pidfd_send_signal(handle, number)
            finally:
                os.close(handle)

    def end(self, patience_s: float) -> None:
        """Ask the process to end, then end it and its group."""
        self.signal(signal.SIGTERM)
        deadline = time.monotonic() + patience_s
        while self.is_alive and time.monotonic() < deadline:
            time.sleep(0.05)
        if self.is_alive:
            _end_group(self.pid)
            self.signal(signal.SIGKILL)


class Process:
    """A child in a session of its own; ended with everything that it started."""

    def __init__(self, command: list[str], environment: Mapping[str, str], log: Path, dying: str) -> None:
        """Start the command; `dying` is the signal that it gets when the runner dies."""
        self.started_at = time.monotonic()
        with log.open("ab") as output:
            self._child = subprocess.Popen(
                ["setpriv", "--pdeathsig", dying, "--", *command],
                env=dict(environment),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        self.identity = Identity.held(self._child.pid)

    @property
    def pid(self) -> int:
        """The process id, which is also that of its group."""
        return self._child.pid

    def exit_code(self) -> int | None:
        """Return how it ended, or None while it runs; what it left in its group is ended first."""
        if self._child.returncode is None and self._has_ended():
            _end_group(self.pid)
            self._child.wait()
        return self._child.returncode

    def ask_to_end(self) -> None:
        """Send SIGTERM."""
        self.identity.signal(signal.SIGTERM)

    def end(self) -> None:
        """End it and its group at once."""
        if self.exit_code() is None:
            _end_group(self.pid)
            self._child.wait()

    def _has_ended(self) -> bool:
        # WNOWAIT leaves the zombie, which keeps the pid, so that its group can still be ended safely.
        return os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def _end_group(pid: int) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


def _stat(pid: int) -> tuple[str, int]:
    """Return a process's state and its start, in clock ticks since boot."""
    state, *fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return state, int(fields[18])


def _boot() -> str:
    return Path("/proc/sys/kernel/random/boot_id").read_text().strip()
