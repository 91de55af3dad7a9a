"""`./q ops rebuild`: a service's copies are filled anew by their owner while it goes on serving."""

from __future__ import annotations

import argparse
from typing import Any

from bus.ids import new_id
from deploy.local.ops.fill import add_wait, follow
from deploy.local.ops.operator import Operator
from deploy.local.ops.showing import add_command
from deploy.local.table import SERVICES
from deploy.local.terminal import Failure


def add_to(commands: Any) -> None:
    """Add the command."""
    about = "fill a projection anew from its source, while it goes on serving"
    rebuilding = add_command(commands, "rebuild", rebuild, about, "rebuild notifications.roles.v1")
    rebuilding.add_argument("queue", metavar="QUEUE", help="the queue of the projection")
    add_wait(rebuilding)


def rebuild(asking: Operator, arguments: argparse.Namespace) -> int:
    """Have a projection filled and look on until everything is sent and handled."""
    service = arguments.queue.partition(".")[0]
    if service not in SERVICES:
        raise Failure(f"No service of ours reads {arguments.queue}; a queue's name begins with its reader's.")
    asked = asking.ask(service, "bus_rebuild", {"queue": arguments.queue, "fill_id": new_id()})
    is_over = lambda item: item["state"] == "failed" or (item["state"] == "done" and not item["waiting"])  # noqa: E731
    return follow(asking, arguments, asked["source"], asked["fill_id"], is_over)
