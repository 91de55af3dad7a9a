"""Events from an outbox to another service's copies and effects: once, in the end right, never lost."""

import pytest

from bus import wire
from bus.errors import Conflict, Internal, Invalid, NotFound, Refused, Unavailable
from bus.failing import Park
from bus.ids import new_id
from bus.publisher import Outgoing
from bus.testing import Community, envelope_of
from tests.integration.bus.sample import Ledger, OrderPlaced, Shop, Till


@pytest.fixture(autouse=True)
def _no_faults() -> None:
    Ledger.faults.clear()
    Ledger.calls.clear()


def test_a_command_s_event_becomes_a_copy_and_an_effect_elsewhere(community: Community) -> None:
    community.start(Shop)
    community.start(Ledger)
    community.call("shop", "place_order", {"order_id": "a", "amount": 7})
    ledger = community.database("ledger")
    community.eventually(lambda: ledger["orders"].find_one({"_id": "a", "amount": 7}))
    community.eventually(lambda: ledger["entries"].count_documents({"amount": 7}) == 1)


def test_an_event_that_is_delivered_thrice_has_its_effect_once(community: Community) -> None:
    community.start(Ledger)
    envelope = envelope_of(OrderPlaced, {"order_id": "a", "amount": 1})
    community.deliver(envelope, envelope)
    community.settled()
    community.deliver(envelope)
    last = community.publish(OrderPlaced, {"order_id": "b", "amount": 2})
    entries = community.database("ledger")["entries"]
    community.eventually(lambda: entries.find_one({"event": last.id}))
    assert entries.count_documents({}) == 2


def test_two_replicas_share_a_reaction_and_double_nothing(community: Community) -> None:
    community.start(Ledger)
    community.start(Ledger)
    envelopes = [envelope_of(OrderPlaced, {"order_id": f"o{n}", "amount": n}) for n in range(200)]
    community.deliver(*envelopes, *envelopes)
    entries = community.database("ledger")["entries"]
    community.eventually(lambda: entries.count_documents({}) == 200)
    community.settled()
    assert entries.count_documents({}) == 200


def test_an_older_state_that_arrives_later_does_not_overwrite_a_newer_copy(community: Community) -> None:
    community.start(Ledger)
    old, new = (envelope_of(OrderPlaced, {"order_id": "a", "amount": n}, sequence=n) for n in (1, 2))
    community.deliver(new)
    community.settled()
    community.deliver(old)
    community.publish(OrderPlaced, {"order_id": "b", "amount": 9})
    orders = community.database("ledger")["orders"]
    community.eventually(lambda: orders.find_one({"_id": "b"}))
    assert orders.find_one({"_id": "a"})["amount"] == 2


def test_one_failing_event_in_a_batch_does_not_keep_back_the_others(community: Community) -> None:
    Ledger.faults["bad"] = Park("broken_on_purpose")
    community.declare(Ledger)
    community.deliver(*[envelope_of(OrderPlaced, {"order_id": o, "amount": 1}) for o in ("a", "bad", "c")])
    community.start(Ledger)
    community.eventually(lambda: community.database("ledger")["entries"].count_documents({}) == 2)
    parked = community.eventually(lambda: community.database("ledger")["bus_parked"].find_one())
    assert (parked["error"], parked["queue"]) == ("broken_on_purpose", "ledger.entries.v1")


def test_a_handler_that_raises_is_tried_again_later_and_then_succeeds(community: Community) -> None:
    Ledger.faults["late"] = RuntimeError("not yet")
    host = community.start(Ledger)
    community.publish(OrderPlaced, {"order_id": "late", "amount": 5})
    community.eventually(lambda: host.failures.counts["retried"] == 1)
    Ledger.faults.clear()
    community.eventually(lambda: community.database("ledger")["entries"].count_documents({"amount": 5}) == 1)
    assert community.database("ledger")["bus_parked"].count_documents({}) == 0


def test_after_the_last_attempt_an_event_is_parked_with_its_body_and_headers(community: Community) -> None:
    Ledger.faults["never"] = RuntimeError("never")
    community.start(Ledger)
    envelope = envelope_of(OrderPlaced, {"order_id": "never", "amount": 5})
    headers = envelope.headers() | {wire.ATTEMPT: 5}
    community.send(Outgoing("", "ledger.entries.v1", envelope.body, headers, envelope.id))
    parked = community.eventually(lambda: community.database("ledger")["bus_parked"].find_one())
    assert bytes(parked["body"]) == envelope.body
    assert parked["headers"]["cloudEvents_id"] == envelope.id
    assert parked["error"] == "RuntimeError"


@pytest.mark.parametrize(
    ("body", "headers", "error"),
    [
        (b"not json", {}, "body_not_json"),
        (b'{"order_id": "a"}', {}, "not_as_the_schema_says"),
        (b"{}", {"cloudEvents_id": None}, "header_missing"),
        (b"{}", {"cloudEvents_time": "yesterday"}, "header_malformed"),
        (b"{}", {"cloudEvents_type": "order.unheard_of"}, "type_not_expected"),
        (b'{"order_id": "a", "amount": 1}', {"cloudEvents_sequence": str(10**19)}, "header_malformed"),
    ],
)
def test_what_cannot_be_read_is_parked_at_once(
    community: Community, body: bytes, headers: dict[str, str], error: str
) -> None:
    community.start(Ledger)
    envelope = envelope_of(OrderPlaced, {"order_id": "a", "amount": 1})
    given = {key: value for key, value in (envelope.headers() | headers).items() if value is not None}
    community.send(Outgoing("", "ledger.orders.v1", body, given, new_id()))
    parked = community.eventually(lambda: community.database("ledger")["bus_parked"].find_one())
    assert parked["error"] == error


