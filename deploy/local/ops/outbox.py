"""`./q ops outbox`: what waits to be published, who publishes, and what reached nobody."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from typing import Any

import amqp
from kombu import Connection

from deploy.local.ops.operator import Operator
from deploy.local.ops.showing import add_command, age, show
from deploy.local.table import SERVICES
from deploy.local.terminal import columns

Answer = dict[str, Any]


def add_to(commands: Any) -> None:
    """Add the command."""
    add_command(commands, "outbox", look, "show how far each service's events have come", "outbox --json")


def look(asking: Operator, arguments: argparse.Namespace) -> int:
    """Show each outbox; 1 when a service does not answer or nobody publishes its events."""
    answers, missing = asking.ask_each(SERVICES, "bus_outbox", {})
    led = {service for service in answers if is_led(arguments.site.amqp_uri, service)}
    told = {service: {**answer, "led": service in led} for service, answer in answers.items()}
    show(arguments, {"services": told, "missing": missing}, _lines(told, missing))
    return 0 if len(led) == len(SERVICES) else 1


def is_led(amqp_uri: str, service: str) -> bool:
    """Tell whether some process holds the lock of this service's relay, an exclusive queue."""
    with Connection(amqp_uri) as connection:
        channel = connection.connection.channel()
        try:
            channel.queue_declare(f"{service}.relay", passive=True)
        except amqp.exceptions.ResourceLocked:
            return True
        except amqp.exceptions.NotFound:
            return False
    return False


def _lines(told: dict[str, Answer], missing: Iterable[str]) -> Iterator[str]:
    rows = [
        (service, str(answer["waiting"]["value"]), age(answer["oldest_age_s"]), "yes" if answer["led"] else "NO")
        for service, answer in told.items()
    ]
    yield from columns([("SERVICE", "WAITING", "OLDEST", "PUBLISHING"), *rows])
    for service, answer in told.items():
        for kind in answer["unrouted"]:
            yield f"{service}: {kind['count']} of {kind['type']} reached no queue, last at {kind['last_at']}"
    yield from (f"{service} does not answer." for service in missing)
