"""What a publisher tells of each message is what became of that one."""

from collections.abc import Iterator

import pytest

from bus.link import Link
from bus.publisher import CONFIRMED, UNROUTED, Outgoing, Publisher
from bus.testing import Community
from tests.integration.bus.sample import Ledger

THERE, GONE = "ledger.orders.v1", "ledger.gone.v1"


@pytest.fixture
def publisher(community: Community) -> Iterator[Publisher]:
    community.declare(Ledger)
    link = Link(community.amqp_uri, "publishing")
    made = Publisher(link)
    link.start()
    assert link.wait_open(10)
    try:
        yield made
    finally:
        link.stop()


def to(queue: str, message_id: str) -> Outgoing:
    return Outgoing("", queue, b"{}", message_id=message_id)


def test_messages_without_an_id_are_each_told_that_no_queue_took_them(publisher: Publisher) -> None:
    assert publisher.publish([to(GONE, "") for _ in range(5)]) == [UNROUTED] * 5


def test_one_id_on_two_ways_is_told_apart(publisher: Publisher) -> None:
    outcomes = publisher.publish([to(GONE, "same"), to(THERE, "same"), to(GONE, "same"), to(THERE, "")])
    assert outcomes == [UNROUTED, CONFIRMED, UNROUTED, CONFIRMED]
    assert publisher.publish([to(THERE, "same")]) == [CONFIRMED]
