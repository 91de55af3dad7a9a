"""What operators ask every service: parked messages, the outbox, and its part of a story."""

import re
from typing import Any, ClassVar

import pytest
from marshmallow import EXCLUDE, Schema, fields
from structlog.testing import capture_logs

from bus import wire
from bus.cause import Caused
from bus.database import Work
from bus.doors import PARK, projection, reaction
from bus.errors import Internal, Refused
from bus.events import Copy, Received, personal
from bus.failing import Park
from bus.ids import new_id
from bus.publisher import Outgoing
from bus.settings import BusSettings
from bus.testing import Community, envelope_of
from tests.integration.bus.sample import OrderPlaced, OrderPlacedCopy, Shop

WORKS, BROKEN = "desk.works.v1", "desk.breaks.v1"


class Place(Schema):
    class Meta:
        unknown = EXCLUDE

    town = fields.String()
    street = fields.String(metadata=personal)


class LetterCopy(Copy):
    type, source, subject = "letter.sent", "shop", "letter_id"
    letter_id = fields.String(required=True)
    to = fields.String(required=True, metadata=personal)
    place = fields.Nested(Place)
    topics = fields.List(fields.String())


class Desk:
    """Reads orders twice, and letters not at all while it is told so."""

    name = "desk"
    settings = BusSettings
    fails: ClassVar[bool] = False

    @projection(OrderPlacedCopy, queue=WORKS)
    def keep(self, work: Work, event: Received) -> None:
        work.db["orders"].replace_one({"_id": event.subject}, {"_id": event.subject}, upsert=True)

    @reaction(OrderPlacedCopy, queue="desk.entries.v1")
    def enter(self, work: Work, event: Received) -> None:
        if Desk.fails:
            raise RuntimeError("not yet")
        work.db["entries"].insert_one({"_id": event.id})

    @reaction(LetterCopy, queue=BROKEN, policy=PARK)
    def file(self, work: Work, event: Received) -> None:
        if Desk.fails:
            raise Park("no_room")
        work.db["letters"].insert_one({"_id": event.id})


class Operators:
    """Asks services as the operators do."""

    def __init__(self, community: Community) -> None:
        self._community, self._token = community, community.service("ops")

    def ask(self, service: str, method: str, **request: Any) -> Any:
        return self._community.call(service, method, request, actor=self._token)

    def eventually_parked(self, count: int) -> list[dict[str, Any]]:
        def found() -> list[dict[str, Any]]:
            items = self.ask("desk", "bus_parked")["items"]
            return items if len(items) == count else []

        return self._community.eventually(found)


@pytest.fixture
def operators(community: Community) -> Operators:
    return Operators(community)


@pytest.fixture(autouse=True)
def _failing() -> Any:
    Desk.fails = True
    yield
    Desk.fails = False


def letter(number: int = 1, **more: Any) -> wire.Envelope:
    data = {"letter_id": f"l{number}", "to": "Ada Penrose"} | more
    return envelope_of(LetterCopy, data, sequence=number)


