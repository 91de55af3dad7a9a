"""A relay that is paused past its leadership, or that nobody wakes, loses nothing and says nothing twice in effect."""

import signal
from collections.abc import Iterator

import pytest
from pymongo.errors import ServerSelectionTimeoutError

from bus.database import Database
from bus.relay import Marks
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


def test_what_another_process_commits_is_published_though_nobody_said_so(
    community: Community, elsewhere: Database
) -> None:
    community.start(Ledger)
    shop = community.start(Shop)
    entries = community.database("ledger")["entries"]
    for number in range(2):  # What it finds when it begins to lead says nothing of what it finds later.
        emit(elsewhere, range(number, number + 1))
        community.eventually(lambda number=number: shop.relay.leads and entries.count_documents({}) == number + 1)


def test_a_process_that_does_not_lead_tells_the_one_that_does(
    community: Community, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bus.relay._IDLE_S", 3600)
    monkeypatch.setattr("bus.relay._STANDBY_S", 3600)  # When it asks whether anybody leads, it wakes the leader too.
    community.start(Ledger)
    leading, other = community.start(Shop), community.start(Shop)
    entries = community.database("ledger")["entries"]
    community.eventually(lambda: leading.relay.leads and other.relay._notices)
    for number in range(3):
        emit(other.database, range(number, number + 1))
        community.eventually(lambda number=number: entries.count_documents({}) == number + 1)
    assert not other.relay.leads


def test_marks_that_fail_let_the_events_be_published_again(
    community: Community, elsewhere: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bus.relay.BATCH", 2)  # While the first two are marked, two more are sent already.
    community.start(Ledger)
    mark, failures = Marks._mark, [ServerSelectionTimeoutError("away")]

    def marking(self: Marks, *ids: list[str]) -> None:
        if failures:
            raise failures.pop()
        mark(self, *ids)

    monkeypatch.setattr(Marks, "_mark", marking)
    emit(elsewhere, range(6))
    community.start(Shop)
    community.settled()
    assert not failures
    assert community.database("ledger")["entries"].count_documents({}) == 6
