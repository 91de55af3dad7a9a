"""Messages come twice, out of order, unreadable; handlers fail or dawdle: the outcome is right all the same."""

import random
import threading
import time
from collections import Counter, defaultdict
from typing import ClassVar

import pytest

from bus.database import Work
from bus.doors import reaction
from bus.errors import Unavailable
from bus.events import Received
from bus.ids import new_id
from bus.publisher import Outgoing
from bus.relay import message
from bus.settings import BusSettings
from bus.testing import Community, envelope_of
from bus.wire import Envelope
from tests.integration.bus.faults.sample import SlowShop
from tests.integration.bus.sample import Ledger, OrderPlaced, OrderPlacedCopy

DELAYS = (("1s", 0.2), ("10s", 0.3), ("1m", 0.4), ("10m", 0.5))


class Trying:
    """Notes when it is tried with what, and fails as often as it is told."""

    name = "trying"
    settings = BusSettings
    tries: ClassVar[dict[str, list[float]]] = defaultdict(list)
    failures: ClassVar[dict[str, int]] = {}

    @reaction(OrderPlacedCopy, queue="trying.orders.v1")
    def attempt(self, work: Work, event: Received) -> None:
        self.tries[event.subject].append(time.monotonic())
        if len(self.tries[event.subject]) <= self.failures.get(event.subject, 0):
            raise RuntimeError("not this time")
        work.db["done"].insert_one({"_id": work.new_id(), "order": event.subject})


class Dawdling:
    """Has two queues; in one of them it stays with each order until it is let go."""

    name = "dawdling"
    settings = BusSettings
    may_go: ClassVar[threading.Event] = threading.Event()

    @reaction(OrderPlacedCopy, queue="dawdling.slow.v1")
    def slow(self, work: Work, event: Received) -> None:
        self.may_go.wait(30)
        work.db["slow"].insert_one({"_id": event.id})

    @reaction(OrderPlacedCopy, queue="dawdling.swift.v1")
    def swift(self, work: Work, event: Received) -> None:
        work.db["swift"].insert_one({"_id": event.id})


@pytest.fixture(autouse=True)
def _afresh() -> None:
    Ledger.faults.clear()
    Trying.tries.clear()
    Trying.failures.clear()
    Dawdling.may_go.clear()


