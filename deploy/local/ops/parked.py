"""`./q ops parked | replay | drop`: what could not be handled, and what becomes of it."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from typing import Any

from deploy.local.ops.operator import Operator
from deploy.local.ops.showing import add_command, age, show
from deploy.local.table import SERVICES
from deploy.local.terminal import Failure

Answer = dict[str, Any]


def add_to(commands: Any) -> None:
    """Add the commands about parked messages."""
    looking = add_command(commands, "parked", look, "list parked messages, masked", "parked --service notifications")
    looking.add_argument("--service", choices=SERVICES, help="only those of this service")
    _add_queue(looking, "only those of this queue")
    replaying = add_command(
        commands, "replay", replay, "send parked messages to their queue again", "replay --all --queue NAME"
    )
    _add_choice(replaying)
    dropping = add_command(commands, "drop", drop, "delete parked messages", "drop --all --queue NAME --yes")
    _add_choice(dropping)
    dropping.add_argument("--yes", action="store_true", help="with --all: really delete them")


def look(asking: Operator, arguments: argparse.Namespace) -> int:
    """List parked messages with their error, age and masked payload."""
    items = [item for service in _services(arguments) for item in _parked(asking, service, arguments.queue)]
    show(arguments, {"items": items}, _lines(items))
    return 0


def replay(asking: Operator, arguments: argparse.Namespace) -> int:
    """Send one parked message, or all, to their queues as first attempts; 1 when a queue is gone."""
    pages = _each_page(asking, "bus_replay", arguments)
    replayed = sum(page["replayed"] for page in pages)
    gone = sorted({queue for page in pages for queue in page["no_queue"]})
    _refuse_nothing(replayed + len(gone), arguments)
    lost = [f"No queue {queue} is there: its messages stay parked." for queue in gone]
    show(arguments, {"replayed": replayed, "no_queue": gone}, [f"Replayed: {replayed}.", *lost])
    return 1 if gone else 0


def drop(asking: Operator, arguments: argparse.Namespace) -> int:
    """Delete one parked message, or all of a queue; the service's log keeps their ids."""
    if arguments.all and not (arguments.queue and arguments.yes):
        raise Failure("To drop all, name their --queue and say --yes: what is dropped cannot be had again.")
    dropped = sum(page["dropped"] for page in _each_page(asking, "bus_drop", arguments))
    _refuse_nothing(dropped, arguments)
    show(arguments, {"dropped": dropped}, [f"Dropped: {dropped}."])
    return 0


def _add_queue(parser: argparse.ArgumentParser, about: str) -> None:
    parser.add_argument("--queue", default="", metavar="NAME", help=about)


def _add_choice(parser: argparse.ArgumentParser) -> None:
    chosen = parser.add_mutually_exclusive_group(required=True)
    chosen.add_argument("id", nargs="?", default="", metavar="ID", help="the id that 'parked' shows")
    chosen.add_argument("--all", action="store_true", help="all of them")
    _add_queue(parser, "only in this queue")


def _services(arguments: argparse.Namespace) -> tuple[str, ...]:
    """Return the services to ask: a queue is named after the one that reads it."""
    service = getattr(arguments, "service", None) or arguments.queue.partition(".")[0]
    if service and service not in SERVICES:
        raise Failure(f"No service of ours reads {arguments.queue}; a queue's name begins with its reader's.")
    return (service,) if service else SERVICES


def _parked(asking: Operator, service: str, queue: str) -> Iterator[Answer]:
    for page in _pages(asking, service, "bus_parked", {"queue": queue}):
        yield from page["items"]


def _each_page(asking: Operator, method: str, arguments: argparse.Namespace) -> list[Answer]:
    """Do it page by page in each service; a message that is parked anew meanwhile is not met twice."""
    chosen = {"id": arguments.id, "queue": arguments.queue}
    return [page for service in _services(arguments) for page in _pages(asking, service, method, chosen)]


def _pages(asking: Operator, service: str, method: str, request: Answer) -> Iterator[Answer]:
    after: str | None = ""
    while after is not None:
        page = asking.ask(service, method, {**request, "after": after})
        yield page
        after = page["next"]


def _refuse_nothing(found: int, arguments: argparse.Namespace) -> None:
    if not found and arguments.id:
        raise Failure(f"Nothing with the id {arguments.id} is parked{' there' if arguments.queue else ''}.")


def _lines(items: list[Answer]) -> Iterator[str]:
    if not items:
        yield "Nothing is parked."
    for item in items:
        yield f"{item['queue']}  {item['id']}"
        noted = f"{item['error']}, attempt {item['attempt']}, {age(item['age_s'])} ago"
        yield f"  {item['type']}: {noted}"
        yield f"  {_payload(item)}"


def _payload(item: Answer) -> str:
    return json.dumps(item["payload"], ensure_ascii=False) if item["payload"] is not None else f"{item['size']} bytes"