class TestParked:
    def test_only_operators_may_ask(self, community: Community) -> None:
        community.start(Desk)
        for method in ("bus_parked", "bus_replay", "bus_drop", "bus_count_parked", "bus_outbox"):
            with pytest.raises(Refused):
                community.call("desk", method, {}, actor=community.service("directory"))

    def test_a_parked_message_shows_its_error_but_nothing_personal(
        self, community: Community, operators: Operators
    ) -> None:
        community.start(Desk)
        place = {"town": "Keynsham", "street": "Secret Lane 1", "door": "Secret blue"}
        sent = letter(place=place, topics=["falls"], note="a secret", **{"Secret@example.org": 1})
        community.deliver(sent)
        [item] = operators.eventually_parked(1)
        assert item["payload"] == {
            "letter_id": "l1",
            "to": "(hidden)",
            "place": {"town": "Keynsham", "street": "(hidden)", "door": "(hidden)"},
            "topics": ["falls"],
            "note": "(hidden)",
            "(hidden)": "(hidden)",
        }
        assert {"id": sent.id, "queue": BROKEN, "type": "letter.sent", "error": "no_room", "attempt": 1}.items() <= (
            item.items()
        )
        assert re.search("[Ss]ecret|Ada", str(item)) is None

    def test_what_nobody_can_read_shows_its_size_alone(self, community: Community, operators: Operators) -> None:
        community.start(Desk)
        community.send(Outgoing("", BROKEN, b"Ada Penrose", letter().headers(), "m1"))
        [item] = operators.eventually_parked(1)
        assert (item["payload"], item["size"], item["error"]) == (None, 11, "body_not_json")

    def test_a_message_of_a_plain_client_is_known_by_its_event_and_is_one_row(
        self, community: Community, operators: Operators
    ) -> None:
        community.start(Desk)
        sent = letter()
        community.send(*[Outgoing("", BROKEN, sent.body, sent.headers()) for _ in range(2)])
        community.settled()
        [item] = operators.eventually_parked(1)
        assert item["id"] == sent.id

    def test_lists_come_in_pages_and_by_queue(self, community: Community, operators: Operators) -> None:
        community.start(Desk)
        community.deliver(*[letter(n) for n in range(1, 4)])
        community.send(Outgoing("", WORKS, b"{}", {}, "m1"))
        operators.eventually_parked(4)
        first = operators.ask("desk", "bus_parked", queue=BROKEN, limit=2)
        second = operators.ask("desk", "bus_parked", queue=BROKEN, limit=2, after=first["next"])
        assert [len(first["items"]), len(second["items"]), second["next"]] == [2, 1, None]
        assert {item["queue"] for item in first["items"] + second["items"]} == {BROKEN}
        counted = operators.ask("desk", "bus_count_parked")
        assert counted == {BROKEN: {"value": 3, "exact": True}, WORKS: {"value": 1, "exact": True}}

    def test_a_replayed_message_is_handled_and_gone(self, community: Community, operators: Operators) -> None:
        community.start(Desk)
        community.deliver(letter(1), letter(2))
        [first, _] = operators.eventually_parked(2)
        Desk.fails = False
        assert operators.ask("desk", "bus_replay", id=first["id"]) == {"replayed": 1, "no_queue": [], "next": None}
        letters = community.database("desk")["letters"]
        community.eventually(lambda: letters.count_documents({"_id": first["id"]}))
        operators.ask("desk", "bus_replay", queue=BROKEN)
        community.eventually(lambda: letters.count_documents({}) == 2)
        assert operators.ask("desk", "bus_parked")["items"] == []

    def test_a_replayed_message_starts_at_its_first_attempt(self, community: Community, operators: Operators) -> None:
        host = community.start(Desk)
        sent = envelope_of(OrderPlaced, {"order_id": "a", "amount": 1})
        last = sent.headers() | {wire.ATTEMPT: 5, wire.FAILED_WITH: "RuntimeError", "x-death": "of the broker"}
        community.send(Outgoing("", "desk.entries.v1", sent.body, last, sent.id))
        operators.eventually_parked(1)
        operators.ask("desk", "bus_replay")
        community.eventually(lambda: host.failures.counts["retried"] == 1)
        assert operators.ask("desk", "bus_parked")["items"] == []

    def test_a_message_that_fails_again_stays_parked(self, community: Community, operators: Operators) -> None:
        community.start(Desk)
        community.deliver(letter())
        operators.eventually_parked(1)
        parked = community.database("desk")["bus_parked"]
        before = parked.find_one()["parking"]
        operators.ask("desk", "bus_replay")
        community.eventually(lambda: parked.count_documents({"parking": {"$ne": before}}) == 1)
        community.settled()
        assert len(operators.eventually_parked(1)) == 1

    def test_a_message_whose_queue_is_gone_stays_parked(self, community: Community, operators: Operators) -> None:
        community.start(Desk)
        gone = {"queue": "desk.gone.v1", "message_id": "m1", "routing_key": "letter.sent", "headers": {}, "body": b"{}"}
        row = {"_id": "desk.gone.v1|m1", "attempt": 5, "error": "RuntimeError", "parked_at": community.clock(), **gone}
        community.database("desk")["bus_parked"].insert_one(row)
        assert operators.ask("desk", "bus_replay")["no_queue"] == ["desk.gone.v1"]
        assert len(operators.eventually_parked(1)) == 1

    def test_a_dropped_message_is_gone_and_the_log_says_which(self, community: Community, operators: Operators) -> None:
        community.start(Desk)
        community.deliver(letter(1), letter(2))
        [first, second] = operators.eventually_parked(2)
        with capture_logs() as logged:
            assert operators.ask("desk", "bus_drop", id=first["id"])["dropped"] == 1
        assert [item["id"] for item in operators.eventually_parked(1)] == [second["id"]]
        assert [line["id"] for line in logged if line["event"] == "parked.dropped"] == [first["id"]]


