"""Members connect because both want to; nobody is pressed, and nobody reads what is between others (31, 32)."""

from __future__ import annotations

from typing import Any

import pytest

from bus.errors import Conflict, NotFound, Refused
from tests.integration.directory.asking import Directory
from tests.integration.directory.test_races import outcomes


def ask(directory: Directory, by: str, other: str, **more: Any) -> dict[str, Any]:
    return directory.ask(by, "ask_to_connect", person_id=other, **{"source": "directory", **more})


def move(directory: Directory, who: str, verb: str, connection: dict[str, Any]) -> dict[str, Any]:
    return directory.ask(who, f"{verb}_connection", connection_id=connection["connection_id"])


def connected(directory: Directory, one: str, other: str) -> dict[str, Any]:
    return move(directory, other, "accept", ask(directory, one, other))


def names(directory: Directory, who: str, show: str = "connected") -> list[str]:
    return [each["person"]["name"] for each in directory.ask(who, "list_connections", show=show)["items"]]


def standing(directory: Directory, who: str, other: str) -> tuple[str, str | None]:
    seen = directory.ask(who, "get_connection", person_id=other)
    return seen["standing"], seen["refusal"]


@pytest.fixture
def ana(directory: Directory) -> str:
    return directory.member("ana")


@pytest.fixture
def bea(directory: Directory) -> str:
    return directory.member("bea", visibility="members")


def test_one_asks_the_other_accepts_and_both_see_each_other(directory, ana, bea):
    asked = ask(directory, ana, bea, message="Shall we compare notes?", source="meeting")
    assert (names(directory, ana, "sent"), names(directory, bea, "received")) == (["bea"], ["ana"])
    seen = directory.ask(bea, "list_connections", show="received")["items"][0]
    assert (seen["message"], seen["source"], seen["standing"]) == ("Shall we compare notes?", "meeting", "received")
    assert move(directory, bea, "accept", asked)["standing"] == "connected"
    assert (names(directory, ana), names(directory, bea)) == (["bea"], ["ana"])
    assert names(directory, ana, "sent") == names(directory, bea, "received") == []
    requested, made = directory.told("connection.requested", "connection.made")
    assert (requested["person_id"], requested["asker_person_id"], requested["message"]) == (bea, ana, seen["message"])
    assert (made["person_id"], made["other_person_id"], made["introducer_person_id"]) == (ana, bea, None)


def test_accepting_twice_is_accepting_once(directory, ana, bea):
    asked = ask(directory, ana, bea)
    accepted = [move(directory, bea, "accept", asked) for _ in range(2)]
    assert [each["standing"] for each in accepted] == ["connected", "connected"]
    assert len(directory.told("connection.made")) == 1
    with pytest.raises(Conflict, match="already_connected"):
        ask(directory, ana, bea)


def test_two_who_ask_each_other_at_once_are_connected(directory, ana, bea):
    both = [
        directory.start(one, "ask_to_connect", person_id=other, source="coffee")
        for one, other in ((ana, bea), (bea, ana))
    ]
    assert outcomes(*both) == {"done": 2}
    assert (names(directory, ana), names(directory, bea)) == (["bea"], ["ana"])
    assert (len(directory.told("connection.requested")), len(directory.told("connection.made"))) == (1, 1)


def test_one_who_asks_many_times_at_once_asked_once(directory, ana, bea):
    asked = [directory.start(ana, "ask_to_connect", person_id=bea, source="directory") for _ in range(5)]
    assert outcomes(*asked) == {"done": 1, "already_asked": 4}
    assert len(directory.told("connection.requested")) == 1


def test_accepting_while_it_is_taken_back_ends_one_way(directory, ana, bea):
    asked = ask(directory, ana, bea)
    key = {"connection_id": asked["connection_id"]}
    ended = outcomes(
        directory.start(bea, "accept_connection", **key), directory.start(ana, "withdraw_connection", **key)
    )
    assert ended == {"done": 1, "no_request": 1}
    assert len(names(directory, ana)) == len(directory.told("connection.made"))