@pytest.fixture
def _hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the four delays last less than two seconds together."""
    monkeypatch.setattr("bus.topology.DELAYS", DELAYS)


def placed(order: int, sequence: int) -> Envelope:
    return envelope_of(OrderPlaced, {"order_id": f"o{order}", "amount": sequence}, sequence=sequence)


@pytest.mark.parametrize("seed", range(3))
def test_repeated_and_shuffled_events_have_their_effect_once_and_leave_the_newest_copy(
    community: Community, seed: int
) -> None:
    rng = random.Random(seed)  # noqa: S311 - a shuffle, not a secret
    community.start(Ledger)
    community.start(Ledger)
    events = [placed(order, sequence) for order in range(40) for sequence in range(1, 6)]
    messages = [event for event in events for _ in range(rng.randint(1, 3))]
    rng.shuffle(messages)
    community.deliver(*messages)
    ledger = community.database("ledger")
    community.eventually(lambda: ledger["entries"].count_documents({}) >= len(events), 30)
    community.settled()
    assert Counter(row["event"] for row in ledger["entries"].find()) == Counter(event.id for event in events)
    assert {row["_id"]: row["amount"] for row in ledger["orders"].find()} == {f"o{order}": 5 for order in range(40)}


@pytest.mark.usefixtures("_hurried")
def test_a_handler_that_always_fails_is_tried_five_times_each_later_than_the_last_and_keeps_nobody_back(
    community: Community,
) -> None:
    Trying.failures["o1"] = 99
    community.start(Trying)
    community.deliver(*[placed(order, 1) for order in range(20)])
    trying = community.database("trying")
    parked = community.eventually(lambda: trying["bus_parked"].find_one())
    assert (parked["attempt"], parked["error"]) == (5, "RuntimeError")
    gaps = [later - earlier for earlier, later in zip(Trying.tries["o1"], Trying.tries["o1"][1:], strict=False)]
    assert len(gaps) == 4
    assert all(gap >= delay for gap, (_, delay) in zip(gaps, DELAYS, strict=True)), gaps
    assert Counter(row["order"] for row in trying["done"].find()) == Counter(f"o{n}" for n in range(20) if n != 1)


@pytest.mark.usefixtures("_hurried")
def test_handlers_that_fail_sometimes_succeed_once_each(community: Community) -> None:
    rng = random.Random(5)  # noqa: S311 - a shuffle, not a secret
    Trying.failures.update({f"o{order}": rng.randint(0, 4) for order in range(60)})
    community.start(Trying)
    community.deliver(*[placed(order, 1) for order in range(60)])
    done = community.database("trying")["done"]
    community.eventually(lambda: done.count_documents({}) >= 60, 20)
    community.settled()
    assert Counter(row["order"] for row in done.find()) == Counter(f"o{order}" for order in range(60))
    assert community.database("trying")["bus_parked"].count_documents({}) == 0


def test_a_slow_handler_keeps_back_its_own_queue_alone(community: Community) -> None:
    community.start(Dawdling)
    community.deliver(*[placed(order, 1) for order in range(10)])
    database = community.database("dawdling")
    community.eventually(lambda: database["swift"].count_documents({}) == 10)
    assert database["slow"].count_documents({}) == 0
    Dawdling.may_go.set()
    community.eventually(lambda: database["slow"].count_documents({}) == 10)


DEEP = 985
POISON = {
    "empty": (b"", {}),
    "not_utf_8": (b'"\xff\xfe"', {}),
    "too_deep": (b"[" * 100_000, {}),
    "nearly_too_deep": (b'{"a":' * DEEP + b"1" + b"}" * DEEP, {}),
    "too_large": (b'"' + b"x" * 17_000_000 + b'"', {}),
    "a_list": (b"[]", {}),
    "a_number_beyond_the_database": (b'{"order_id": "p", "amount": 1%s}' % (b"0" * 40), {"q_attempt": 5}),
    "a_header_with_a_nul": (b"{", {"a\0b": "c"}),
    "a_header_with_a_dollar": (b"{", {"$set": "c", "a.b": "d", "": "e"}),
    "a_header_that_is_a_table": (b"{", {"cloudEvents_id": {"a": [1, None]}}),
    "an_attempt_that_is_no_number": (b"{", {"q_attempt": "many"}),
    "an_attempt_beyond_the_database": (b"{", {"q_attempt": 2**63 - 1}),
    "a_message_id_with_a_nul": (b"{", {}),
    "half_of_a_surrogate_pair": (b'{"order_id": "p", "amount": 1, "person_id": "\\ud800"}', {}),
    "a_time_before_all_time": (b'{"order_id": "p"}', {"cloudEvents_time": "0001-01-01T00:00:00+01:00"}),
}


@pytest.mark.parametrize("kind", POISON)
def test_poison_is_parked_and_keeps_nobody_back(community: Community, kind: str) -> None:
    community.start(Ledger)
    body, more = POISON[kind]
    headers = envelope_of(OrderPlaced, {"order_id": "p"}).headers() | more
    identifier = "a\0b" if kind == "a_message_id_with_a_nul" else new_id()
    poison = [Outgoing("", queue, body, headers, identifier) for queue in ("ledger.orders.v1", "ledger.entries.v1")]
    for one in (*poison, message(placed(1, 1)), *poison, message(placed(2, 1))):
        community.send(one)
    ledger = community.database("ledger")
    community.eventually(lambda: ledger["entries"].count_documents({}) == 2, 20)
    community.settled()
    assert sorted(row["queue"] for row in ledger["bus_parked"].find()) == ["ledger.entries.v1", "ledger.orders.v1"]
    assert {row["_id"] for row in ledger["orders"].find()} == {"o1", "o2"}


def test_a_command_that_an_impatient_caller_repeats_is_carried_out_once(community: Community) -> None:
    community.start(SlowShop)
    community.start(SlowShop)
    request, command_id = {"order_id": "a", "amount": 1}, new_id()
    for _ in range(5):
        with pytest.raises(Unavailable, match="no_answer"):
            community.call("shop", "place_order", request, command_id=command_id, timeout_s=0.1)
    answer = community.call("shop", "place_order", request, command_id=command_id)
    assert answer == {"order_id": "a", "version": 1}
    assert community.database("shop")["bus_outbox"].count_documents({}) == 1


def test_a_call_that_outlives_its_deadline_changes_nothing_and_may_be_repeated(community: Community) -> None:
    host = community.start(SlowShop)
    request, command_id = {"order_id": "a", "amount": 1}, new_id()
    with pytest.raises(Unavailable, match="no_answer"):
        community.call("shop", "place_order", request, command_id=command_id, timeout_s=SlowShop.takes_s / 2)
    community.eventually(lambda: host._calls._busy == 0)
    shop = community.database("shop")
    assert [shop[name].count_documents({}) for name in ("orders", "bus_outbox", "bus_commands")] == [0, 0, 0]
    assert community.call("shop", "place_order", request, command_id=command_id)["version"] == 1
