"""Whatever happens in whatever order, in the end each command has had its effects exactly once."""

from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bus.testing import Community
from tests.integration.bus.faults.model import ENTRIES, ORDERS, World

Step = tuple[str, tuple[object, ...]]
"""A method of the world, and its arguments."""

queues = st.sampled_from([ORDERS, ENTRIES])
deaths = st.lists(st.sampled_from(["before_commit", "after_commit"]), max_size=2)
harms = ["lost", "torn", "unheard", "nacked", "nacked_but_kept", "overtaken"]
place = st.tuples(st.just("place"), st.tuples(st.integers(0, 2), deaths))
relay = st.tuples(st.just("relay"), st.tuples(st.sampled_from(["confirmed"] * len(harms) + harms)))
consumed = st.sampled_from(["alive", "before_commit", "after_commit"])
consume = st.tuples(st.just("consume"), st.tuples(queues, st.integers(1, 4), consumed, st.integers(-1, 2)))
repeat = st.tuples(st.just("repeat"), st.tuples(queues, st.integers(0, 5)))
shuffle = st.tuples(st.just("shuffle"), st.tuples(queues, st.integers(0, 9)))
bring_back = st.tuples(st.just("bring_back"), st.just(()))
likely = [place, place, relay, relay, consume, consume, consume, repeat, shuffle, bring_back]
steps: st.SearchStrategy[Step] = st.sampled_from(likely).flatmap(lambda step: step)


@pytest.fixture
def world(community: Community) -> Iterator[World]:
    made = World.of(community)
    yield made
    made.shop.close()
    made.ledger.close()


@pytest.mark.timeout(300)
@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(played=st.lists(steps, min_size=20, max_size=40))
def test_any_order_of_faults_ends_with_each_effect_once(
    world: World, played: list[tuple[str, tuple[object, ...]]]
) -> None:
    world.begin_again()
    for name, arguments in played:
        getattr(world, name)(*arguments)
    world.heal()
    shop, ledger = world.shop.raw, world.ledger.raw
    placed = {row["_id"]: row for row in shop["bus_outbox"].find()}
    assert len(placed) == world.acknowledged == sum(row["version"] for row in shop["orders"].find())
    assert Counter(row["event"] for row in ledger["entries"].find()) == Counter(list(placed))
    assert {row["_id"]: row["amount"] for row in ledger["orders"].find()} == {
        row["_id"]: row["amount"] for row in shop["orders"].find()
    }
