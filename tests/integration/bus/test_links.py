"""Connections are lost and come back; what was under way is neither lost nor doubled."""

import socket
import time
from dataclasses import replace
from functools import partial

import kombu
import pytest

from bus.host import Host
from bus.link import Link
from bus.relay import Relay
from bus.testing import Community, envelope_of
from tests.integration.bus.proxy import SilentNetwork
from tests.integration.bus.sample import Clerk, Ledger, OrderPlaced, Shop


def cut(link: Link) -> None:
    """Cut the connection as a failing network does: without a word to the broker."""
    assert link._cork is not None
    link._cork._transport.sock.shutdown(socket.SHUT_RDWR)


def links(host: Host) -> tuple[Link, Link]:
    return host._consuming, host._publishing


def test_a_connection_that_is_cut_under_load_loses_and_doubles_nothing(community: Community) -> None:
    shop, ledger = community.start(Shop), community.start(Ledger)
    for number in range(100):
        community.call("shop", "place_order", {"order_id": f"o{number}", "amount": number})
        if number in (20, 60):
            cut(links(shop)[1])
        if number in (40, 80):
            cut(links(ledger)[0])
    entries = community.database("ledger")["entries"]
    community.eventually(lambda: entries.count_documents({}) == 100, 20)
    community.settled()
    assert entries.count_documents({}) == 100
    assert community.database("ledger")["orders"].count_documents({}) == 100


def test_the_broker_keeps_a_message_however_often_its_consumer_dies(community: Community) -> None:
    community.declare(Ledger)
    envelope = community.publish(OrderPlaced, {"order_id": "a", "amount": 1})
    for _ in range(25):
        community.eventually(partial(taken_and_dropped, community, "ledger.entries.v1"))
    community.start(Ledger)
    community.eventually(lambda: community.database("ledger")["entries"].find_one({"event": envelope.id}))


def taken_and_dropped(community: Community, queue: str) -> bool:
    """Take a message and die without acknowledging it; say whether there was one."""
    with kombu.Connection(community.amqp_uri) as connection:
        return connection.connection.channel().basic_get(queue) is not None


def test_a_call_whose_connection_is_cut_may_be_repeated_with_the_same_command_id(
    community: Community,
) -> None:
    shop = community.start(Shop)
    before = community.call("shop", "place_order", {"order_id": "a", "amount": 1}, command_id="once")
    cut(links(shop)[0])
    community.eventually(lambda: links(shop)[0].is_open)
    assert community.call("shop", "place_order", {"order_id": "a", "amount": 1}, command_id="once") == before


def test_a_standby_relay_takes_over_when_the_leader_is_gone(community: Community) -> None:
    first = community.start(Shop)
    second = community.start(Shop)
    assert (first.relay.leads, second.relay.leads) == (True, False)
    first.stop()
    started = time.monotonic()
    community.eventually(lambda: second.relay.leads)
    assert time.monotonic() - started < 5
    community.start(Ledger)
    community.call("shop", "place_order", {"order_id": "a", "amount": 1})
    community.eventually(lambda: community.database("ledger")["entries"].count_documents({}) == 1)


def test_a_service_that_starts_before_its_queues_are_declared_waits_for_them(community: Community) -> None:
    host = Host(Ledger, community.settings(Ledger))
    community.remove_queues(Ledger)
    host.start()
    try:
        assert not host.health()["ready"]
        community.declare(Ledger)
        community.eventually(lambda: host.health()["ready"], 15)
    finally:
        host.stop()


def test_a_connection_that_falls_silent_is_given_up_and_opened_anew(
    community: Community, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bus.link.HEARTBEAT_S", 2)
    network = SilentNetwork(community.amqp_uri)
    community.declare(Ledger)
    host = Host(Ledger, replace(community.settings(Ledger), amqp_uri=network.uri))
    host.start()
    try:
        community.eventually(lambda: host.health()["ready"])
        network.fall_silent()
        community.eventually(lambda: not host.health()["broker"], 15)
        community.publish(OrderPlaced, {"order_id": "a", "amount": 1})
        community.eventually(lambda: community.database("ledger")["entries"].count_documents({}) == 1, 15)
    finally:
        host.stop()
        network.close()


def test_a_standby_relay_does_not_gather_channels(community: Community) -> None:
    community.start(Shop)
    standby = community.start(Shop)
    assert not standby.relay.leads
    open_before = channels_of(standby)
    tries = count_calls(standby.relay, "_try_to_lead")
    for _ in range(3):
        standby._publishing.soon(standby.relay._try_to_lead)
    community.eventually(lambda: len(tries) >= 3)
    assert channels_of(standby) <= open_before


def test_a_standby_relay_tries_to_lead_only_when_nobody_does(community: Community) -> None:
    leading, standby = community.start(Shop), community.start(Shop)
    tries, questions = count_calls(standby.relay, "_try_to_lead"), count_calls(standby.relay, "_nobody_leads")
    community.eventually(lambda: len(questions) >= 3)
    assert tries == []
    leading.stop()
    community.eventually(lambda: standby.relay.leads and tries)


def channels_of(host: Host) -> int:
    return len(host.relay._publisher._channel.connection.channels)


def count_calls(relay: Relay, name: str) -> list[object]:
    """Let the calls of one of a relay's methods be counted, once each has been made; return their answers."""
    answers: list[object] = []
    method = getattr(relay, name)

    def counted(*arguments: object) -> object:
        answers.append(method(*arguments))
        return answers[-1]

    setattr(relay, name, counted)
    return answers


@pytest.mark.slow
def test_what_is_too_much_for_one_transaction_is_handled_in_smaller_parts(community: Community) -> None:
    community.declare(Clerk)
    community.deliver(*[envelope_of(OrderPlaced, {"order_id": f"o{n}", "amount": n}) for n in range(70)])
    community.start(Clerk)
    files = community.database("clerk")["files"]
    community.eventually(lambda: files.count_documents({}) == 70, 60)
    assert community.database("clerk")["bus_parked"].count_documents({}) == 0