def test_a_parked_message_can_be_found_by_those_it_concerns(community: Community) -> None:
    community.start(Ledger)
    envelope = envelope_of(OrderPlaced, {"order_id": "a"})
    body = b'{"order_id": "a", "buyer": {"person_id": "p-1"}}'
    community.send(Outgoing("", "ledger.orders.v1", body, envelope.headers(), envelope.id))
    parked = community.eventually(lambda: community.database("ledger")["bus_parked"].find_one())
    assert parked["subjects"] == ["p-1"]


def test_a_body_with_a_type_marker_stays_data(community: Community) -> None:
    community.start(Ledger)
    body = {"order_id": "a", "amount": 1, "__type__": "datetime", "__value__": "2020-01-01"}
    community.publish(OrderPlaced, body)
    kept = community.eventually(lambda: community.database("ledger")["orders"].find_one({"_id": "a"}))
    assert kept == {"_id": "a", "order_id": "a", "amount": 1}


def test_a_subscription_that_names_identifying_fields_welcomes_messages_without_an_id(
    community: Community,
) -> None:
    community.start(Till)
    plain = Outgoing("", "till.orders.v1", b'{"order_id": "77", "amount": 1}')
    community.send(plain, plain)
    community.eventually(lambda: community.database("till")["rung"].find_one({"_id": "77"}))
    community.settled()
    assert community.database("till")["rung"].count_documents({}) == 1


def test_an_event_that_reaches_no_queue_is_counted_and_not_published_for_ever(community: Community) -> None:
    host = community.start(Shop)
    community.call("shop", "place_order", {"order_id": "a", "amount": 7})
    community.eventually(lambda: host.health()["outbox"]["unrouted"] == 1)
    row = community.database("shop")["bus_outbox"].find_one()
    assert (row["published"], row["unrouted"]) == (True, True)


def test_a_repeated_command_gets_its_first_answer_and_changes_nothing(community: Community) -> None:
    community.start(Shop)
    command_id = new_id()
    request = {"order_id": "a", "amount": 7}
    first = community.call("shop", "place_order", request, command_id=command_id)
    assert community.call("shop", "place_order", request, command_id=command_id) == first
    assert community.database("shop")["bus_outbox"].count_documents({}) == 1


def test_a_command_row_can_be_found_by_those_it_concerns_and_does_not_tell_what_was_asked(community: Community) -> None:
    community.start(Shop)
    community.call("shop", "place_order", {"order_id": "a", "amount": 7}, actor=community.person("p-1"))
    row = community.database("shop")["bus_commands"].find_one()
    assert row["subjects"] == ["p-1"]
    assert set(row) == {"_id", "print", "at", "answer", "subjects", "correlation_id", "causation_id", "method"}


def test_a_command_id_that_is_used_for_another_command_is_refused(community: Community) -> None:
    community.start(Shop)
    command_id = new_id()
    community.call("shop", "place_order", {"order_id": "a", "amount": 7}, command_id=command_id)
    with pytest.raises(Conflict, match="command_id_reused"):
        community.call("shop", "place_order", {"order_id": "a", "amount": 8}, command_id=command_id)


def test_the_same_command_at_the_same_time_runs_once(community: Community) -> None:
    community.start(Shop)
    command_id = new_id()
    request = {"order_id": "a", "amount": 7}
    calls = [community.client.start("shop", "place_order", request, command_id=command_id) for _ in range(10)]
    assert {call.result()["version"] for call in calls} == {1}


def test_a_failed_command_leaves_neither_state_nor_event_nor_row(community: Community) -> None:
    community.start(Shop)
    with pytest.raises(Conflict, match="negative_amount"):
        community.call("shop", "place_order", {"order_id": "a", "amount": -1})
    shop = community.database("shop")
    assert [shop[name].count_documents({}) for name in ("orders", "bus_outbox", "bus_commands")] == [0, 0, 0]


def test_every_kind_of_problem_reaches_the_caller_with_its_code(community: Community) -> None:
    community.start(Shop)
    with pytest.raises(NotFound, match="no_order"):
        community.call("shop", "get_order", {"order_id": "none"})
    with pytest.raises(Refused, match="sign_in_first"):
        community.call("shop", "get_order", {"order_id": "mine"})
    with pytest.raises(NotFound, match="no_order"):
        community.call("shop", "get_order", {"order_id": "mine"}, actor=community.person("p"))
    with pytest.raises(Invalid) as invalid:
        community.call("shop", "get_order", {"order_idd": "x"})
    assert {error["pointer"]: error["code"] for error in invalid.value.errors} == {
        "/order_id": "required",
        "/order_idd": "unknown",
    }
    with pytest.raises(NotFound, match="method_unknown"):
        community.call("shop", "no_such_method")
    with pytest.raises(Unavailable, match="service_unknown"):
        community.call("nobody", "there")


def test_what_an_unexpected_error_says_does_not_leave_the_service(community: Community) -> None:
    community.start(Shop)
    with pytest.raises(Internal) as internal:
        community.call("shop", "place_order", {"order_id": "a", "amount": 1313})
    assert set(internal.value.data or {}) == {"incident"}


def test_a_call_is_not_run_after_its_deadline(community: Community) -> None:
    community.declare(Shop)
    with pytest.raises(Unavailable, match="no_answer"):
        community.call("shop", "place_order", {"order_id": "late", "amount": 1}, timeout_s=0.05)
    community.start(Shop)
    community.call("shop", "place_order", {"order_id": "now", "amount": 1})
    assert [row["_id"] for row in community.database("shop")["orders"].find()] == ["now"]
