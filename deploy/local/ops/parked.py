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
    """List parked messages with their error, age and masked payload; 1 when a service does not answer."""
    pages, missing = _pages(asking, arguments, "bus_parked", {"queue": arguments.queue})
    items = sorted((item for page in pages for item in page["items"]), key=lambda item: (item["queue"], item["id"]))
    silent = (f"{service} does not answer: what is parked there is not known." for service in missing)
    show(arguments, {"items": items, "missing": missing}, [*_lines(items), *silent])
    return 1 if missing else 0


def replay(asking: Operator, arguments: argparse.Namespace) -> int:
    """Send one parked message, or all, to their queues as first attempts; 1 when some stay, or a service is away."""
    pages, missing = _pages(asking, arguments, "bus_replay", _chosen(arguments))
    replayed = sum(page["replayed"] for page in pages)
    gone, full = (sorted({queue for page in pages for queue in page[why]}) for why in ("no_queue", "full"))
    _refuse_nothing(replayed + len(gone) + len(full) + len(missing), arguments)
    left = [f"No queue {queue} is there: its messages stay parked." for queue in gone]
    left += [f"{queue} takes no more now: its messages stay parked." for queue in full]
    answer = {"replayed": replayed, "no_queue": gone, "full": full, "missing": missing}
    show(arguments, answer, [f"Replayed: {replayed}.", *left, *_unsure(missing)])
    return 1 if left or missing else 0


def drop(asking: Operator, arguments: argparse.Namespace) -> int:
    """Delete one parked message, or all of a queue; 1 when a service is away. The service's log keeps their ids."""
    if arguments.all and not (arguments.queue and arguments.yes):
        raise Failure("To drop all, name their --queue and say --yes: what is dropped cannot be had again.")
    pages, missing = _pages(asking, arguments, "bus_drop", _chosen(arguments))
    dropped = sum(page["dropped"] for page in pages)
    _refuse_nothing(dropped + len(missing), arguments)
    show(arguments, {"dropped": dropped, "missing": missing}, [f"Dropped: {dropped}.", *_unsure(missing)])
    return 1 if missing else 0


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


def _chosen(arguments: argparse.Namespace) -> Answer:
    return {"id": arguments.id, "queue": arguments.queue}


def _pages(
    asking: Operator, arguments: argparse.Namespace, method: str, request: Answer
) -> tuple[list[Answer], list[str]]:
    """Ask the services page by page and only once; return what they answered, and who did not in time.

    A message that is parked anew meanwhile is not met twice.
    """
    pages: list[Answer] = []
    missing: list[str] = []
    due = [(_services(arguments), "")]
    while due:
        services, after = due.pop()
        answers, silent = asking.ask_each(services, method, {**request, "after": after})
        pages += answers.values()
        missing += silent
        due += [((service,), page["next"]) for service, page in answers.items() if page["next"] is not None]
    return pages, missing


def _unsure(missing: list[str]) -> Iterator[str]:
    yield from (f"{service} did not answer: what it has done is not known. Ask again." for service in missing)


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
        if item.get("fields"):
            yield f"  refused: {', '.join(item['fields'])}"
        yield f"  {_payload(item)}"


def _payload(item: Answer) -> str:
    return json.dumps(item["payload"], ensure_ascii=False) if item["payload"] is not None else f"{item['size']} bytes"
