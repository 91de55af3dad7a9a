import pytest

from bus import topology
from bus.doors import SKIP, doors_of, projection, reaction
from bus.events import Copy
from tests.integration.bus.sample import Ledger, OrderPlacedCopy, Shop, Till


class MemberJoined(Copy):
    type, source, subject = "member.joined", "directory", "member_id"


def test_the_doors_of_a_service_are_listed_in_the_order_they_are_written() -> None:
    assert [(door.kind, door.method) for door in doors_of(Shop)] == [
        ("command", "place_order"),
        ("query", "get_order"),
    ]


def test_a_subscription_binds_one_source() -> None:
    with pytest.raises(ValueError, match="one source"):
        projection(OrderPlacedCopy, MemberJoined, queue="x.y.v1")


def test_a_reaction_may_not_be_skipped() -> None:
    with pytest.raises(ValueError, match="may not be skipped"):
        reaction(OrderPlacedCopy, queue="x.y.v1", policy=SKIP)


def test_the_queue_of_a_projection_is_a_quorum_queue_with_one_active_consumer() -> None:
    queues = {queue.name: queue for queue in topology.of([Ledger]).queues}
    assert queues["ledger.orders.v1"].arguments == {
        "x-queue-type": "quorum",
        "x-delivery-limit": 2**31 - 1,
        "x-single-active-consumer": True,
    }
    assert queues["ledger.orders.v1"].bindings == (("shop.events", "order.placed"),)


def test_the_consumers_of_a_reaction_compete() -> None:
    queues = {queue.name: queue for queue in topology.of([Ledger]).queues}
    assert "x-single-active-consumer" not in queues["ledger.entries.v1"].arguments


def test_the_delay_queues_lose_nothing_and_lead_back_by_the_default_exchange() -> None:
    queues = {queue.name: queue for queue in topology.of([Till]).queues}
    assert {name: queue.arguments["x-message-ttl"] for name, queue in queues.items() if "retry" in name} == {
        "till.retry.1s": 1_000,
        "till.retry.10s": 10_000,
        "till.retry.1m": 60_000,
        "till.retry.10m": 600_000,
    }
    assert queues["till.retry.1s"].arguments | {"x-message-ttl": 0} == {
        "x-queue-type": "quorum",
        "x-delivery-limit": 2**31 - 1,
        "x-message-ttl": 0,
        "x-dead-letter-exchange": "",
        "x-dead-letter-strategy": "at-least-once",
        "x-overflow": "reject-publish",
    }


def test_calls_arrive_where_stock_nameko_sends_them() -> None:
    assert topology.rpc_queue("shop") == topology.Queue("rpc-shop", {}, (("nameko-rpc", "shop.*"),))
