"""A queue is filled with what is true now, while live events arrive; a projection is rebuilt while it serves."""

import json
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import kombu
import pytest

from bus import filling, projections
from bus.errors import Invalid, NotFound, Refused
from bus.host import Host
from bus.ids import new_id
from bus.testing import Community
from tests.integration.bus.library import Library, ReadingRoom
from tests.integration.bus.processes import free_port, nameko_hosted

NEWCOMER = "newcomer.books"


@pytest.fixture(autouse=True)
def _no_faults() -> None:
    ReadingRoom.faults.clear()


@pytest.fixture
def library(community: Community) -> Host:
    return community.start(Library)


@pytest.fixture
def newcomer(community: Community) -> Iterator[str]:
    """A queue that somebody else's service has declared."""
    with kombu.Connection(community.amqp_uri) as connection:
        connection.default_channel.queue_declare(NEWCOMER, durable=True)
        yield NEWCOMER
        connection.default_channel.queue_delete(NEWCOMER)


@pytest.fixture
def full(community: Community) -> Iterator[str]:
    """A queue that refuses what is more than it was made for."""
    bounded = {"x-max-length": 5, "x-overflow": "reject-publish"}
    with kombu.Connection(community.amqp_uri) as connection:
        connection.default_channel.queue_declare("newcomer.full", durable=True, arguments=bounded)
        yield "newcomer.full"
        connection.default_channel.queue_delete("newcomer.full")


def keep(community: Community, book_id: str, title: str | None) -> None:
    community.call("library", "keep_book", {"book_id": book_id, "title": title})


def store_books(community: Community, number: int) -> None:
    """Have books in the library of whose coming nobody can hear any more."""
    books = [{"_id": f"b{n:05}", "title": f"Title {n}", "sequence": 1} for n in range(number)]
    community.database("library")["books"].insert_many(books)


def copies(community: Community) -> dict[str, str]:
    return {book["_id"]: book["title"] for book in community.database("room")["books"].find()}


def originals(community: Community) -> dict[str, str]:
    found = community.database("library")["books"].find({"title": {"$ne": None}})
    return {book["_id"]: book["title"] for book in found}


def fill(community: Community, queue: str, by: str = "ops", **more: Any) -> dict[str, Any]:
    asked = {"queue": queue} | more
    return dict(community.call("library", "bus_fill", asked, actor=community.service(by)))


def state_of(community: Community, fill_id: str) -> dict[str, Any]:
    return dict(community.call("library", "bus_get_fill", {"fill_id": fill_id}, actor=community.service("ops")))


def filled(community: Community, fill_id: str) -> dict[str, Any]:
    return community.eventually(lambda: (row := state_of(community, fill_id))["state"] == "done" and row, 20)


def is_filled(community: Community) -> bool:
    """Say whether the reading room knows that it has been told everything."""
    return community.database("room")["bus_projections"].find_one({"filled_at": {"$ne": None}}) is not None


def rebuilt(community: Community) -> dict[str, Any]:
    asked = community.call("room", "bus_rebuild", {"queue": "room.books.v1"}, actor=community.service("ops"))
    return filled(community, asked["fill_id"])


def test_a_new_projection_is_filled_with_what_was_there_before_it(community: Community, library: Host) -> None:
    store_books(community, 1200)
    community.start(ReadingRoom)
    community.eventually(lambda: len(copies(community)) == 1200, 20)
    assert copies(community) == originals(community)


def test_a_fill_and_live_events_together_give_the_newest_state_and_no_removed_book(
    community: Community, library: Host
) -> None:
    store_books(community, 1500)
    community.start(ReadingRoom)
    for n in range(0, 1500, 50):
        keep(community, f"b{n:05}", None if n % 100 else f"Renamed {n}")
        keep(community, f"c{n:05}", "New")
    community.eventually(lambda: is_filled(community), 30)
    community.settled(30)
    assert copies(community) == originals(community)


def test_an_owner_that_comes_later_is_asked_again_until_it_answers(community: Community) -> None:
    community.declare(Library)
    community.start(ReadingRoom)
    community.start(Library)
    store_books(community, 3)
    community.eventually(lambda: len(copies(community)) == 3, 40)


def test_a_projection_is_filled_once_however_often_its_service_starts(community: Community, library: Host) -> None:
    host = community.start(ReadingRoom)
    community.eventually(lambda: is_filled(community), 30)
    host.stop()
    community.start(ReadingRoom)
    community.eventually(lambda: "projections" not in {thread.name for thread in threading.enumerate()})
    assert community.database("room")["bus_projections"].count_documents({}) == 1
    assert community.database("library")["bus_fills"].count_documents({}) == 1


