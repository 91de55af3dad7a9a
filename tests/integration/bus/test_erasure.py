"""Erasing a person from what the bus keeps of a service: nothing is left but ids, whatever arrives later."""

import signal
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from bus import erasure
from bus.doors import reaction
from bus.errors import Conflict
from bus.host import Host
from bus.ids import new_id
from bus.publisher import Outgoing
from bus.testing import Community, envelope_of, eventually
from bus.wire import FILL, decode
from tests.conftest import Clock
from tests.integration.bus.hotel import GuestErased, Hotel, Porter, RoomBooked, RoomBookedCopy
from tests.integration.bus.processes import free_port, nameko_hosted

MARK = "Aurelia Quillfeather"
in_time = partial(eventually, timeout_s=30.0)


def booking(room_id: str, person_id: str, **more: Any) -> dict[str, Any]:
    told = {"room_id": room_id, "person_id": person_id, "name": MARK, "wishes": [MARK], "host_person_id": None}
    return told | {"nights": 1} | more


def erase(community: Community, person_id: str) -> None:
    community.publish(GuestErased, {"person_id": person_id}, sequence=9)


def is_erased(host: Host, person_id: str) -> Callable[[], Any]:
    return lambda: (host.database.raw[erasure.ERASED].find_one({"_id": person_id}) or {}).get("erased_at")


def held(community: Community, service: str) -> str:
    """Return everything that a service's database holds, as text."""
    database = community.database(service)
    rows = [row for name in database.list_collection_names() for row in database[name].find()]
    return "\n".join(repr(row) for row in rows)


def test_events_and_answers_say_nothing_of_who_is_erased(community: Community) -> None:
    hotel = community.start(Hotel)
    request = {"room_id": "r1", "person_id": "p1", "name": MARK}
    community.call("hotel", "book_room", request, command_id="c1")
    community.call("hotel", "book_room", request | {"room_id": "r2", "person_id": "p2", "name": "Ben"})
    assert MARK in held(community, "hotel")
    erase(community, "p1")
    in_time(is_erased(hotel, "p1"))
    assert MARK not in held(community, "hotel")
    told = {row["subject"]: decode(row["body"]) for row in hotel.database.raw["bus_outbox"].find()}
    assert told["r1"] == request | {"name": "", "wishes": [], "host_person_id": None, "nights": 1}
    assert told["r2"]["name"] == "Ben"
    with pytest.raises(Conflict, match="answer_erased"):
        community.call("hotel", "book_room", request, command_id="c1")


def test_a_long_history_is_blanked_in_steps(community: Community) -> None:
    hotel = community.start(Hotel)
    known = dict.fromkeys(("type", "exchange", "dataschema", "actor_id", "causation_id", "traceparent"), "room.booked")
    body = {"body": b'{"name": "%s"}' % MARK.encode(), "subjects": ["p1"], "published": True}
    rows = [
        {"_id": new_id(), "aggregate": f"room/{number}", "sequence": 1, "subject": "r", **known, **body}
        for number in range(3 * erasure.AT_ONCE + 1)
    ]
    hotel.database.raw["bus_outbox"].insert_many(rows)
    erase(community, "p1")
    in_time(is_erased(hotel, "p1"))
    assert MARK not in held(community, "hotel")
    assert hotel.database.raw["bus_outbox"].count_documents({}) == len(rows)


def test_what_arrives_later_is_left_out(community: Community) -> None:
    porter = community.start(Porter)
    erase(community, "p1")
    in_time(is_erased(porter, "p1"))
    community.publish(RoomBooked, booking("r1", "p1"))
    community.publish(RoomBooked, booking("r2", "p2", name="Ben"))
    community.settled()
    assert [row["name"] for row in porter.database.raw["rooms"].find()] == ["Ben"]
    assert [row["name"] for row in porter.database.raw["bags"].find()] == ["Ben"]
    assert MARK not in held(community, "porter")


def test_what_comes_back_to_be_tried_again_or_to_fill_a_queue_is_left_out(community: Community) -> None:
    Porter.busy[:] = [RuntimeError("later")]
    porter = community.start(Porter)
    community.publish(RoomBooked, booking("r1", "p1"))
    in_time(lambda: porter.failures.counts["retried"])
    erase(community, "p1")
    in_time(is_erased(porter, "p1"))
    assert MARK not in held(community, "porter")
    again = envelope_of(RoomBooked, booking("r1", "p1"), sequence=2)
    community.send(Outgoing("", "porter.rooms.v1", again.body, again.headers() | {FILL: "f1"}, again.id))
    inbox = porter.database.raw["bus_inbox"]
    in_time(lambda: inbox.count_documents({"_id": {"$regex": "^porter.letters"}}))
    community.settled()
    assert MARK not in held(community, "porter")


def test_tombstones_are_heard_of_also_by_other_handlers(community: Community) -> None:
    porter = community.start(Porter)
    erase(community, "p1")
    in_time(is_erased(porter, "p1"))
    erase(community, "p1")
    in_time(lambda: porter.database.raw["farewells"].count_documents({}) == 2)


