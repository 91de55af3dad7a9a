"""The database steps down, is killed, or stays away for a quarter of an hour: nothing is lost, doubled or given up."""

import threading
from collections import Counter
from collections.abc import Callable

import pymongo
import pytest

from bus.host import Host
from bus.testing import Community, envelope_of
from tests.integration.bus.faults.load import Load, assert_each_once, everything_told
from tests.integration.bus.faults.servers import Replicas
from tests.integration.bus.sample import Ledger, OrderPlaced, Shop

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

A_QUARTER_S = 15 * 60


def stepped_down(replicas: Replicas) -> None:
    replicas.step_down()


def primary_killed(replicas: Replicas) -> None:
    replicas.kill_primary()


def all_killed_and_started(replicas: Replicas) -> None:
    replicas.kill()
    replicas.start()


@pytest.mark.parametrize("gone", [stepped_down, primary_killed, all_killed_and_started])
def test_a_database_that_goes_under_load(
    on_own_replicas: Community, replicas: Replicas, gone: Callable[[Replicas], None]
) -> None:
    replicas.start()
    for service in (Shop, Ledger, Shop, Ledger):
        on_own_replicas.start(service)
    with Load(on_own_replicas, 200) as load:
        load.reached(0.3)
        gone(replicas)
        load.reached(1, 120)
        everything_told(on_own_replicas)
    on_own_replicas.settled()
    assert_each_once(on_own_replicas, load)


class Hurried(threading.Event):
    """An event on which waiting for seconds takes milliseconds; remembers how long it should have taken."""

    def __init__(self) -> None:
        super().__init__()
        self.waited_s = 0.0

    def wait(self, timeout: float | None = None) -> bool:
        self.waited_s += timeout or 0.0
        return super().wait(0.001)


def test_while_the_database_is_away_for_a_quarter_of_an_hour_nothing_counts_as_an_attempt(
    on_own_replicas: Community, replicas: Replicas, monkeypatch: pytest.MonkeyPatch
) -> None:
    replicas.start()
    ledger = on_own_replicas.start(Ledger)
    pauses = hurry(ledger)
    replicas.kill()
    patience = pymongo.timeout
    monkeypatch.setattr("pymongo.timeout", lambda _: patience(0.05))
    monkeypatch.setattr("pymongo.common.MIN_HEARTBEAT_INTERVAL", 0.01)
    events = [envelope_of(OrderPlaced, {"order_id": f"o{number}", "amount": number}) for number in range(30)]
    on_own_replicas.deliver(*events)
    on_own_replicas.eventually(lambda: all(pause.waited_s > A_QUARTER_S for pause in pauses), 200)
    assert sum(ledger.failures.counts.values()) == 0
    monkeypatch.setattr("pymongo.timeout", patience)
    replicas.start()
    database = on_own_replicas.database("ledger")
    on_own_replicas.eventually(lambda: database["entries"].count_documents({}) == len(events), 60)
    on_own_replicas.settled()
    assert sum(ledger.failures.counts.values()) == 0
    assert Counter(row["event"] for row in database["entries"].find()) == Counter(event.id for event in events)
    assert database["orders"].count_documents({}) == len(events)
    assert database["bus_parked"].count_documents({}) == 0


def hurry(host: Host) -> list[Hurried]:
    pauses = []
    for subscription in host.subscriptions:
        subscription._stopping = Hurried()
        pauses.append(subscription._stopping)
    return pauses
