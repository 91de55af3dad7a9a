"""What is running and what it says: `./q status`, `wait` and `logs`."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from deploy.local import running
from deploy.local.home import Home
from deploy.local.processes import Identity
from deploy.local.settings import RunnerSettings
from deploy.local.site import Site
from deploy.local.table import TABLE
from deploy.local.terminal import Failure, columns, say

BEAT_S = 0.2
LINES = 40


def status(settings: RunnerSettings, home: Home) -> int:
    """Show each process: its pid, its port, how it does, how often it ended; 1 when one is not well."""
    site, state = running.site(settings, home), running.state(home) or {}
    phase = "open" if state["open"] else "starting"
    say(f"{state['address']} ({phase}), runner {state['supervisor']['pid']}")
    rows = [_row(site, process) for process in state["processes"]]
    for line in columns([("PROCESS", "PID", "PORT", "HEALTH", "ENDED"), *rows]):
        say(line)
    return 0 if all(row[3] in ("ready", "done") for row in rows) else 1


def _row(site: Site, process: dict[str, Any]) -> tuple[str, ...]:
    entry = next(entry for entry in TABLE if entry.name == process["name"])
    identity = Identity.load(process["process"]) if process["process"] else None
    health = process["state"]
    if identity and not identity.is_alive:
        health = "ended"
    elif health == "ready" and entry.is_ready and not entry.is_ready(site):
        health = "does not answer"
    port = str(site.ports[entry.port]) if entry.port else ""
    return (entry.name, str(identity.pid) if identity else "", port, health, f"{process['ends']} times")


def wait(home: Home, limit_s: float) -> int:
    """Return when every service is ready and the demonstration, if there is one, is loaded."""
    deadline = time.monotonic() + limit_s
    while time.monotonic() < deadline:
        state = running.state(home)
        if not state:
            raise Failure("Nothing is running: './q up' starts it.")
        if state["open"] and all(process["state"] in ("ready", "done") for process in state["processes"]):
            say(f"Ready at {state['address']}")
            return 0
        time.sleep(BEAT_S)
    raise Failure(f"Not ready after {limit_s:.0f} s: './q status' shows what is missing.")


def logs(home: Home, name: str | None) -> int:
    """Show the end of every log, or of one."""
    found = sorted(home.folder("logs").glob(f"{name or '*'}.log"))
    if not found:
        raise Failure(f"There is no log of {name}." if name else "There are no logs yet.")
    for log in found:
        _show(log, log.read_text(errors="replace").splitlines()[-LINES:])
    return 0


def _show(log: Path, lines: Iterable[str]) -> None:
    say(f"== {log}")
    for line in lines:
        say(line)
