"""`./q ops fill | fills`: a newcomer's queue gets what is true now; how far each such filling is."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator
from typing import Any

from bus.ids import new_id
from deploy.local.ops.operator import Operator
from deploy.local.ops.showing import add_command, show
from deploy.local.table import SERVICES
from deploy.local.terminal import columns, say

LOOK_S = 0.5
WAIT_S = 60.0

Answer = dict[str, Any]


def add_to(commands: Any) -> None:
    """Add the commands."""
    example = "fill --from directory --to newcomer.members --types member.updated"
    filling = add_command(commands, "fill", fill, "send what is true now to one queue", example)
    filling.add_argument("--from", dest="service", choices=SERVICES, required=True, help="whose states")
    filling.add_argument("--to", dest="queue", metavar="QUEUE", required=True, help="a queue that is there and read")
    types = "as which events (one for each state that any member may read)"
    filling.add_argument("--types", nargs="+", metavar="TYPE", help=types)
    filling.add_argument("--private", action="store_true", help="also what not every member may read")
    add_wait(filling)
    add_command(commands, "fills", look, "show the latest fillings by every service and how far they are", "fills")


def add_wait(parser: argparse.ArgumentParser) -> None:
    """Let the operator say how long to look on."""
    about = f"how long to look on ({WAIT_S:.0f}); it goes on without"
    parser.add_argument("--wait", type=float, default=WAIT_S, metavar="SECONDS", help=about)


def fill(asking: Operator, arguments: argparse.Namespace) -> int:
    """Fill a queue and look on until everything is sent."""
    request = {
        "fill_id": new_id(),  # An answer that is lost begins no second one.
        "queue": arguments.queue,
        "types": arguments.types,
        "private": arguments.private,
    }
    asked = asking.ask(arguments.service, "bus_fill", request)
    return follow(asking, arguments, arguments.service, asked["fill_id"], lambda item: item["state"] != "open")


def follow(
    asking: Operator, arguments: argparse.Namespace, service: str, fill_id: str, is_over: Callable[[Answer], bool]
) -> int:
    """Look on until it is over or the time is up; 1 when it failed or goes on."""
    deadline, said = time.monotonic() + arguments.wait, ""
    while True:
        item = asking.ask(service, "bus_get_fill", {"fill_id": fill_id})
        if is_over(item) or time.monotonic() > deadline:
            show(arguments, item, [_outcome(item, is_over(item))])
            return 0 if is_over(item) and item["state"] == "done" else 1
        if _progress(item) != said and not arguments.json:
            said = _progress(item)
            say(said)
        time.sleep(LOOK_S)


def look(asking: Operator, arguments: argparse.Namespace) -> int:
    """Show the latest fillings; 1 when a service does not answer."""
    answers, missing = asking.ask_each(SERVICES, "bus_fills", {})
    items = [{"service": service, **item} for service, answer in answers.items() for item in answer["items"]]
    show(arguments, {"items": items, "missing": missing}, _lines(items, missing))
    return 1 if missing else 0


def _outcome(item: Answer, is_over: bool) -> str:
    if item["error"]:
        return f"It ended after {item['sent']} messages: {item['error'].replace('_', ' ')}."
    return f"Sent: {item['sent']}." if is_over else f"{_progress(item)} It goes on: './q ops fills' shows how far."


def _progress(item: Answer) -> str:
    return f"Sent: {item['sent']}; waiting in the queue: {item['waiting'] or 0}."


def _lines(items: list[Answer], missing: list[str]) -> Iterator[str]:
    heads = ("FROM", "QUEUE", "TYPES", "STATE", "SENT", "ASKED BY", "AT")
    yield from columns([heads, *map(_row, items)]) if items else ["No queue was filled."]
    yield from (f"{service} does not answer." for service in missing)


def _row(item: Answer) -> tuple[str, ...]:
    state = item["error"].replace("_", " ") if item["error"] else item["state"]
    types = ", ".join(item["types"])
    return (item["service"], item["queue"], types, state, str(item["sent"]), item["asked_by"], item["asked_at"])