def test_what_names_others_too_arrives_without_what_is_personal(community: Community) -> None:
    porter = community.start(Porter)
    erase(community, "p1")
    in_time(is_erased(porter, "p1"))
    community.publish(RoomBooked, booking("r1", "p1", host_person_id="p2"))
    community.settled()
    assert porter.database.raw["rooms"].find_one() == {"_id": "r1", "room_id": "r1", "name": "", "nights": 1}


def test_parked_messages_are_blanked_also_those_parked_later_or_unreadable(community: Community) -> None:
    porter = community.start(Porter)
    parked, person_id = porter.database.raw["bus_parked"], new_id()
    community.publish(RoomBooked, booking("r1", person_id, nights=2))
    community.send(Outgoing("", "porter.bags.v1", f"{person_id} {MARK}".encode(), {"who": MARK}, new_id()))
    in_time(lambda: parked.count_documents({}) == 2)
    erase(community, person_id)
    in_time(is_erased(porter, person_id))
    assert MARK not in held(community, "porter")
    late = {"person_id": person_id, "name": MARK}
    community.publish(RoomBooked, late, subject="r2")
    in_time(lambda: parked.count_documents({}) == 5)
    in_time(lambda: MARK not in held(community, "porter"))
    assert {row["error"] for row in parked.find()} == {"ValueError", "header_missing", "not_as_the_schema_says"}


def test_what_was_under_way_meanwhile_is_erased_when_it_has_ended(timed: Community, clock: Clock) -> None:
    porter = timed.start(Porter)
    erase(timed, "p1")
    in_time(is_erased(porter, "p1"))
    porter.database.raw["bags"].insert_one({"_id": "late", "name": MARK})
    clock.ahead += erasure.SETTLED
    in_time(lambda: MARK not in held(timed, "porter"))
    in_time(lambda: "due_at" not in porter.database.raw[erasure.ERASED].find_one({"_id": "p1"}))


def test_a_service_that_fails_to_erase_tries_again_later_and_the_others_need_not_wait(
    timed: Community, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(erasure, "AT_ONCE", 1)
    Porter.faults[:] = [RuntimeError("not now")]
    porter = timed.start(Porter)
    porter.database.raw["bags"].insert_many([{"_id": number, "name": MARK} for number in range(3)])
    erase(timed, "p1")
    in_time(lambda: not Porter.faults)
    erase(timed, "p2")
    in_time(is_erased(porter, "p2"))
    assert not is_erased(porter, "p1")()
    clock.ahead += erasure.AGAIN
    in_time(is_erased(porter, "p1"))
    assert MARK not in held(timed, "porter")


def test_every_parked_message_that_names_nobody_is_searched_for_an_address(community: Community) -> None:
    porter = community.start(Porter)
    parked = porter.database.raw["bus_parked"]
    nameless = [{"_id": f"q|{number:04}", "subjects": [], "body": b"{}"} for number in range(1001)]
    bodies = (
        b'{"to": "Z\\u00f6e\\u0040example.org"}',
        "no JSON, zöe@EXAMPLE.org".encode(),
        b'{"to": "joe@example.org"}',
    )
    nameless += [{"_id": f"q|later{number}", "subjects": [], "body": body} for number, body in enumerate(bodies)]
    parked.insert_many(nameless)
    porter.database.transact(lambda work: erasure.claim_parked(work, "p1", "zöe@example.org"))
    assert {row["_id"] for row in parked.find({"subjects": "p1"})} == {"q|later0", "q|later1"}


def test_an_erasure_that_comes_twice_is_one(community: Community) -> None:
    porter = community.start(Porter)
    erase(community, "p1")
    first = in_time(is_erased(porter, "p1"))
    erase(community, "p1")
    community.settled()
    assert is_erased(porter, "p1")() == first


def test_an_erasure_goes_on_after_its_process_was_killed(community: Community) -> None:
    community.declare(Porter)
    database, path = community.database("porter"), "tests.integration.bus.hotel:Porter"
    bags, erased = database["bags"], database[erasure.ERASED]
    bags.insert_many([{"_id": number, "name": MARK} for number in range(500)])
    with nameko_hosted(community, path, free_port()) as killed:
        erase(community, "p1")
        in_time(lambda: bags.count_documents({}) < 500)
        killed.send_signal(signal.SIGKILL)
        killed.wait()
    assert bags.count_documents({})
    assert erased.find_one({"_id": "p1"})["erased_at"] is None
    with nameko_hosted(community, path, free_port()):
        in_time(lambda: erased.find_one({"_id": "p1"})["erased_at"])
    assert MARK not in held(community, "porter")


def test_two_processes_that_erase_at_once_do_no_harm(community: Community) -> None:
    first, second = community.start(Porter), community.start(Porter)
    first.database.raw["bags"].insert_many([{"_id": number, "name": MARK} for number in range(20)])
    community.publish(RoomBooked, booking("r1", "p2", name="Ben"))
    community.settled()
    erase(community, "p1")
    in_time(is_erased(second, "p1"))
    community.settled()
    assert MARK not in held(community, "porter")
    assert [host.failures.counts["parked"] for host in (first, second)] == [0, 0]


def test_no_personal_field_is_part_of_an_id() -> None:
    with pytest.raises(ValueError, match="outlasts"):
        reaction(RoomBookedCopy, queue="porter.letters.v1", identified_by=("name",))
