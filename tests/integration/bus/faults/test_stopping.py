"""A service that is told to end under load finishes what it has in hand, so that none of it comes again."""

import json
import signal
import subprocess
from contextlib import AbstractContextManager
from typing import Any

import kombu
import pytest

from bus.testing import Community, envelope_of, eventually
from tests.integration.bus.faults.load import Load, assert_each_once, depth, everything_told
from tests.integration.bus.processes import free_port, nameko_hosted
from tests.integration.bus.sample import Ledger, OrderPlaced, Shop

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]

SAMPLE = "tests.integration.bus.sample"
EVENTS = 1500
STOPS = 3


def plain(community: Community, name: str) -> AbstractContextManager[subprocess.Popen[bytes]]:
    return nameko_hosted(community, f"{SAMPLE}:{name}", free_port())


def told_to_end(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGTERM)
    assert process.wait(60) == 0


def left(community: Community, queue: str) -> list[Any]:
    """Return the messages of a queue; they go back to it."""
    messages: list[Any] = []
    waiting = depth(community.amqp_uri, queue)
    with kombu.Connection(community.amqp_uri) as connection:
        channel = connection.connection.channel()
        channel.basic_qos(0, STOPS * EVENTS, False)
        channel.basic_consume(queue, callback=messages.append)
        while len(messages) < waiting:
            connection.drain_events(timeout=10)
    return messages


def test_events_that_were_finished_are_not_delivered_again(community: Community) -> None:
    community.declare(Ledger)
    ledger = community.database("ledger")
    for stop in range(STOPS):
        some = range(stop * EVENTS, (stop + 1) * EVENTS)
        community.deliver(*(envelope_of(OrderPlaced, {"order_id": f"o{n}", "amount": n}) for n in some))
        already = ledger["entries"].count_documents({})
        with plain(community, "Ledger") as running:
            eventually(lambda already=already: ledger["entries"].count_documents({}) > already, 30)
            told_to_end(running)
        entered = {row["event"] for row in ledger["entries"].find()}
        copied = {row["event"] for row in ledger["bus_guards"].find()}
        for queue, finished in (("ledger.entries.v1", entered), ("ledger.orders.v1", copied)):
            waiting = [message.properties["message_id"] for message in left(community, queue)]
            assert finished.isdisjoint(waiting)
            assert len(finished) + len(waiting) == some.stop
    assert len(entered) == ledger["entries"].count_documents({})


def test_commands_that_were_finished_are_answered_and_not_run_again(community: Community) -> None:
    community.declare(Shop, Ledger)
    community.start(Ledger)
    with Load(community, 600, callers=8) as load:
        for stop in range(STOPS):
            with plain(community, "Shop") as running:
                load.reached((stop + 1) / (STOPS + 1))
                told_to_end(running)
            waiting = {json.loads(message.body)["kwargs"]["command_id"] for message in left(community, "rpc-shop")}
            assert community.database("shop")["bus_commands"].count_documents({"_id": {"$in": list(waiting)}}) == 0
        community.start(Shop)
        load.reached(1)
        everything_told(community)
    community.settled()
    assert_each_once(community, load)
