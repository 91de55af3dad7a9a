"""A member brings two of their connections together; nobody learns who said no (clause 40)."""

from __future__ import annotations

import pytest

from bus.errors import Conflict, Invalid, NotFound
from services.directory.model import MOST_INTRODUCTIONS
from tests.integration.directory.test_connections import ask, connected, names
from tests.integration.directory.test_races import outcomes


@pytest.fixture
def three(directory):
    """Let Cai know Ana and Bea, who do not know each other."""
    ana, bea, cai = (directory.member(name) for name in ("ana", "bea", "cai"))
    connected(directory, cai, ana)
    connected(directory, cai, bea)
    return ana, bea, cai


def introduce(directory, by, one, other, words="You both count falls."):
    return directory.ask(by, "introduce_people", person_id=one, other_person_id=other, words=words)["introduction_id"]


def answer(directory, who, introduction_id, verb="agree_to"):
    return directory.ask(who, f"{verb}_introduction", introduction_id=introduction_id)


def waiting(directory, who):
    return directory.ask(who, "list_introductions")["items"]


def test_both_agree_and_are_connected_by_who_introduced_them(directory, three):
    ana, bea, cai = three
    introduction = introduce(directory, cai, ana, bea)
    seen = waiting(directory, ana)[0]
    assert (seen["person"]["name"], seen["introduced_by"]["name"], seen["words"]) == (
        "bea",
        "cai",
        "You both count falls.",
    )
    assert answer(directory, ana, introduction) == {"introduction_id": introduction, "is_connected": False}
    assert (waiting(directory, ana), names(directory, ana)) == ([], ["cai"])
    assert answer(directory, bea, introduction)["is_connected"]
    assert names(directory, ana) == ["bea", "cai"]
    made = directory.told("connection.made")[-1]
    assert (made["person_id"], made["other_person_id"], made["introducer_person_id"]) == (ana, bea, cai)
    told = directory.told("connection.introduced")[0]
    assert {told["person_id"], told["other_person_id"]} == {ana, bea}
    listed = directory.ask(bea, "list_connections", show="connected")["items"][0]
    assert listed["introduced_by"] == {"person_id": cai, "name": "cai"}


def test_two_who_agree_at_once_are_connected_once(directory, three):
    ana, bea, cai = three
    introduction = introduce(directory, cai, ana, bea)
    agreed = [directory.start(who, "agree_to_introduction", introduction_id=introduction) for who in (ana, bea)]
    assert outcomes(*agreed) == {"done": 2}
    assert names(directory, ana) == ["bea", "cai"]
    assert len(directory.told("connection.made")) == 3


@pytest.mark.parametrize("verb", ["agree_to", "decline"])
def test_one_no_is_told_to_nobody_who_answers_later(directory, three, verb):
    ana, bea, cai = three
    introduction = introduce(directory, cai, ana, bea)
    before = directory.db.bus_outbox.count_documents({})
    answer(directory, ana, introduction, "decline")
    assert waiting(directory, ana) == []
    assert [each["introduction_id"] for each in waiting(directory, bea)] == [introduction]
    with pytest.raises(Conflict, match="not_introduced"):
        answer(directory, ana, introduction)
    assert answer(directory, bea, introduction, verb) == {"introduction_id": introduction, "is_connected": False}
    assert (waiting(directory, bea), names(directory, bea)) == ([], ["cai"])
    assert directory.db.bus_outbox.count_documents({}) == before
    assert directory.db.introductions.count_documents({"words": {"$gt": ""}}) == 0


def test_a_no_after_a_yes_ends_it_and_is_told_to_nobody(directory, three):
    ana, bea, cai = three
    introduction = introduce(directory, cai, ana, bea)
    answer(directory, ana, introduction)
    before = directory.db.bus_outbox.count_documents({})
    answer(directory, bea, introduction, "decline")
    assert waiting(directory, ana) == waiting(directory, bea) == []
    assert directory.db.bus_outbox.count_documents({}) == before


