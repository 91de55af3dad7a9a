"""`./q ops jobs`: what the services do at set times, how it went, and when it is due again."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any

from deploy.local.ops.operator import Operator
from deploy.local.ops.showing import add_command, show
from deploy.local.table import SERVICES
from deploy.local.terminal import columns

Answer = dict[str, Any]


def add_to(commands: Any) -> None:
    """Add the command."""
    add_command(commands, "jobs", look, "show the scheduled jobs, their last run and when they are due next", "jobs")


def look(asking: Operator, arguments: argparse.Namespace) -> int:
    """Show every job; 1 when a service does not answer or a last run failed."""
    answers, missing = asking.ask_each(SERVICES, "bus_jobs", {})
    items = [{"service": service, **item} for service, answer in answers.items() for item in answer["items"]]
    show(arguments, {"items": items, "missing": missing}, _lines(items, missing))
    return 1 if missing or any(_has_failed(item) for item in items) else 0


def _has_failed(item: Answer) -> bool:
    return bool(item["last"]) and item["last"]["state"] == "failed"


def _lines(items: list[Answer], missing: list[str]) -> Iterator[str]:
    if items:
        yield from columns([("SERVICE", "JOB", "CRON", "LAST DUE", "OUTCOME", "NEXT DUE"), *map(_row, items)])
    else:
        yield "No service has a scheduled job."
    yield from (f"{service} does not answer." for service in missing)


def _row(item: Answer) -> tuple[str, ...]:
    cron = f"{item['cron']} ({item['timezone']})"
    last = item["last"] or {"due": "", "state": "not looked yet"}
    return (item["service"], item["job"], cron, last["due"], _outcome(last), item["next_due"])


def _outcome(last: Answer) -> str:
    words = str(last["state"]).replace("_", " ")
    return f"{words}: {last['error']}, attempt {last['attempts']}" if last.get("error") else words
