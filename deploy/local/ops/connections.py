"""`./q ops connections`: how many connections members have on average, month by month; whose, nobody is told."""

from __future__ import annotations

import argparse
from datetime import date
from typing import Any

from deploy.local.ops.operator import Operator
from deploy.local.ops.showing import add_command, show

Answer = dict[str, Any]


def add_to(commands: Any) -> None:
    """Add the command about connections."""
    about = "tell how many connections members have on average, month by month"
    looking = add_command(commands, "connections", look, about, "connections --on 2026-11-30")
    looking.add_argument("--on", type=date.fromisoformat, metavar="DAY", help="as it was at the end of that day (now)")


def look(asking: Operator, arguments: argparse.Namespace) -> int:
    """Tell members, connections and the average: twice the connections over the members."""
    on = {"on": arguments.on.isoformat()} if arguments.on else {}
    figures = asking.ask("directory", "get_network", on)
    show(arguments, figures, map(_line, figures["growth"]))
    return 0


def _line(point: Answer) -> str:
    average = "–" if point["average"] is None else f"{point['average']:.2f}"
    return f"{point['at'][:10]}  {point['members']} members  {point['edges']} connections  {average} on average"
