"""A service is killed at every point of its work where that could lose or double something; another takes over."""

import signal
import subprocess
from contextlib import AbstractContextManager, ExitStack

import pytest

from bus.publisher import Outgoing
from bus.testing import Community, envelope_of
from bus.wire import ATTEMPT
from tests.integration.bus.faults.load import Load, assert_each_once, depth, everything_told
from tests.integration.bus.faults.sample import Moody
from tests.integration.bus.processes import environment, free_port, nameko_hosted, process
from tests.integration.bus.sample import Ledger, OrderPlaced, Shop

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

SAMPLE = "tests.integration.bus.sample"
COMMANDS = 60


def plain(community: Community, name: str) -> AbstractContextManager[subprocess.Popen[bytes]]:
    return nameko_hosted(community, f"{SAMPLE}:{name}", free_port())


def doomed(
    community: Community, name: str, point: str, nth: str = "5", module: str = SAMPLE
) -> AbstractContextManager[subprocess.Popen[bytes]]:
    """Run a service that kills itself at a point."""
    program = ["-m", "tests.integration.bus.faults.hosted", f"{module}:{name}", point, "SIGKILL", nth]
    return process(program, environment(community, name.lower()))


def killed(process: subprocess.Popen[bytes]) -> None:
    assert process.wait(60) == -signal.SIGKILL


@pytest.mark.parametrize(
    "point", ["before_commit", "after_commit", "after_answer", "before_publish", "after_publish", "after_mark"]
)
def test_a_publisher_that_is_killed(community: Community, point: str) -> None:
    community.declare(Shop, Ledger)
    with plain(community, "Ledger"), Load(community, COMMANDS) as load:
        with doomed(community, "Shop", point) as shop:
            killed(shop)
        with plain(community, "Shop"):
            load.reached(1)
            everything_told(community)
    assert_each_once(community, load)


@pytest.mark.parametrize("point", ["before_commit", "after_commit", "before_acknowledgement", "after_acknowledgement"])
def test_a_consumer_that_is_killed(community: Community, point: str) -> None:
    community.declare(Shop, Ledger)
    with plain(community, "Shop"), Load(community, COMMANDS) as load:
        load.reached(0.5)
        with doomed(community, "Ledger", point, nth="1") as ledger:
            killed(ledger)
        with plain(community, "Ledger"):
            load.reached(1)
            everything_told(community)
    assert_each_once(community, load)


@pytest.mark.parametrize(("point", "attempt"), [("after_retry", 1), ("after_park", 5)])
def test_a_consumer_that_is_killed_before_it_acknowledges_a_failure(
    community: Community, point: str, attempt: int
) -> None:
    community.declare(Moody)
    database = community.database("moody")
    envelope = envelope_of(OrderPlaced, {"order_id": "o", "amount": 1})
    message = Outgoing("", "moody.orders.v1", envelope.body, envelope.headers() | {ATTEMPT: attempt}, envelope.id)
    with doomed(community, "Moody", point, nth="1", module="tests.integration.bus.faults.sample") as moody:
        community.send(message)
        killed(moody)
    database["calm"].insert_one({})
    community.start(Moody)
    community.eventually(lambda: database["taken"].count_documents({}) == 1)
    community.eventually(lambda: depth(community.amqp_uri, "moody.retry.1s") == 0)
    community.settled()
    assert database["taken"].count_documents({"event": envelope.id}) == 1
    assert database["bus_parked"].count_documents({}) == (point == "after_park")


def test_two_of_each_and_one_of_each_is_killed_under_load(community: Community) -> None:
    community.declare(Shop, Ledger)
    with ExitStack() as left, Load(community, 4 * COMMANDS) as load:
        shops, ledgers = ([left.enter_context(plain(community, name)) for _ in "ab"] for name in ("Shop", "Ledger"))
        for share, victim in ((0.25, shops[0]), (0.5, ledgers[0])):
            load.reached(share)
            victim.kill()
        load.reached(1)
        everything_told(community)
    assert_each_once(community, load)