def test_ten_requests_may_wait_and_no_eleventh_even_at_once(directory, ana):
    others = [directory.member(f"bea{number}") for number in range(12)]
    asked = [directory.start(ana, "ask_to_connect", person_id=other, source="directory") for other in others]
    assert outcomes(*asked) == {"done": 10, "too_many_requests": 2}
    refused = next(other for other in others if standing(directory, ana, other)[0] == "none")
    assert standing(directory, ana, refused) == ("none", "too_many_requests")
    waiting = directory.ask(ana, "list_connections", show="sent")["items"][0]
    move(directory, ana, "withdraw", waiting)
    assert ask(directory, ana, refused)["standing"] == "sent"


def test_who_has_ten_requests_open_still_answers_those_of_others(directory, ana, bea):
    for number in range(10):
        ask(directory, ana, directory.member(f"cai{number}"))
    ask(directory, bea, ana)
    assert ask(directory, ana, bea)["standing"] == "connected"


def test_who_is_declined_is_not_told_and_cannot_ask_for_half_a_year(directory, ana, bea):
    asked = ask(directory, ana, bea, message="Shall we?")
    assert move(directory, bea, "decline", asked)["standing"] == "none"
    assert (names(directory, ana, "sent"), standing(directory, ana, bea)) == (["bea"], ("sent", None))
    assert names(directory, bea, "received") == []
    assert directory.told("connection.made") == []
    move(directory, ana, "withdraw", asked)
    with pytest.raises(Conflict, match="asked_lately") as refused:
        ask(directory, ana, bea)
    assert refused.value.data["again_at"] == directory.ask(ana, "get_connection", person_id=bea)["again_at"]
    assert ask(directory, bea, ana)["standing"] == "sent"


def test_parting_is_told_to_nobody_and_seen_by_both(directory, ana, bea):
    made = connected(directory, ana, bea)
    before = directory.db.bus_outbox.count_documents({})
    move(directory, bea, "end", made)
    assert names(directory, ana) == names(directory, bea) == []
    assert directory.db.bus_outbox.count_documents({}) == before


def test_who_is_blocked_reads_that_no_requests_are_taken(directory, ana, bea):
    made = connected(directory, ana, bea)
    directory.ask(bea, "block_person", person_id=ana)
    assert names(directory, ana) == names(directory, bea) == []
    assert standing(directory, ana, bea) == ("none", "takes_no_requests")
    with pytest.raises(Conflict, match="takes_no_requests"):
        ask(directory, ana, bea)
    assert standing(directory, bea, ana) == ("none", "blocked_by_you")
    with pytest.raises(Conflict, match="blocked_by_you"):
        ask(directory, bea, ana)
    with pytest.raises(Conflict, match="no_request"):
        move(directory, bea, "decline", made)


def test_who_takes_no_requests_answers_the_same_as_who_blocks(directory, ana, bea):
    assert directory.ask(bea, "choose_requests", takes_requests=False) == {"takes_requests": False}
    assert standing(directory, ana, bea) == ("none", "takes_no_requests")
    with pytest.raises(Conflict, match="takes_no_requests"):
        ask(directory, ana, bea)
    assert ask(directory, bea, ana)["standing"] == "sent"
    assert ask(directory, ana, bea)["standing"] == "connected"
    assert directory.ask(bea, "list_blocked")["takes_requests"] is False


def test_blocking_in_the_middle_leaves_the_request_unanswered_for_who_asked(directory, ana, bea):
    asked = ask(directory, ana, bea)
    directory.ask(bea, "block_person", person_id=ana)
    assert standing(directory, ana, bea)[0] == "sent"
    with pytest.raises(Conflict, match="no_request"):
        move(directory, bea, "accept", asked)


def test_blocking_while_being_asked_ends_with_nothing_to_answer(directory, ana, bea):
    ended = outcomes(
        directory.start(ana, "ask_to_connect", person_id=bea, source="directory"),
        directory.start(bea, "block_person", person_id=ana),
    )
    assert ended["done"] >= 1
    assert names(directory, bea, "received") == []


def test_lists_go_on_page_by_page_the_latest_first(directory, ana):
    for number in range(5):
        connected(directory, ana, directory.member(f"bea{number}"))
    first = directory.ask(ana, "list_connections", show="connected", limit=3)
    rest = directory.ask(ana, "list_connections", show="connected", limit=3, after=first["next"])
    found = [each["person"]["name"] for each in first["items"] + rest["items"]]
    assert (found, rest["next"]) == ([f"bea{number}" for number in (4, 3, 2, 1, 0)], None)


