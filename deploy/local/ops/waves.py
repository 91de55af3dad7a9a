"""`./q ops waves | open-wave`: who may apply from when to when, by the same commands as staff use."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from bus.times import utc_now
from deploy.local.ops.operator import Operator
from deploy.local.ops.showing import add_command, show
from services.directory.model import london_day

EVERYWHERE = "Open to everybody"
LONG = timedelta(days=365)

Answer = dict[str, Any]


def add_to(commands: Any) -> None:
    """Add the commands about waves."""
    add_command(commands, "waves", look, "list the recruitment waves", "waves")
    example = "open-wave Pilot --regions wales wessex --until 2026-12-18"
    opening = add_command(commands, "open-wave", open_wave, "open or plan a recruitment wave of regions", example)
    opening.add_argument("name", help="what staff and applicants call it")
    opening.add_argument("--regions", nargs="+", metavar="REGION", default=["all"], help="which regions, or all (all)")
    opening.add_argument("--from", dest="opens_on", type=date.fromisoformat, metavar="DAY", help="first day (today)")
    opening.add_argument("--until", dest="closes_on", type=date.fromisoformat, metavar="DAY", required=True)
    opening.add_argument("--cap", type=int, metavar="N", help="how many applications at most")


def look(asking: Operator, arguments: argparse.Namespace) -> int:
    """List every wave, the latest to open first."""
    items = list(everything(asking))
    show(arguments, {"items": items}, map(_line, items))
    return 0


def open_wave(asking: Operator, arguments: argparse.Namespace) -> int:
    """Plan a wave; it opens by itself on its first day."""
    regions = all_regions(asking) if arguments.regions == ["all"] else arguments.regions
    opens_on = arguments.opens_on or london_day(utc_now())
    wave = plan(asking, arguments.name, regions, opens_on, arguments.closes_on, arguments.cap)
    show(arguments, wave, [_line(wave)])
    return 0


def plan(
    asking: Operator, name: str, regions: list[str], opens_on: date, closes_on: date, cap: int | None = None
) -> Answer:
    """Plan a wave of regions and return it."""
    days = {"opens_on": opens_on.isoformat(), "closes_on": closes_on.isoformat()}
    request = {"name": name, "kind": "regions", "regions": regions, "cap": cap} | days
    return dict(asking.ask("directory", "create_wave", request))


def open_everywhere(asking: Operator) -> None:
    """Let everybody apply for a year, where no wave of regions runs."""
    if not any(wave["kind"] == "regions" and wave["state"] in ("open", "full") for wave in everything(asking)):
        today = london_day(utc_now())
        plan(asking, EVERYWHERE, all_regions(asking), today, today + LONG)


def all_regions(asking: Operator) -> list[str]:
    """Return every region in which people can apply."""
    regions = asking.ask("directory", "get_reference", {})["regions"]
    return sorted(region["slug"] for region in regions if region["state"] == "used")


def close_everywhere(asking: Operator) -> None:
    """Close what was opened to everybody, where waves of few regions take its place."""
    for wave in everything(asking):
        if wave["name"] == EVERYWHERE and wave["state"] in ("open", "full"):
            asking.ask("directory", "close_wave", {"wave_id": wave["wave_id"], "version": wave["version"]})


def everything(asking: Operator) -> Iterator[Answer]:
    """Return every wave, page by page."""
    request: Answer = {"limit": 100}
    while True:
        page = asking.ask("directory", "list_all_waves", request)
        yield from page["items"]
        if not page["next"]:
            return
        request["after"] = page["next"]


def _line(wave: Answer) -> str:
    cap = "" if wave["cap"] is None else f" of {wave['cap']}"
    whose = wave["audience"] or ", ".join(wave["regions"])
    days = f"{wave['opens_on']} to {wave['closes_on']}"
    return f"{days}  {wave['state']:9}  {wave['submitted']}{cap}  {wave['name']}: {whose}"