class TestOutbox:
    def test_it_says_what_waits_and_what_reached_nobody(self, community: Community, operators: Operators) -> None:
        community.start(Shop)
        community.call("shop", "place_order", {"order_id": "a", "amount": 1})
        community.eventually(lambda: operators.ask("shop", "bus_outbox")["unrouted"])
        outbox = operators.ask("shop", "bus_outbox")
        assert outbox["waiting"] == {"value": 0, "exact": True}
        assert [(kind["type"], kind["count"]) for kind in outbox["unrouted"]] == [("order.placed", 1)]
        assert outbox["leads"] is True


class TestTrace:
    def test_a_service_tells_what_it_was_told_and_what_it_said(
        self, community: Community, operators: Operators
    ) -> None:
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

    def test_the_number_of_a_fault_is_the_one_of_its_story(self, community: Community) -> None:
        community.start(Shop)
        why = Caused(correlation_id=new_id())
        with pytest.raises(Internal) as fault:
            community.call("shop", "place_order", {"order_id": "a", "amount": 1313}, caused=why)
        assert fault.value.data == {"incident": why.correlation_id}

    def test_a_reader_tells_what_became_of_an_event_in_each_queue(
        self, community: Community, operators: Operators
    ) -> None:
        host = community.start(Desk)
        Desk.fails = False
        old, new = (envelope_of(OrderPlaced, {"order_id": "a", "amount": n}, sequence=n) for n in (1, 2))
        community.deliver(old)
        community.settled()
        Desk.fails = True
        community.deliver(new, letter())
        community.eventually(lambda: host.failures.counts["retried"] == 1 and host.failures.counts["parked"] == 1)
        never = envelope_of(OrderPlaced, {"order_id": "b", "amount": 1})
        community.eventually(lambda: self.states(operators, old, new)[(new.id, WORKS)] == "handled")
        assert self.states(operators, old, new, never) == {
            (old.id, WORKS): "superseded",
            (old.id, "desk.entries.v1"): "handled",
            (new.id, WORKS): "handled",
            (new.id, "desk.entries.v1"): "retrying",
            (never.id, WORKS): "waiting",
            (never.id, "desk.entries.v1"): "waiting",
        }

    def test_a_note_is_kept_of_whatever_a_message_is_called(self, community: Community) -> None:
        host = community.start(Desk)
        sent = envelope_of(OrderPlaced, {"order_id": "a", "amount": 1})
        community.send(Outgoing("", "desk.entries.v1", sent.body, sent.headers(), "\ud800\0"))
        community.eventually(lambda: host.failures.counts["retried"] == 1)
        assert community.database("desk")["bus_retried"].find_one()["_id"] == "desk.entries.v1|??"

    def test_a_parked_event_says_why_and_after_how_many_attempts(
        self, community: Community, operators: Operators
    ) -> None:
        community.start(Desk)
        sent = letter()
        community.deliver(sent)
        operators.eventually_parked(1)
        [item] = operators.ask("desk", "bus_handled", events=[said(sent)])["items"]
        assert (item["queue"], item["state"], item["error"], item["attempt"]) == (BROKEN, "parked", "no_room", 1)

    @staticmethod
    def states(operators: Operators, *events: wire.Envelope) -> dict[tuple[str, str], str]:
        items = operators.ask("desk", "bus_handled", events=[said(event) for event in events])["items"]
        return {(item["event"], item["queue"]): item["state"] for item in items}


def said(event: wire.Envelope) -> dict[str, Any]:
    return {name: getattr(event, name) for name in ("id", "source", "type", "subject", "sequence")}
