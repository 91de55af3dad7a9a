"""Searches everything that the services keep, byte by byte."""

from collections.abc import Iterator
from typing import Any

import bson
import kombu

from bus import topology
from bus.testing import Community
from tests.contracts.house import HOUSE


def found(community: Community, mark: str) -> set[str]:
    """Return where a mark stands: `service.collection`, or the name of a queue."""
    return {*_in_databases(community, mark), *_in_queues(community, mark)}


def _in_databases(community: Community, mark: str) -> Iterator[str]:
    for service in HOUSE:
        name: str = service.name  # type: ignore[attr-defined]
        database = community.database(name)
        for collection in database.list_collection_names():
            if any(mark.encode() in bson.encode(row).lower() for row in database[collection].find()):
                yield f"{name}.{collection}"


def _in_queues(community: Community, mark: str) -> Iterator[str]:
    """Look at every message of every queue and leave it there; one of a single consumer shows nobody, so is empty."""
    with kombu.Connection(community.amqp_uri) as connection:
        for queue in topology.of(HOUSE).queues:
            channel = connection.connection.channel()
            if "x-single-active-consumer" in queue.arguments:
                is_found = channel.queue_declare(queue.name, passive=True).message_count > 0
            else:
                is_found = any(mark in str((one.body, one.headers)).lower() for one in _messages(channel, queue.name))
            channel.close()
            if is_found:
                yield queue.name


def _messages(channel: Any, queue: str) -> list[Any]:
    return list(iter(lambda: channel.basic_get(queue), None))
