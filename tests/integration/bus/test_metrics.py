"""What `/metrics` tells of a process: what came of events, how long they and calls took, what waits."""

from collections.abc import Callable
from urllib.request import urlopen

import pytest
from prometheus_client.parser import text_string_to_metric_families

from bus.errors import Conflict, Unavailable
from bus.failing import Park
from bus.testing import Community
from deploy.local.ports import Ports
from tests.integration.bus.sample import Ledger, Shop

Value = Callable[..., float]


def free_port() -> int:
    return Ports({}).private("metrics")


def reader(port: int) -> Value:
    """Return a look at one sample of `/metrics`, 0 when it is not there, less what it was before."""

    def value(name: str, **labels: str) -> float:
        with urlopen(f"http://127.0.0.1:{port}/metrics") as answer:
            families = list(text_string_to_metric_families(answer.read().decode()))
        found = [s.value for family in families for s in family.samples if (s.name, s.labels) == (name, labels)]
        return found[0] if found else 0.0

    return value


@pytest.fixture
def metrics(community: Community) -> Value:
    Ledger.faults.clear()
    port = free_port()
    community.start(Ledger, health_port=port)
    return reader(port)


def test_events_are_counted_by_queue_and_by_what_became_of_them(community: Community, metrics: Value) -> None:
    entries = "ledger.entries.v1"
    handled = metrics("q_events_total", queue=entries, outcome="handled")
    parked = metrics("q_events_total", queue=entries, outcome="parked")
    batched = metrics("q_batch_events_sum", queue=entries)
    Ledger.faults["bad"] = Park("broken_on_purpose")
    community.start(Shop)
    for order in ("a", "bad"):
        community.call("shop", "place_order", {"order_id": order, "amount": 1})
    community.eventually(lambda: metrics("q_events_total", queue=entries, outcome="parked") == parked + 1)
    community.eventually(lambda: metrics("q_events_total", queue=entries, outcome="handled") == handled + 1)
    community.eventually(lambda: metrics("q_batch_events_sum", queue=entries) == batched + 2)
    assert 0 < metrics("q_event_seconds_sum", queue=entries) <= metrics("q_batch_seconds_sum", queue=entries)


def test_calls_are_timed_on_both_sides_by_their_outcome(community: Community, metrics: Value) -> None:
    community.start(Shop)
    asked = {"service": "shop", "method": "place_order"}
    answered = {"method": "place_order", "outcome": "conflict"}
    before = (
        metrics("q_answered_seconds_count", **answered),
        metrics("q_called_seconds_count", outcome="conflict", **asked),
    )
    with pytest.raises(Conflict):
        community.call("shop", "place_order", {"order_id": "a", "amount": -1})
    after = (
        metrics("q_answered_seconds_count", **answered),
        metrics("q_called_seconds_count", outcome="conflict", **asked),
    )
    assert after == (before[0] + 1, before[1] + 1)


def test_a_call_that_nobody_answers_is_counted_as_such(community: Community, metrics: Value) -> None:
    asked = {"service": "nobody", "method": "nothing", "outcome": "unavailable"}
    with pytest.raises(Unavailable):
        community.call("nobody", "nothing")
    assert metrics("q_called_seconds_count", **asked) == 1


def test_the_outbox_and_the_links_are_told_as_they_are_now(community: Community, metrics: Value) -> None:
    unrouted = metrics("q_published_total", outcome="unrouted")
    port = free_port()
    host = community.start(Shop, health_port=port)
    community.remove_queues(Ledger)
    community.call("shop", "place_order", {"order_id": "a", "amount": 1})
    community.eventually(lambda: host.health()["outbox"]["unrouted"] == 1)
    shop = reader(port)
    assert (shop("q_outbox_waiting"), shop("q_outbox_unrouted"), shop("q_relay_leads")) == (0, 1, 1)
    assert (shop("q_link_open", link="consume"), shop("q_link_open", link="publish")) == (1, 1)
    assert (shop("q_broker_up"), shop("q_database_up"), shop("q_ready")) == (1, 1, 1)
    assert shop("q_published_total", outcome="unrouted") == unrouted + 1
