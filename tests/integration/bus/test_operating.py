"""What operators see of parked messages and do about them, and what they see of the outbox."""

import re
from typing import Any

import kombu
import pytest
from pymongo.errors import AutoReconnect
from structlog.testing import capture_logs

from bus import wire
from bus.errors import Internal, Refused, Unavailable
from bus.operating.parked import Parked
from bus.publisher import Outgoing
from bus.testing import Community, envelope_of
from tests.integration.bus.desk import BROKEN, WORKS, Desk, Operators, letter
from tests.integration.bus.sample import OrderPlaced, Shop

pytestmark = pytest.mark.usefixtures("failing_desk")


def parked_in(queue: str, community: Community) -> dict[str, Any]:
    """Return the row of a message that was parked in a queue."""
    message = {"queue": queue, "message_id": "m1", "routing_key": "letter.sent", "headers": {}, "body": b"{}"}
    noted = {"attempt": 5, "error": "RuntimeError", "parked_at": community.clock()}
    return {"_id": f"{queue}|m1"} | message | noted


class TestParked:
    def test_only_operators_may_ask(self, community: Community) -> None:
        community.start(Desk)
        for method in ("bus_parked", "bus_replay", "bus_drop", "bus_count_parked", "bus_outbox"):
            with pytest.raises(Refused):
                community.call("desk", method, {}, actor=community.service("directory"))

    def test_a_service_whose_database_is_away_says_so(
        self, community: Community, operators: Operators, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def away(*_: Any) -> None:
            raise AutoReconnect()

        community.start(Desk)
        monkeypatch.setattr(Parked, "_chosen", away)
        for method in ("bus_parked", "bus_drop"):
            with pytest.raises(Unavailable, match="database_away"):
                operators.ask("desk", method)

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

    def test_however_much_is_parked_a_page_fits_into_an_answer(
        self, community: Community, operators: Operators
    ) -> None:
        community.start(Desk)
        long = {"cloudEvents_type": "x" * 20_000, "cloudEvents_id": "y" * 20_000}
        sent = [letter(n, to="z" * 40_000, topics=["t" * 300] * 50) for n in range(1, 20)]
        community.deliver(*sent)
        community.send(Outgoing("", BROKEN, b"{}", long))
        items = operators.eventually_parked(20)
        shown = next(item for item in items if item["id"] == sent[0].id)
        assert (shown["payload"]["to"], shown["size"] > 40_000) == ("(hidden)", True)
        assert operators.ask("desk", "bus_drop", id="y" * 255)["dropped"] == 1

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
        answer = operators.ask("desk", "bus_replay", id=first["id"])
        assert answer == {"replayed": 1, "no_queue": [], "full": [], "next": None}
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

    def test_a_crash_between_sending_and_deleting_doubles_nothing(
        self, community: Community, operators: Operators, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        community.start(Desk)
        community.deliver(letter())
        operators.eventually_parked(1)
        Desk.fails = False
        letters = community.database("desk")["letters"]
        with monkeypatch.context() as crashing:
            crashing.delattr(Parked, "_remove")
            with pytest.raises(Internal):
                operators.ask("desk", "bus_replay")
        community.eventually(lambda: letters.count_documents({}) == 1)
        assert operators.ask("desk", "bus_replay")["replayed"] == 1
        community.settled()
        assert (letters.count_documents({}), operators.ask("desk", "bus_parked")["items"]) == (1, [])

    def test_a_message_that_fails_again_stays_parked(
        self, community: Community, operators: Operators, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        community.start(Desk)
        community.deliver(letter())
        operators.eventually_parked(1)
        rows, remove = community.database("desk")["bus_parked"], Parked._remove
        before = rows.find_one()["parking"]

        def remove_late(*given: Any) -> None:
            community.eventually(lambda: rows.count_documents({"parking": {"$ne": before}}) == 1)
            remove(*given)

        monkeypatch.setattr(Parked, "_remove", remove_late)
        operators.ask("desk", "bus_replay")
        assert len(operators.ask("desk", "bus_parked")["items"]) == 1

    def test_a_message_whose_queue_is_gone_stays_parked(self, community: Community, operators: Operators) -> None:
        community.start(Desk)
        community.database("desk")["bus_parked"].insert_one(parked_in("desk.gone.v1", community))
        assert operators.ask("desk", "bus_replay")["no_queue"] == ["desk.gone.v1"]
        assert len(operators.eventually_parked(1)) == 1

    def test_a_message_whose_queue_is_full_stays_parked(self, community: Community, operators: Operators) -> None:
        community.start(Desk)
        full, bounded = "desk.full.v1", {"x-max-length": 0, "x-overflow": "reject-publish"}
        community.database("desk")["bus_parked"].insert_one(parked_in(full, community))
        with kombu.Connection(community.amqp_uri) as connection:
            connection.default_channel.queue_declare(full, exclusive=True, arguments=bounded)
            answer = operators.ask("desk", "bus_replay")
        assert (answer["replayed"], answer["no_queue"], answer["full"]) == (0, [], [full])
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
