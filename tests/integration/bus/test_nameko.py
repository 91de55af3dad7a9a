"""Our services in nameko containers, beside stock nameko services and stock clients, each in its own process."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import kombu
import pytest

from bus.link import Link
from bus.rpc import RpcClient
from bus.testing import Community, eventually
from tests.integration.bus.processes import HOUSE, environment, free_port, nameko_hosted, process
from tests.integration.bus.sample import Archive, Ledger, Shop

STOCK_QUEUE = "evt-shop-order.placed--stocky.heard"
SAMPLE = "tests.integration.bus.sample"
NAMEKO = Path(sys.executable).with_name("nameko")


def stock_call(community: Community, service: str, method: str, **arguments: object) -> str:
    program = [
        "-m",
        "tests.integration.bus.stock",
        community.amqp_uri,
        service,
        method,
        json.dumps(arguments),
    ]
    environ = environment(community, "tester")
    done = subprocess.run([sys.executable, *program], env=environ, cwd=HOUSE, capture_output=True, timeout=30)
    return done.stdout.decode().strip()


@contextmanager
def stock_service(community: Community) -> Iterator[None]:
    program = [str(NAMEKO), "run", "--broker", community.amqp_uri, "tests.integration.bus.stock:Stocky"]
    with process(program, environment(community, "tester")):
        eventually(lambda: consumers(community, "rpc-stocky"), 30)
        eventually(lambda: consumers(community, STOCK_QUEUE), 30)
        yield
    with kombu.Connection(community.amqp_uri) as connection:
        for queue in (STOCK_QUEUE, "rpc-stocky"):
            connection.connection.channel().queue_delete(queue)


def consumers(community: Community, queue: str) -> int:
    try:
        with kombu.Connection(community.amqp_uri) as connection:
            return int(connection.connection.channel().queue_declare(queue, passive=True).consumer_count)
    except connection.channel_errors:
        return 0


@pytest.fixture
def shop(community: Community) -> Iterator[subprocess.Popen[bytes]]:
    community.declare(Shop, Ledger)
    with nameko_hosted(community, f"{SAMPLE}:Shop", free_port()) as running:
        yield running


def test_our_client_and_our_nameko_hosted_service(community: Community, shop: object) -> None:
    assert community.call("shop", "place_order", {"order_id": "a", "amount": 7}) == {
        "order_id": "a",
        "version": 1,
    }


def test_a_stock_client_calls_our_service_and_sees_our_codes(community: Community, shop: object) -> None:
    placed = stock_call(community, "shop", "place_order", order_id="a", amount=7, command_id="one")
    assert json.loads(placed) == {"order_id": "a", "version": 1}
    assert stock_call(community, "shop", "get_order", order_id="x") == "RemoteError: NotFound no_order"


def test_our_client_calls_a_stock_service(community: Community) -> None:
    link = Link(community.amqp_uri, "to-stock")
    client = RpcClient(link, stock={"stocky"})
    link.start()
    with stock_service(community):
        assert client.call("stocky", "double", {"number": 21}) == 42
    link.stop()


def test_a_stock_client_calls_a_stock_service_beside_ours(community: Community) -> None:
    with stock_service(community):
        assert stock_call(community, "stocky", "double", number=4) == "8"


def test_what_goes_through_a_stock_service_comes_back_without_a_false_duplicate(community: Community) -> None:
    community.start(Shop)
    community.start(Archive)
    with stock_service(community):
        for amount in (1, 2):
            community.call("shop", "place_order", {"order_id": "a", "amount": amount})
        echoes = community.database("archive")["echoes"]
        community.eventually(lambda: {row["_id"] for row in echoes.find()} == {"a:1", "a:2"})


def test_a_nameko_hosted_consumer_builds_copies_and_effects(community: Community) -> None:
    community.start(Shop)
    community.declare(Ledger)
    with nameko_hosted(community, f"{SAMPLE}:Ledger", free_port()):
        for number in range(50):
            community.call("shop", "place_order", {"order_id": f"o{number}", "amount": number})
        entries = community.database("ledger")["entries"]
        community.eventually(lambda: entries.count_documents({}) == 50)


def test_sigterm_finishes_and_acknowledges_what_is_in_hand(community: Community) -> None:
    community.start(Shop)
    community.declare(Ledger)
    with nameko_hosted(community, f"{SAMPLE}:Ledger", free_port()) as running:
        for number in range(30):
            community.call("shop", "place_order", {"order_id": f"o{number}", "amount": number})
        running.send_signal(signal.SIGTERM)
        assert running.wait(20) == 0
    community.start(Ledger)
    community.eventually(lambda: community.database("ledger")["entries"].count_documents({}) == 30)
    community.settled()
    assert community.database("ledger")["entries"].count_documents({}) == 30


def test_a_misspelt_setting_is_refused_at_start(community: Community) -> None:
    environ = environment(community, "shop") | {"Q_NAMESPAEC": "x"}
    program = [sys.executable, "-m", "bus.nameko", f"{SAMPLE}:Shop"]
    done = subprocess.run(program, env=environ, cwd=HOUSE, capture_output=True, timeout=30)
    assert done.returncode == 2
    assert b"Q_NAMESPAEC: unknown setting" in done.stderr
