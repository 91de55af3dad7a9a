"""What every test needs whose people apply: a wave that is open to all of them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bus.testing import Community
from services.directory import reference
from services.directory.model import london_day

ALL = sorted(reference.slugs(reference.REGIONS))


def open_wave(community: Community) -> dict[str, Any]:
    """Open a wave to all regions, as operators do, unless one is open; return it."""
    ops = community.service("ops")
    waves = community.call("directory", "list_all_waves", {"limit": 100}, actor=ops)["items"]
    running = [wave for wave in waves if wave["state"] == "open" and wave["kind"] == "regions"]
    return running[0] if running else plan_wave(community)


def plan_wave(community: Community, first: int = 0, last: int = 30, **given: Any) -> dict[str, Any]:
    """Plan a wave from so many days from now to so many; of all regions unless told."""
    today = london_day(community.clock())
    days = {"opens_on": today + timedelta(days=first), "closes_on": today + timedelta(days=last)}
    plan = {"name": "A wave", "kind": "regions", "regions": ALL} | {name: str(day) for name, day in days.items()}
    ops = community.service("ops")
    return dict(community.call("directory", "create_wave", plan | given, actor=ops))