def test_who_introduces_never_learns_why_it_is_not_possible(directory, three):
    ana, bea, cai = three
    directory.ask(ana, "block_person", person_id=bea)
    with pytest.raises(Conflict, match="cannot_be_introduced"):
        introduce(directory, cai, ana, bea)
    directory.ask(ana, "unblock_person", person_id=bea)
    directory.ask(bea, "choose_requests", takes_requests=False)
    with pytest.raises(Conflict, match="cannot_be_introduced"):
        introduce(directory, cai, bea, ana)
    directory.ask(bea, "choose_requests", takes_requests=True)
    introduce(directory, cai, ana, bea)
    with pytest.raises(Conflict, match="cannot_be_introduced"):
        introduce(directory, cai, ana, bea)
    connected(directory, ana, bea)
    assert waiting(directory, ana) == []
    with pytest.raises(Conflict, match="cannot_be_introduced"):
        introduce(directory, cai, ana, bea)


def test_blocking_ends_an_introduction_that_waits(directory, three):
    ana, bea, cai = three
    introduction = introduce(directory, cai, ana, bea)
    directory.ask(ana, "block_person", person_id=bea)
    with pytest.raises(Conflict, match="not_introduced"):
        answer(directory, bea, introduction)


@pytest.mark.parametrize("agreed_before", [False, True])
def test_blocking_who_introduced_ends_what_they_wrote(directory, three, agreed_before):
    ana, bea, cai = three
    introduction = introduce(directory, cai, ana, bea)
    if agreed_before:
        answer(directory, ana, introduction)
    directory.ask(ana, "block_person", person_id=cai)
    assert waiting(directory, ana) == waiting(directory, bea) == []
    for who in (ana, bea):
        with pytest.raises(Conflict, match="not_introduced"):
            answer(directory, who, introduction)
    assert directory.db.introductions.count_documents({"words": {"$gt": ""}}) == 0


def test_who_introduced_two_and_blocks_one_ends_it_too(directory, three):
    ana, bea, cai = three
    introduce(directory, cai, ana, bea)
    directory.ask(cai, "block_person", person_id=ana)
    assert waiting(directory, ana) == waiting(directory, bea) == []


def test_one_introduces_only_ones_own_connections_with_a_word(directory, three):
    ana, bea, cai = three
    dai = directory.member("dai")
    with pytest.raises(Conflict, match="not_your_connections"):
        introduce(directory, cai, ana, dai)
    with pytest.raises(Conflict, match="not_your_connections"):
        introduce(directory, ana, bea, cai)
    with pytest.raises(Conflict, match="not_yourself"):
        introduce(directory, cai, cai, ana)
    with pytest.raises(Invalid):
        introduce(directory, cai, ana, bea, " ")
    with pytest.raises(NotFound, match="no_introduction"):
        answer(directory, dai, introduce(directory, cai, ana, bea))


def test_ten_introductions_may_wait(directory, three):
    ana, _, cai = three
    others = [directory.member(f"dai{number}") for number in range(MOST_INTRODUCTIONS + 1)]
    for other in others:
        connected(directory, other, cai)
    for other in others[:-1]:
        introduce(directory, cai, ana, other)
    with pytest.raises(Conflict, match="too_many_introductions"):
        introduce(directory, cai, ana, others[-1])


def test_an_introduction_goes_with_any_of_the_three(directory, three):
    ana, bea, cai = three
    introduce(directory, cai, ana, bea, "Ana is from Swansea.")
    directory.ask("ops", "erase_person", person_id=cai)
    assert waiting(directory, ana) == waiting(directory, bea) == []
    assert directory.db.introductions.count_documents({"words": {"$gt": ""}}) == 0


def test_who_asked_before_is_connected_by_an_introduction_too(directory, three):
    ana, bea, cai = three
    ask(directory, ana, bea)
    introduction = introduce(directory, cai, ana, bea)
    for who in (ana, bea):
        answer(directory, who, introduction)
    assert names(directory, bea, "received") == []
    assert names(directory, bea) == ["ana", "cai"]
