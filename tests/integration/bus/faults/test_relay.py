"""A relay that is paused past its leadership, or that nobody wakes, loses nothing and says nothing twice in effect."""

import signal
from collections.abc import Iterator

import pytest

from bus.database import Database
from bus.relay import Relay
from bus.testing import Community, eventually
from tests.integration.bus.faults.load import Load, assert_each_once, everything_told
from tests.integration.bus.faults.test_broker import emit
from tests.integration.bus.processes import environment, free_port, nameko_hosted, process
from tests.integration.bus.sample import Ledger, Shop

SAMPLE = "tests.integration.bus.sample"


@pytest.mark.slow
@pytest.mark.timeout(240)
@pytest.mark.parametrize("point", ["before_publish", "after_publish"])
def test_a_relay_that_is_paused_past_its_leadership(community: Community, point: str) -> None:
    """It is stopped with a batch in hand, given up by the broker, and woken when another has long taken over."""
    community.declare(Shop, Ledger)
    community.start(Ledger)
    program = ["-m", "tests.integration.bus.faults.hosted", f"{SAMPLE}:Shop", point, "SIGSTOP", "5"]
    with process(program, environment(community, "shop")) as leader, Load(community, 100) as load:
        eventually(lambda: is_stopped(leader.pid), 60)
        with nameko_hosted(community, f"{SAMPLE}:Shop", free_port()):
            load.reached(1, 120)
            everything_told(community)
            leader.send_signal(signal.SIGCONT)
            eventually(lambda: not is_stopped(leader.pid))
            everything_told(community)
            leader.terminate()
            assert leader.wait(60) == 0
    community.settled()
    assert_each_once(community, load)


def is_stopped(pid: int) -> bool:
    with open(f"/proc/{pid}/stat") as stat:  # noqa: PTH123 - a file of the kernel
        return stat.read().rpartition(")")[2].split()[0] == "T"


@pytest.fixture
def elsewhere(community: Community) -> Iterator[Database]:
    """The shop's database as another process has it: what it commits nudges nobody here."""
    database = Database(community.mongodb_uri, community.namespace, Shop, community.settings(Shop))
    database.open()
    yield database
    database.close()


def test_a_relay_that_cannot_watch_looks_by_itself(
    community: Community, elsewhere: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Relay, "_watch", lambda self: None)
    community.start(Ledger)
    community.start(Shop)
    emit(elsewhere, range(3))
    entries = community.database("ledger")["entries"]
    community.eventually(lambda: entries.count_documents({}) == 3)


def test_a_change_stream_that_is_lost_is_opened_again(
    community: Community, elsewhere: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bus.relay._IDLE_S", 3600)
    community.start(Ledger)
    shop = community.start(Shop)
    entries = community.database("ledger")["entries"]
    emit(elsewhere, range(1))
    community.eventually(lambda: entries.count_documents({}) == 1)
    elsewhere.raw["bus_outbox"].drop()
    shop.database.ensure_indexes()
    emit(elsewhere, range(1, 2))
    community.eventually(lambda: entries.count_documents({}) == 2)