def test_a_projection_whose_filling_failed_asks_for_another(
    community: Community, library: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(projections, "AGAIN", timedelta(0))
    books, fills = community.database("library")["books"], community.database("library")["bus_fills"]
    books.insert_one({"_id": "a", "title": 7, "sequence": 1})
    community.start(ReadingRoom)
    community.eventually(lambda: fills.find_one({"state": "failed"}))
    books.update_one({"_id": "a"}, {"$set": {"title": "Persuasion"}})
    community.eventually(lambda: is_filled(community), 30)
    community.eventually(lambda: copies(community) == {"a": "Persuasion"})


def test_two_replicas_that_start_together_are_filled_once(community: Community) -> None:
    community.start(ReadingRoom)
    community.start(ReadingRoom)
    community.start(Library)
    store_books(community, 3)
    community.eventually(lambda: len(copies(community)) == 3, 40)
    assert community.database("library")["bus_fills"].count_documents({}) == 1


def test_a_rebuild_replaces_damaged_copies_and_never_goes_back(community: Community, library: Host) -> None:
    community.start(ReadingRoom)
    for n in range(5):
        keep(community, f"b{n}", f"Title {n}")
    community.eventually(lambda: len(copies(community)) == 5)
    damaged = community.database("room")["books"]
    damaged.delete_one({"_id": "b1"})
    damaged.update_one({"_id": "b2"}, {"$set": {"title": "Nonsense"}})
    guards = community.database("room")["bus_guards"]
    guards.update_one({"_id": {"$regex": "b3$"}}, {"$set": {"sequence": 7}})
    damaged.update_one({"_id": "b3"}, {"$set": {"title": "Of tomorrow"}})
    told = {guard["_id"]: guard["event"] for guard in guards.find()}
    rebuilt(community)
    community.settled()
    assert copies(community) == originals(community) | {"b3": "Of tomorrow"}
    assert {guard["_id"]: guard["event"] for guard in guards.find()} == told


def test_what_is_told_again_and_fails_is_tried_again_as_what_it_is(community: Community, library: Host) -> None:
    host = community.start(ReadingRoom)
    keep(community, "a", "Persuasion")
    community.eventually(lambda: copies(community) == {"a": "Persuasion"})
    community.database("room")["books"].update_one({"_id": "a"}, {"$set": {"title": "Nonsense"}})
    ReadingRoom.faults["a"] = RuntimeError("not yet")
    rebuilt(community)
    community.eventually(lambda: host.failures.counts["retried"])
    ReadingRoom.faults.clear()
    community.eventually(lambda: copies(community) == {"a": "Persuasion"})


def test_what_is_told_again_causes_no_effect_once_more(community: Community, library: Host) -> None:
    store_books(community, 3)
    community.start(ReadingRoom)
    keep(community, "new", "News")
    news = community.database("room")["news"]
    community.eventually(lambda: news.count_documents({}) == 1)
    filled(community, fill(community, "room.news.v1", types=["book.added"])["fill_id"])
    community.settled()
    assert news.count_documents({}) == 1
    assert community.database("room")["bus_parked"].count_documents({}) == 0


def test_an_owner_that_is_killed_in_the_midst_of_a_fill_goes_on_when_it_is_back(community: Community) -> None:
    community.declare(Library)
    store_books(community, 4000)
    with nameko_hosted(community, "tests.integration.bus.library:Library", free_port()) as owner:
        community.start(ReadingRoom)
        community.eventually(lambda: copies(community), 30)
        owner.kill()
        owner.wait()
    assert len(copies(community)) < 4000
    community.start(Library)
    community.eventually(lambda: len(copies(community)) == 4000, 40)
    assert copies(community) == originals(community)


def test_a_fill_whose_leader_dies_is_finished_by_the_next_from_where_it_was(
    community: Community, library: Host, newcomer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filling, "PAGE", 10)
    monkeypatch.setattr(filling, "LONGEST_QUEUE", 25)
    store_books(community, 100)
    fill_id = fill(community, newcomer)["fill_id"]
    community.eventually(lambda: state_of(community, fill_id)["sent"] == 30)
    library.stop()
    community.start(Library)
    told = drained(community, newcomer, until=lambda: state_of(community, fill_id)["state"] == "done")
    assert sorted(message["book_id"] for message in told) == [f"b{n:05}" for n in range(100)]


def drained(community: Community, queue: str, until: Callable[[], bool]) -> list[dict[str, Any]]:
    """Take everything out of a queue until the condition holds and nothing is left."""
    told = []
    with kombu.Connection(community.amqp_uri) as connection:
        channel = connection.default_channel
        while True:
            ended = until()
            while message := channel.basic_get(queue, no_ack=True):
                told.append(json.loads(message.body))
            if ended:
                return told


def test_a_newcomer_gets_public_states_alone_unless_the_operator_says_otherwise(
    community: Community, library: Host, newcomer: str
) -> None:
    keep(community, "a", "Persuasion")
    assert fill(community, newcomer)["types"] == ["book.renamed"]
    with pytest.raises(Refused, match="private_types"):
        fill(community, newcomer, types=["loan.begun"])
    row = filled(community, fill(community, newcomer, types=["loan.begun"], private=True)["fill_id"])
    assert row["sent"] == 1


def test_the_same_id_asked_again_is_the_same_fill(community: Community, library: Host, newcomer: str) -> None:
    keep(community, "a", "Persuasion")
    fill_id = new_id()
    for _ in range(2):
        fill(community, newcomer, fill_id=fill_id)
        filled(community, fill_id)
    assert len(drained(community, newcomer, until=lambda: True)) == 1


def test_what_cannot_be_filled_is_refused_with_the_reason(community: Community, library: Host, newcomer: str) -> None:
    with pytest.raises(NotFound, match="queue_unknown"):
        fill(community, "nowhere")
    with pytest.raises(Invalid, match="type_not_told"):
        fill(community, newcomer, types=["book.removed"])
    with pytest.raises(Refused, match="not_your_queue"):
        fill(community, newcomer, by="matching")
    with pytest.raises(Refused, match="operators_only"):
        community.call("library", "bus_fill", {"queue": newcomer}, actor=community.person("p"))
    with pytest.raises(Refused, match="operators_only"):
        community.call("library", "bus_fills", {}, actor=community.service("matching"))


def test_a_queue_of_one_connection_alone_cannot_be_filled(community: Community, library: Host) -> None:
    with kombu.Connection(community.amqp_uri) as connection:
        connection.default_channel.queue_declare("newcomer.own", exclusive=True)
        with pytest.raises(NotFound, match="queue_unknown"):
            fill(community, "newcomer.own")


def test_fills_are_listed_in_pages_the_newest_first(community: Community, library: Host, newcomer: str) -> None:
    asked = [fill(community, newcomer)["fill_id"] for _ in range(3)]
    listed, page = [], {"next": ""}
    while page["next"] is not None:
        request = {"limit": 2, "after": page["next"]}
        page = community.call("library", "bus_fills", request, actor=community.service("ops"))
        listed += [item["fill_id"] for item in page["items"]]
    assert listed == sorted(asked, reverse=True)
    with pytest.raises(NotFound, match="fill_unknown"):
        state_of(community, "none")


def test_only_a_projection_can_be_rebuilt(community: Community, library: Host) -> None:
    community.start(ReadingRoom)
    with pytest.raises(NotFound, match="projection_unknown"):
        community.call("room", "bus_rebuild", {"queue": "room.news.v1"}, actor=community.service("ops"))


def test_a_fill_is_given_up_when_nobody_reads_its_queue_for_long(
    community: Community, library: Host, newcomer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filling, "PAGE", 10)
    monkeypatch.setattr(filling, "LONGEST_QUEUE", 15)
    store_books(community, 100)
    fill_id = fill(community, newcomer)["fill_id"]
    community.eventually(lambda: state_of(community, fill_id)["sent"] == 20)
    monkeypatch.setattr(filling, "PATIENCE", timedelta(0))
    community.eventually(lambda: state_of(community, fill_id)["error"] == "queue_not_read")


def test_fills_that_wait_keep_no_other_back(
    community: Community, library: Host, newcomer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filling, "PAGE", 10)
    monkeypatch.setattr(filling, "LONGEST_QUEUE", 15)
    monkeypatch.setattr(filling, "_AT_ONCE", 2)
    store_books(community, 100)
    waiting = [fill(community, newcomer)["fill_id"] for _ in range(2)]
    community.start(ReadingRoom)
    community.eventually(lambda: len(copies(community)) == 100, 20)
    assert {state_of(community, fill_id)["state"] for fill_id in waiting} == {"open"}


def test_a_queue_that_takes_no_more_keeps_no_other_fill_back(
    community: Community, library: Host, full: str, newcomer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    store_books(community, 30)
    refused = fill(community, full)["fill_id"]
    assert filled(community, fill(community, newcomer)["fill_id"])["sent"] == 30
    assert state_of(community, refused)["state"] == "open"
    monkeypatch.setattr(filling, "PATIENCE", timedelta(0))
    community.eventually(lambda: state_of(community, refused)["error"] == "queue_not_read")


def test_a_state_that_cannot_be_told_ends_its_fill_and_no_other(
    community: Community, library: Host, newcomer: str
) -> None:
    community.database("library")["books"].insert_one({"_id": "a", "title": 7, "sequence": 1})
    broken = fill(community, newcomer)["fill_id"]
    community.eventually(lambda: state_of(community, broken)["error"] == "internal")
    sound = fill(community, newcomer, types=["loan.begun"], private=True)["fill_id"]
    assert filled(community, sound)["sent"] == 1


def test_a_queue_that_goes_away_ends_its_fill_and_no_other(
    community: Community, library: Host, newcomer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filling, "PAGE", 10)
    monkeypatch.setattr(filling, "LONGEST_QUEUE", 15)
    store_books(community, 100)
    fill_id = fill(community, newcomer)["fill_id"]
    community.eventually(lambda: state_of(community, fill_id)["sent"] == 20)
    community.start(ReadingRoom)
    with kombu.Connection(community.amqp_uri) as connection:
        connection.default_channel.queue_delete(newcomer)
    community.eventually(lambda: state_of(community, fill_id)["error"] == "queue_unknown")
    community.eventually(lambda: len(copies(community)) == 100, 20)
