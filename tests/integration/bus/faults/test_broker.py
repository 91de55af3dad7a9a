"""The broker goes, comes back, closes connections and refuses: what was acknowledged is told once all the same."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import kombu
import pytest

from bus import relay
from bus.database import Database, Work
from bus.testing import Community, eventually
from tests.integration.bus.faults.load import Load, assert_each_once, depth, everything_told
from tests.integration.bus.faults.servers import Broker
from tests.integration.bus.processes import free_port, nameko_hosted
from tests.integration.bus.sample import Counter as Sequence
from tests.integration.bus.sample import Ledger, OrderPlaced, Shop, Till

SAMPLE = "tests.integration.bus.sample"


def restarted(broker: Broker) -> None:
    broker.stop()
    broker.start()


def killed(broker: Broker) -> None:
    broker.kill()
    broker.start()


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize("gone", [restarted, killed])
def test_a_broker_that_goes_under_load_and_comes_back(
    on_own_broker: Community, broker: Broker, gone: Callable[[Broker], None]
) -> None:
    for service in (Shop, Ledger, Shop, Ledger):
        on_own_broker.start(service)
    with Load(on_own_broker, 200) as load:
        load.reached(0.3)
        gone(broker)
        load.reached(1, 120)
        everything_told(on_own_broker)
    on_own_broker.settled()
    assert_each_once(on_own_broker, load)


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_connections_that_the_broker_closes_with_messages_in_flight(on_own_broker: Community, broker: Broker) -> None:
    for service in (Shop, Ledger, Shop, Ledger):
        on_own_broker.start(service)
    with Load(on_own_broker, 200) as load:
        for share in (0.2, 0.4, 0.6):
            load.reached(share)
            eventually(lambda: broker.close_connections() >= 5, 30)
        load.reached(1, 120)
        everything_told(on_own_broker)
    on_own_broker.settled()
    assert_each_once(on_own_broker, load)


def test_nacks_amid_pipelined_publishes_keep_their_events_waiting(community: Community) -> None:
    """A queue that takes five at a time nacks the rest; in the end it got them all, and nobody else missed any."""
    community.declare(Shop)
    community.start(Ledger)
    with kombu.Connection(community.amqp_uri) as connection:
        channel = connection.connection.channel()
        narrow = {"x-max-length": 5, "x-overflow": "reject-publish"}
        channel.queue_declare("narrow", exclusive=True, auto_delete=False, arguments=narrow)
        channel.queue_bind("narrow", "shop.events", "order.placed")
        shop = community.start(Shop)
        emit(shop.database, range(60))
        got: set[str] = set()
        eventually(lambda: took(channel, got) and len(got) == 60, 60)
    community.eventually(lambda: relay.lag(shop.database)[0] == 0, 30)
    community.settled()
    entries = community.database("ledger")["entries"]
    assert Counter(row["event"] for row in entries.find()) == Counter(got)


def took(channel: object, got: set[str]) -> bool:
    """Take what a queue has; say that it was looked at."""
    while message := channel.basic_get("narrow", no_ack=True):  # type: ignore[attr-defined]
        got.add(message.properties["message_id"])
    return True


def emit(database: Database, numbers: range) -> None:
    """Record one order each in one transaction."""

    def change(work: Work) -> None:
        for number in numbers:
            work.emit(OrderPlaced, {"order_id": f"e{number}", "amount": number}, of=Sequence())

    database.transact(change)


BACKLOG = 100_000
TOGETHER = 1000
MOST_GROWTH_KB = 80_000


@pytest.mark.slow
@pytest.mark.timeout(1000)
def test_a_backlog_of_100_000_is_drained_in_bounded_memory(on_own_broker: Community, broker: Broker) -> None:
    community = on_own_broker
    community.declare(Shop, Till)
    rung = community.database("till")["rung"]
    with (
        nameko_hosted(community, f"{SAMPLE}:Shop", free_port()) as shop,
        nameko_hosted(community, f"{SAMPLE}:Till", free_port()) as till,
    ):
        broker.kill()
        before = {process.pid: peak_kb(process.pid) for process in (shop, till)}
        writer = Database(community.mongodb_uri, community.namespace, Shop, community.settings(Shop))
        writer.open()
        for first in range(0, BACKLOG, TOGETHER):
            emit(writer, range(first, first + TOGETHER))
        broker.start()
        eventually(lambda: rung.estimated_document_count() >= BACKLOG, 800)
        eventually(lambda: relay.lag(writer)[0] == 0, 30)
        writer.close()
        grown = {pid: peak_kb(pid) - was for pid, was in before.items()}
    assert max(grown.values()) < MOST_GROWTH_KB, grown
    assert rung.count_documents({}) == BACKLOG
    assert depth(community.amqp_uri, "till.orders.v1") == 0
    assert community.database("till")["bus_parked"].count_documents({}) == 0


def peak_kb(pid: int) -> int:
    """Return the most memory that a process has had."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
