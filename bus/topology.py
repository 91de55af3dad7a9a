"""Exchanges and queues of all services, declared from code before anything publishes.

An event with no bound queue vanishes without a word, and queue arguments can never change later: so there is one
place that says them all. `python -m bus.topology MODULE:CLASS ...` declares what those services need.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import amqp
import kombu

from bus.doors import Door, doors_of

DELAYS: tuple[tuple[str, float], ...] = (("1s", 1), ("10s", 10), ("1m", 60), ("10m", 600))
"""How long a failed event waits before its second, third, fourth and fifth attempt, in seconds."""

RPC_EXCHANGE = "nameko-rpc"
"""Stock nameko's exchange and queue names, so that stock clients reach our services and ours theirs."""

_QUORUM = {"x-queue-type": "quorum", "x-delivery-limit": 2**31 - 1}
"""Never drop a message because consumers kept dying with it. Said as a number: RabbitMQ 3.10 takes -1 to mean "none"
and drops a message when it is first returned, RabbitMQ 4 takes silence to mean 20 (docs/decisions/0002)."""


@dataclass(frozen=True)
class Queue:
    """A queue and what it is bound to: (exchange, routing key) pairs."""

    name: str
    arguments: dict[str, Any]
    bindings: tuple[tuple[str, str], ...]


@dataclass
class Topology:
    """What must exist at the broker: topic exchanges and durable queues."""

    exchanges: dict[str, None] = field(default_factory=dict)
    queues: list[Queue] = field(default_factory=list)


def of(services: Iterable[type]) -> Topology:
    """Gather the topology of these services."""
    found = Topology(exchanges={RPC_EXCHANGE: None})
    for service in services:
        found.exchanges |= dict.fromkeys(_exchanges(service))
        found.queues += [*_subscriptions(service), *_delays(service.name), rpc_queue(service.name)]  # type: ignore[attr-defined]
    return found


def declare(uri: str, services: Iterable[type], timeout_s: float = 30) -> Topology:
    """Declare the topology of these services; safe to repeat. Raises what kombu raises when the broker refuses."""
    topology = of(services)
    with kombu.Connection(uri, connect_timeout=5) as connection:
        connection.ensure_connection(max_retries=int(timeout_s), interval_start=0.2, interval_max=1)
        channel = connection.connection.channel()
        for exchange in topology.exchanges:
            channel.exchange_declare(exchange, "topic", durable=True, auto_delete=False)
        for queue in topology.queues:
            _declare(channel, queue)
    return topology


def rpc_queue(service: str) -> Queue:
    """Return the queue of calls to a service, exactly as stock nameko declares it."""
    return Queue(f"rpc-{service}", {}, ((RPC_EXCHANGE, f"{service}.*"),))


def retry_exchange(service: str, delay: str) -> str:
    """Return the exchange whose routing key is the queue to come back to after the delay."""
    return f"{service}.retry.{delay}"


def arguments(door: Door) -> dict[str, Any]:
    """Return the arguments of a subscription's queue: projections are consumed by one process at a time."""
    return _QUORUM | ({"x-single-active-consumer": True} if door.kind == "projection" else {})


def _exchanges(service: type) -> Iterator[str]:
    name = service.name  # type: ignore[attr-defined]
    yield from (f"{name}.events", f"{name}.private.events")
    yield from (retry_exchange(name, delay) for delay, _ in DELAYS)
    yield from (event.exchange() for door in doors_of(service) for event in door.events)


def _subscriptions(service: type) -> Iterator[Queue]:
    for door in doors_of(service):
        if door.queue:
            yield Queue(door.queue, arguments(door), tuple((event.exchange(), event.type) for event in door.events))


def _delays(service: str) -> Iterator[Queue]:
    for delay, seconds in DELAYS:
        waiting = _QUORUM | {
            "x-message-ttl": int(seconds * 1000),
            "x-dead-letter-exchange": "",
            "x-dead-letter-strategy": "at-least-once",
            "x-overflow": "reject-publish",
        }
        exchange = retry_exchange(service, delay)
        yield Queue(exchange, waiting, ((exchange, "#"),))


def _declare(channel: amqp.Channel, queue: Queue) -> None:
    channel.queue_declare(queue.name, durable=True, auto_delete=False, arguments=queue.arguments)
    for exchange, routing_key in queue.bindings:
        channel.queue_bind(queue.name, exchange, routing_key)


def load(path: str) -> type:
    """Return the class that `package.module:Class` names."""
    module, _, name = path.partition(":")
    found: type = getattr(importlib.import_module(module), name)
    return found


def main(paths: list[str]) -> None:
    topology = declare(os.environ["AMQP_URI"], [load(path) for path in paths])
    print(f"{len(topology.exchanges)} exchanges and {len(topology.queues)} queues are there")


if __name__ == "__main__":
    main(sys.argv[1:])
