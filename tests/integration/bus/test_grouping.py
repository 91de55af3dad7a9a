"""Commands that wait at the same time share a transaction, and nothing else."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest

from bus.database import Database, Work
from bus.errors import Conflict, Unavailable
from bus.grouping import LEADERS, LEAST_S, PATIENCE_S, Group
from bus.testing import Community, eventually
from tests.integration.bus.sample import Counter, OrderPlaced, Shop

Change = Callable[[Work], Any]


class Counted(Database):
    """Counts the transactions of several commands."""

    together_ran = 0

    def together(self, *arguments: Any) -> Any:
        self.together_ran += 1
        return super().together(*arguments)


@pytest.fixture
def database(community: Community) -> Iterator[Counted]:
    made = Counted(community.mongodb_uri, community.namespace, Shop, community.settings(Shop))
    made.open()
    made.ensure_indexes()
    try:
        yield made
    finally:
        made.close()


def at_once(group: Group, *changes: Change, budget_s: float = 10.0) -> list[Future[Any]]:
    """Let these wait behind transactions that are under way, then let all go on; return their futures, done."""
    go_on = threading.Event()
    with ThreadPoolExecutor(20) as pool:
        hold(group, pool, go_on)
        futures = []
        for number, change in enumerate(changes, 1):
            futures.append(pool.submit(group.transact, change, budget_s=budget_s))
            eventually(lambda number=number: group.waiting == number)
        go_on.set()
    return futures


def hold(group: Group, pool: ThreadPoolExecutor, go_on: threading.Event) -> None:
    """Keep every transaction that may run at once under way until told to go on."""
    running = threading.Semaphore(0)

    def wait(work: Work) -> None:
        running.release()
        go_on.wait(20)

    for _ in range(LEADERS):
        pool.submit(group.transact, wait, budget_s=30)
        assert running.acquire(timeout=20)


def place(order_id: str, amount: int = 1) -> Change:
    def change(work: Work) -> str:
        work.db["orders"].insert_one({"_id": order_id, "amount": amount, "version": 1})
        work.emit(OrderPlaced, {"order_id": order_id, "amount": amount}, of=Counter())
        return order_id

    return change


def orders(database: Database) -> set[str]:
    return {row["_id"] for row in database.raw["orders"].find()}


def told(database: Database) -> list[str]:
    return sorted(row["subject"] for row in database.raw["bus_outbox"].find())


def test_commands_that_wait_are_committed_together_with_their_events(database: Counted) -> None:
    done = at_once(Group(database), *[place(name) for name in "abcdef"])
    assert [future.result() for future in done] == list("abcdef")
    assert (orders(database), told(database)) == (set("abcdef"), list("abcdef"))
    assert database.together_ran == 1


def test_a_command_that_is_refused_leaves_the_others_alone(database: Counted) -> None:
    def refuse(work: Work) -> None:
        work.db["orders"].find_one({"_id": "a"})
        raise Conflict("not_now")

    first, second, third = at_once(Group(database), place("a"), refuse, place("c"))
    assert (first.result(), third.result()) == ("a", "c")
    with pytest.raises(Conflict, match="not_now"):
        second.result()
    assert (told(database), database.together_ran) == (["a", "c"], 1)


@pytest.mark.parametrize("error", [RuntimeError("broken"), Conflict("too_late")])
def test_a_command_that_breaks_after_it_wrote_undoes_only_itself(database: Counted, error: Exception) -> None:
    def write_and_break(work: Work) -> None:
        place("b")(work)
        raise error

    first, second, third = at_once(Group(database), place("a"), write_and_break, place("c"))
    assert (first.result(), third.result()) == ("a", "c")
    with pytest.raises(type(error)):
        second.result()
    assert (orders(database), told(database)) == ({"a", "c"}, ["a", "c"])


def test_of_two_that_insert_the_same_one_is_refused_as_if_alone(database: Counted) -> None:
    def insert(work: Work) -> str:
        try:
            place("a")(work)
        except Exception as duplicate:
            raise Conflict("there_already") from duplicate
        return "a"

    database.raw["orders"].insert_one({"_id": "a"})
    first, second = at_once(Group(database), insert, place("b"))
    with pytest.raises(Conflict, match="there_already"):
        first.result()
    assert second.result() == "b"


def test_a_version_that_has_moved_on_is_a_conflict_of_its_own_command(database: Counted) -> None:
    database.raw["orders"].insert_one({"_id": "a", "version": 7})

    def save(work: Work) -> str:
        work.db["orders"].replace_versioned({"_id": "a", "version": 7})
        return "saved"

    first, second = at_once(Group(database), save, place("b"))
    with pytest.raises(Conflict, match="version_conflict"):
        first.result()
    assert second.result() == "b"


def test_a_command_sees_what_the_ones_before_it_wrote(database: Counted) -> None:
    def read(work: Work) -> int:
        found = work.db["orders"].find_one({"_id": "a"})
        return found["amount"] if found else 0

    first, second = at_once(Group(database), place("a", 7), read)
    assert (first.result(), second.result()) == ("a", 7)


def test_whoever_runs_out_of_time_while_waiting_has_changed_nothing(database: Counted) -> None:
    group, go_on = Group(database), threading.Event()
    with ThreadPoolExecutor(LEADERS) as leaders:
        hold(group, leaders, go_on)
        with pytest.raises((Conflict, Unavailable)):
            group.transact(place("a"), budget_s=0.05)
        go_on.set()
    assert orders(database) == set()


def test_a_command_whose_time_is_nearly_over_hurries_nobody(database: Counted) -> None:
    group, go_on = Group(database), threading.Event()
    with ThreadPoolExecutor(20) as pool:
        hold(group, pool, go_on)
        first = pool.submit(group.transact, place("a"))
        eventually(lambda: group.waiting == 1)
        late = pool.submit(group.transact, place("late"), budget_s=PATIENCE_S + LEAST_S / 2)
        with pytest.raises(Conflict, match="busy"):
            late.result()
        go_on.set()
        assert first.result() == "a"
    assert orders(database) == {"a"}


def test_slow_commands_that_lead_do_not_hold_up_the_others_for_long(database: Counted) -> None:
    group, go_on = Group(database), threading.Event()
    with ThreadPoolExecutor(20) as pool:
        hold(group, pool, go_on)
        quick = [pool.submit(group.transact, place(name)) for name in "abc"]
        assert [future.result(10) for future in quick] == list("abc")
        assert group.leaders == LEADERS
        go_on.set()
    assert orders(database) == set("abc")
