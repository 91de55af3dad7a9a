"""Each service's own part of a story: what it was told, what it said, what became of what it heard."""

import pytest

from bus import wire
from bus.cause import Caused
from bus.errors import Internal
from bus.ids import new_id
from bus.publisher import Outgoing
from bus.testing import Community, envelope_of
from tests.integration.bus.desk import BROKEN, WORKS, Desk, Operators, letter, said
from tests.integration.bus.sample import OrderPlaced, Shop

pytestmark = pytest.mark.usefixtures("failing_desk")


def test_a_service_tells_what_it_was_told_and_what_it_said(community: Community, operators: Operators) -> None:
    community.start(Shop)
    why, command_id = Caused(correlation_id=new_id(), causation_id="a-page"), new_id()
    request = {"order_id": "a", "amount": 1}
    community.call("shop", "place_order", request, caused=why, command_id=command_id)
    part = operators.ask("shop", "bus_trace", id=why.correlation_id)
    [command], [event] = part["commands"], part["events"]
    assert (command["id"], command["method"], command["causation_id"]) == (command_id, "place_order", "a-page")
    assert (event["type"], event["causation_id"], event["sequence"]) == ("order.placed", command_id, 1)
    for identifier in (event["id"], command_id):
        found = operators.ask("shop", "bus_trace", id=identifier)
        assert {row["correlation_id"] for row in found["commands"] + found["events"]} == {why.correlation_id}


def test_the_number_of_a_fault_is_the_one_of_its_story(community: Community) -> None:
    community.start(Shop)
    why = Caused(correlation_id=new_id())
    with pytest.raises(Internal) as fault:
        community.call("shop", "place_order", {"order_id": "a", "amount": 1313}, caused=why)
    assert fault.value.data == {"incident": why.correlation_id}


def test_a_reader_tells_what_became_of_an_event_in_each_queue(community: Community, operators: Operators) -> None:
    host = community.start(Desk)
    Desk.fails = False
    old, new = (envelope_of(OrderPlaced, {"order_id": "a", "amount": n}, sequence=n) for n in (1, 2))
    community.deliver(old)
    community.settled()
    Desk.fails = True
    community.deliver(new, letter())
    community.eventually(lambda: host.failures.counts["retried"] == 1 and host.failures.counts["parked"] == 1)
    never = envelope_of(OrderPlaced, {"order_id": "b", "amount": 1})
    community.eventually(lambda: states(operators, old, new)[(new.id, WORKS)] == "handled")
    assert states(operators, old, new, never) == {
        (old.id, WORKS): "superseded",
        (old.id, "desk.entries.v1"): "handled",
        (new.id, WORKS): "handled",
        (new.id, "desk.entries.v1"): "retrying",
        (never.id, WORKS): "waiting",
        (never.id, "desk.entries.v1"): "waiting",
    }


def test_a_note_is_kept_of_whatever_a_message_is_called(community: Community) -> None:
    host = community.start(Desk)
    sent = envelope_of(OrderPlaced, {"order_id": "a", "amount": 1})
    community.send(Outgoing("", "desk.entries.v1", sent.body, sent.headers(), "\ud800\0"))
    community.eventually(lambda: host.failures.counts["retried"] == 1)
    assert community.database("desk")["bus_retried"].find_one()["_id"] == "desk.entries.v1|??"


def test_a_parked_event_says_why_and_after_how_many_attempts(community: Community, operators: Operators) -> None:
    community.start(Desk)
    sent = letter()
    community.deliver(sent)
    operators.eventually_parked(1)
    [item] = operators.ask("desk", "bus_handled", events=[said(sent)])["items"]
    assert (item["queue"], item["state"], item["error"], item["attempt"]) == (BROKEN, "parked", "no_room", 1)


def states(operators: Operators, *events: wire.Envelope) -> dict[tuple[str, str], str]:
    items = operators.ask("desk", "bus_handled", events=[said(event) for event in events])["items"]
    return {(item["event"], item["queue"]): item["state"] for item in items}
