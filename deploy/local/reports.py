"""What is running and what it says: `./q status`, `wait` and `logs`."""

from __future__ import annotations

import os
import shlex
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from deploy.local import running, showcase
from deploy.local.home import Home
from deploy.local.processes import Identity
from deploy.local.settings import RunnerSettings
from deploy.local.site import Site
from deploy.local.table import TABLE, Entry
from deploy.local.terminal import Failure, columns, say

BEAT_S = 0.2
SAY_EVERY_S = 15.0
LINES = 40


def status(settings: RunnerSettings, home: Home) -> int:
    """Show each process: its pid, its port, how it does, how often it ended; 1 when one is not well."""
    site, state = running.site(settings, home), running.known(home)
    phase = "open" if state["open"] else "starting"
    say(f"{state['address']} ({phase}), runner {state['supervisor']['pid']}")
    rows = [_row(site, process) for process in state["processes"]]
    for line in columns([("PROCESS", "PID", "PORT", "HEALTH", "ENDED"), *rows]):
        say(line)
    if loading := showcase.progress(home):
        say(f"The demonstration is being loaded: {loading}.")
    return 0 if _all_are_well(site, state) else 1


def env(settings: RunnerSettings, home: Home, service: str | None) -> int:
    """Print shell lines that give a program the broker, the database and the programs of the running community.

    With the name of a service, also what the bus reads from the environment, with a key of that name.
    """
    if service and not service.isidentifier():
        raise Failure(f"'{service}' is no name for a service: use letters, digits and underscores.")
    site = running.site(settings, home)
    programs = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    given = {"AMQP_URI": site.amqp_uri, "MONGODB_URI": site.mongodb_uri, "PATH": programs}
    for name, value in (given | (site.variables(service, ()) if service else {})).items():
        say(f"export {name}={shlex.quote(value)}")
    return 0


def wait(settings: RunnerSettings, home: Home, limit_s: float) -> int:
    """Return when every service is ready and the demonstration, if there is one, is loaded."""
    deadline, said_at = time.monotonic() + limit_s, time.monotonic()
    while time.monotonic() < deadline:
        state, now = running.known(home), time.monotonic()
        if now - said_at > SAY_EVERY_S and (loading := showcase.progress(home)):
            said_at = now
            say(f"The demonstration is being loaded: {loading}.")
        if hopeless := [process["name"] for process in state["processes"] if process["is_hopeless"]]:
            raise Failure(f"{hopeless[0]} ends again and again: './q logs {hopeless[0]}' tells why.")
        if state["open"] and _all_are_well(running.site(settings, home), state):
            say(f"Ready at {state['address']}")
            return 0
        time.sleep(BEAT_S)
    raise Failure(f"Not ready after {limit_s:.0f} s: './q status' shows what is missing.")


def _row(site: Site, process: dict[str, Any]) -> tuple[str, ...]:
    port = _entry(process).port
    return (
        process["name"],
        str(process["process"]["pid"]) if process["process"] else "",
        str(site.ports[port]) if port else "",
        _health(site, process),
        f"{process['ends']} times",
    )


def _all_are_well(site: Site, state: dict[str, Any]) -> bool:
    return all(_health(site, process) in ("ready", "done") for process in state["processes"])


def _health(site: Site, process: dict[str, Any]) -> str:
    """Ask the process itself where the supervisor last saw it ready."""
    is_ready = _entry(process).is_ready
    if process["state"] != "ready" or is_ready is None:
        return str(process["state"])
    if not Identity.load(process["process"]).is_alive:
        return "ended"
    return "ready" if is_ready(site) else "does not answer"


def _entry(process: dict[str, Any]) -> Entry:
    return next(entry for entry in TABLE if entry.name == process["name"])


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