def test_what_the_other_hides_stays_hidden(directory, ana, bea):
    directory.ask(bea, "update_profile", version=2, shown_to={"organisation": "nobody"})
    connected(directory, ana, bea)
    card = directory.ask(ana, "list_connections", show="connected")["items"][0]["person"]
    assert (card["name"], card["organisation"]) == ("bea", "")


def test_who_leaves_vanishes_from_every_list_and_comes_back_to_none(directory, ana, bea):
    cai = directory.member("cai")
    connected(directory, ana, bea)
    ask(directory, bea, cai, message="Do you remember me?")
    directory.ask(bea, "leave_community", version=2)
    assert names(directory, ana) == names(directory, cai, "received") == []
    with pytest.raises(NotFound, match="no_member"):
        directory.ask(ana, "get_connection", person_id=bea)
    assert directory.db.connections.count_documents({"$or": [{"state": "connected"}, {"message": {"$gt": ""}}]}) == 0


def test_asking_while_the_other_leaves_ends_with_nothing_between_them(directory, ana, bea):
    outcomes(
        directory.start(ana, "ask_to_connect", person_id=bea, source="directory"),
        directory.start(bea, "leave_community", version=2),
    )
    assert names(directory, ana, "sent") == []
    assert directory.db.connections.count_documents({"state": "requested"}) == 0


def test_only_members_connect_and_only_with_members(directory, ana):
    applicant = directory.person("bea")
    for who, error in (("nobody", Refused), ("ops", Refused), (applicant, NotFound)):
        with pytest.raises(error):
            ask(directory, who, ana)
        with pytest.raises(error):
            directory.ask(who, "list_connections", show="connected")
        with pytest.raises(error):
            directory.ask(who, "get_connection", person_id=ana)
    with pytest.raises(NotFound, match="no_member"):
        ask(directory, ana, applicant)
    with pytest.raises(Conflict, match="not_yourself"):
        ask(directory, ana, ana)


def test_nobody_moves_what_is_between_others(directory, ana, bea):
    asked, cai = ask(directory, ana, bea), directory.member("cai")
    for verb in ("accept", "decline", "withdraw", "end"):
        with pytest.raises(NotFound, match="no_connection"):
            move(directory, cai, verb, asked)
    with pytest.raises(NotFound, match="no_connection"):
        directory.ask(cai, "report_connection", connection_id=asked["connection_id"], fault="unkind")


def test_what_was_done_is_on_record_in_ids_alone(directory, ana, bea):
    made = connected(directory, ana, bea)
    move(directory, ana, "end", made)
    rows = directory.db.audit.find({"thing_id": made["connection_id"]}).sort("number", 1)
    assert [(row["action"], row["actor_id"]) for row in rows] == [
        ("connection.asked", ana),
        ("connection.accepted", bea),
        ("connection.ended", ana),
    ]


def test_taking_back_a_request_that_was_declined_is_on_record_as_that(directory, ana, bea):
    asked = ask(directory, ana, bea)
    move(directory, bea, "decline", asked)
    move(directory, ana, "withdraw", asked)
    rows = directory.db.audit.find({"thing_id": asked["connection_id"]}).sort("number", 1)
    assert [(row["action"], row["actor_id"]) for row in rows] == [
        ("connection.asked", ana),
        ("connection.declined", bea),
        ("connection.withdrawn", ana),
    ]


def test_nothing_is_left_of_what_an_erased_member_and_others_wrote_to_each_other(directory, ana, bea):
    cai = directory.member("cai")
    ask(directory, ana, bea, message="I am Ana and lonely.")
    ask(directory, cai, ana, message="Dear Ana of Swansea.")
    directory.ask("ops", "erase_person", person_id=ana)
    assert names(directory, bea, "received") == names(directory, cai, "sent") == []
    assert directory.db.connections.count_documents({"message": {"$gt": ""}}) == 0
    assert directory.db.connections.count_documents({"state": "withdrawn"}) == 2
