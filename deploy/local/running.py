"""The site that runs now, as its supervisor wrote it down: what `status`, `down` and `ops` start from."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import Any

from deploy.local.home import Home
from deploy.local.processes import Identity
from deploy.local.settings import RunnerSettings
from deploy.local.site import Site
from deploy.local.table import ISSUERS
from deploy.local.terminal import Failure

SUPERVISOR_PATIENCE_S = 90.0  # It ends every service in order, each with its own patience.
LEFT_OVER_PATIENCE_S = 10.0


def begin(settings: RunnerSettings, home: Home, demonstrates: bool) -> None:
    """Write down who has this home, before anything starts; the caller holds its lock."""
    end_left_over(home)
    home.remember(
        "state",
        {
            "supervisor": Identity.held(os.getpid()).dump(),
            "address": "",
            "open": False,
            "demonstrates": demonstrates,
            "given": settings.addresses(),
            "processes": [],
        },
    )


def state(home: Home) -> dict[str, Any] | None:
    """Return what the supervisor wrote, or None when none runs."""
    found: dict[str, Any] | None = home.recall("state")
    return found if found and Identity.load(found["supervisor"]).is_alive else None


def known(home: Home) -> dict[str, Any]:
    """Return what the supervisor wrote; raises Failure when none runs."""
    found = state(home)
    if not found:
        raise Failure("Nothing is running: './q up' starts it.")
    return found


def site(settings: RunnerSettings, home: Home) -> Site:
    """Return the site that runs, with the servers that it was given; raises Failure when there is none."""
    found = known(home)
    if not found["address"]:
        raise Failure("The machine is still being prepared: './q wait' returns when everything is ready.")
    settings = replace(settings, **found["given"])
    return Site(settings, home, home.recall("ports"), ISSUERS, found["demonstrates"])


def end(home: Home) -> bool:
    """End the supervisor, which ends the others, and what a killed one left; False if there was nothing."""
    found: dict[str, Any] | None = home.recall("state")
    if not found:
        return False
    Identity.load(found["supervisor"]).end(SUPERVISOR_PATIENCE_S)
    if home.lock():
        end_left_over(home)
        home.unlock()
    return True


def end_left_over(home: Home) -> None:
    """End what a killed supervisor left, if anything; the caller holds the lock of the home."""
    for process in (home.recall("state") or {}).get("processes", []):
        if process["process"]:
            Identity.load(process["process"]).end(LEFT_OVER_PATIENCE_S)
    home.forget("state")
