"""`./q ops queues`: how much waits in each queue, who reads it, how fast it moves.

The broker's management interface says all of it. Where there is none, each queue is looked at twice by a passive
declaration, which tells what is ready, its readers, and how fast it grows.
"""

from __future__ import annotations

import argparse
import base64
import json
import time
from collections.abc import Iterator
from typing import Any
from urllib.error import URLError
from urllib.parse import quote, unquote, urlsplit
from urllib.request import Request

import amqp
from kombu import Connection

from bus import topology
from deploy.local.ops.operator import Operator
from deploy.local.ops.showing import add_command, show
from deploy.local.table import DIRECTLY, DOORS, SERVICES
from deploy.local.terminal import columns

BACKLOG = 1000
LOOK_AGAIN_S = 1.0
TIMEOUT_S = 5.0

Row = dict[str, Any]


def add_to(commands: Any) -> None:
    """Add the command."""
    add_command(commands, "queues", look, "show what waits in each queue and how fast it moves", "queues --json")


def look(asking: Operator, arguments: argparse.Namespace) -> int:
    """Show every queue, with what is wrong with it; 1 when something is."""
    parked, missing = asking.ask_each(SERVICES, "bus_count_parked", {})
    counted = {queue: count["value"] for queues in parked.values() for queue, count in queues.items()}
    site = arguments.site
    rows = (managed(site.management_url, site.amqp_uri) if site.owns_broker else None) or declared(site.amqp_uri)
    marked = [mark(row, counted.get(row["queue"], 0)) for row in rows]
    show(arguments, {"queues": marked, "missing": missing}, _lines(marked, missing))
    return 1 if missing or any(row["signs"] for row in marked) else 0


def managed(url: str, amqp_uri: str) -> list[Row] | None:
    """Return what the management interface knows of the durable queues; None where it does not answer."""
    parts = urlsplit(url)
    place = f"{parts.scheme}://{parts.hostname}:{parts.port}/api/queues/{quote(_virtual_host(amqp_uri), safe='')}"
    secret = base64.b64encode(f"{unquote(parts.username or '')}:{unquote(parts.password or '')}".encode()).decode()
    try:
        with DIRECTLY.open(Request(place, headers={"Authorization": f"Basic {secret}"}), timeout=TIMEOUT_S) as answer:  # noqa: S310
            queues = json.load(answer)
    except (URLError, OSError, ValueError):
        return None
    return [_managed(queue) for queue in queues if queue["durable"]]


def declared(amqp_uri: str) -> list[Row]:
    """Return what two looks at the queues of all services tell; a queue that is not there has no row."""
    names = [queue.name for queue in topology.of(topology.load(path) for path in DOORS.values()).queues]
    with Connection(amqp_uri) as connection:
        first, began = _look(connection, names), time.monotonic()
        time.sleep(LOOK_AGAIN_S)
        second, passed_s = _look(connection, names), time.monotonic() - began
    return [
        _row(name, ready, consumers, growth_per_s=round((ready - first[name][0]) / passed_s, 1))
        for name, (ready, consumers) in second.items()
        if name in first
    ]


def mark(row: Row, parked: int) -> Row:
    """Add how many messages are parked and what is wrong: backlog, no reader, parked."""
    delays = ".retry." in row["queue"]
    signs = {
        "backlog": row["ready"] >= BACKLOG and not delays,
        "no reader": row["consumers"] == 0 and not delays,
        "parked": parked > 0,
    }
    return {**row, "parked": parked, "signs": [sign for sign, holds in signs.items() if holds]}


def _look(connection: Any, names: list[str]) -> dict[str, tuple[int, int]]:
    seen = {}
    for name in names:
        channel = connection.connection.channel()
        try:
            found = channel.queue_declare(name, passive=True)
            seen[name] = (found.message_count, found.consumer_count)
        except amqp.exceptions.NotFound:
            continue
        finally:
            channel.close()
    return seen


def _managed(queue: Row) -> Row:
    return _row(
        queue["name"],
        queue.get("messages_ready", 0),
        queue.get("consumers", 0),
        unacknowledged=queue.get("messages_unacknowledged", 0),
        in_per_s=_rate(queue, "publish"),
        out_per_s=_rate(queue, "ack"),
        growth_per_s=queue.get("messages_details", {}).get("rate", 0.0),
    )


def _rate(queue: Row, kind: str) -> float:
    return float(queue.get("message_stats", {}).get(f"{kind}_details", {}).get("rate", 0.0))


def _row(name: str, ready: int, consumers: int, **more: Any) -> Row:
    unknown = dict.fromkeys(("unacknowledged", "in_per_s", "out_per_s"))
    return {"queue": name, "ready": ready, "consumers": consumers, **unknown, **more}


def _virtual_host(amqp_uri: str) -> str:
    return unquote(urlsplit(amqp_uri).path[1:]) or "/"


def _lines(rows: list[Row], missing: list[str]) -> Iterator[str]:
    numbers = ("ready", "unacknowledged", "consumers", "in_per_s", "out_per_s", "growth_per_s", "parked")
    cells = [
        (row["queue"], *(_cell(row[name]) for name in numbers), ", ".join(row["signs"]))
        for row in sorted(rows, key=lambda row: row["queue"])
    ]
    heads = ("QUEUE", "READY", "UNACKED", "READERS", "IN/S", "OUT/S", "GROWTH/S", "PARKED", "")
    yield from columns([heads, *cells])
    yield from (f"{service} does not answer: what is parked there is not known." for service in missing)


def _cell(value: float | None) -> str:
    return "" if value is None else f"{value:g}"
