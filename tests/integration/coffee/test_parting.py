"""Somebody leaves, blocks, cannot, or is erased after the draw: who is left is told at once, and may meet another."""

from datetime import timedelta

import pytest

from bus.errors import Conflict
from bus.times import utc_now
from services.matching.model.round import london_day
from services.matching.schemas import BlocksChanged, MemberLeft, PersonErased
from tests.integration.coffee.asking import SAID, Coffee


def is_alone(coffee: Coffee, who: str) -> bool:
    mine = coffee.ask(who, "get_my_coffee")
    return mine["pairs"] == [] and [each["has_asked"] for each in mine["waits"]] == [False]


def test_who_cannot_says_so_and_the_other_is_told_at_once_without_a_reason(coffee: Coffee) -> None:
    ana, ben = coffee.enrolled("Ana", "Ben")
    coffee.drawn()
    coffee.ask(ana, "answer_meeting", pair_id=coffee.pair_of(ana)["pair_id"], answer="will_not")
    assert coffee.told_to(ben) == ["coffee.matched", "coffee.partner_left"]
    assert coffee.told("coffee.partner_left")[0]["others"] == []
    assert is_alone(coffee, ben)
    assert coffee.ask(ana, "get_my_coffee")["waits"] == []


@pytest.mark.parametrize("how", ["leaves the trials", "leaves the community", "is blocked", "is erased"])
def test_however_somebody_goes_the_other_is_told_the_same(coffee: Coffee, how: str) -> None:
    ana, ben = coffee.enrolled("Ana", "Ben")
    coffee.drawn()
    if how == "leaves the trials":
        coffee.ask(ana, "leave_coffee")
    elif how == "leaves the community":
        coffee.community.publish(MemberLeft, {"member_id": ana}, sequence=2)
    elif how == "is blocked":
        coffee.community.publish(BlocksChanged, {"person_id": ana, "blocked_ids": [ben]})
    else:
        coffee.community.publish(PersonErased, {"person_id": ana}, sequence=2)
    coffee.community.eventually(lambda: "coffee.partner_left" in coffee.told_to(ben))
    assert is_alone(coffee, ben)
    [told] = coffee.told("coffee.partner_left")
    assert set(told) == {"type", "pair_id", "round_id", "person_id", "name", "others"}
    assert (told["name"], told["others"]) == ("Ben", [])


def test_who_leaves_after_they_met_takes_nothing_from_the_other(coffee: Coffee) -> None:
    ana, ben = coffee.enrolled("Ana", "Ben")
    coffee.drawn()
    pair_id = coffee.pair_of(ana)["pair_id"]
    coffee.ask(ana, "answer_meeting", pair_id=pair_id, answer="met")
    coffee.ask(ana, "leave_coffee")
    assert coffee.told_to(ben) == ["coffee.matched", "coffee.survey_due"]
    assert coffee.ask(ben, "get_my_coffee")["waits"] == []
    assert coffee.ask(ben, "answer_survey", pair_id=pair_id, **SAID)["words"] == SAID["words"]


def test_two_who_lost_their_coffees_meet_each_other(coffee: Coffee) -> None:
    coffee.enrolled("Ana", "Ben", "Cem", "Dee")
    round_id = coffee.drawn()
    first, second = (sorted(each) for each in coffee.pairs(round_id))
    for leaving in (first[0], second[0]):
        coffee.ask(leaving, "leave_coffee")
    assert coffee.ask(first[1], "ask_for_another", round_id=round_id)["pair_id"] is None
    answer = coffee.ask(second[1], "ask_for_another", round_id=round_id)
    assert coffee.pairs(round_id) == [{first[1], second[1]}]
    assert coffee.pair_of(first[1])["pair_id"] == answer["pair_id"]
    assert coffee.told_to(first[1]) == ["coffee.matched", "coffee.partner_left", "coffee.matched"]
    assert coffee.ask(first[1], "get_my_coffee")["waits"] == []
    with pytest.raises(Conflict, match="not_waiting"):
        coffee.ask(first[1], "ask_for_another", round_id=round_id)


def test_who_pauses_waits_for_nobody_any_more(coffee: Coffee) -> None:
    coffee.enrolled("Ana", "Ben", "Cem", "Dee")
    round_id = coffee.drawn()
    first, second = (sorted(each) for each in coffee.pairs(round_id))
    for leaving in (first[0], second[0]):
        coffee.ask(leaving, "leave_coffee")
    coffee.ask(first[1], "ask_for_another", round_id=round_id)
    coffee.ask(first[1], "pause_enrolment", until=(london_day(utc_now()) + timedelta(days=30)).isoformat())
    assert coffee.ask(second[1], "ask_for_another", round_id=round_id)["pair_id"] is None
    assert coffee.ask(first[1], "get_my_coffee")["waits"] == []


def test_where_nobody_waits_a_pair_becomes_a_trio(coffee: Coffee) -> None:
    coffee.enrolled("Ana", "Ben", "Cem", "Dee")
    round_id = coffee.drawn()
    first, second = (sorted(each) for each in coffee.pairs(round_id))
    coffee.ask(first[0], "leave_coffee")
    coffee.ask(first[1], "ask_for_another", round_id=round_id)
    assert coffee.pairs(round_id) == [{first[1], *second}]
    joined = [each for each in coffee.told("coffee.matched") if len(each["others"]) == 2]
    assert {each["person_id"]: each["joins"] for each in joined} == {first[1]: False, second[0]: True, second[1]: True}
    coffee.ask(second[0], "leave_coffee")
    assert coffee.pairs(round_id) == [{first[1], second[1]}]
    left = [each for each in coffee.told("coffee.partner_left") if each["others"]]
    assert {each["person_id"]: each["others"][0]["person_id"] for each in left} == {
        first[1]: second[1],
        second[1]: first[1],
    }


def test_nobody_is_offered_whom_they_met_or_would_rather_not_meet(coffee: Coffee) -> None:
    ana, ben = coffee.enrolled("Ana", "Ben")
    coffee.drawn()
    round_id = coffee.drawn()
    coffee.community.publish(BlocksChanged, {"person_id": ana, "blocked_ids": [ben]})
    coffee.community.eventually(lambda: "coffee.partner_left" in coffee.told_to(ben))
    for who in (ana, ben):
        assert coffee.ask(who, "ask_for_another", round_id=round_id)["pair_id"] is None


def test_who_is_blocked_before_the_draw_is_not_drawn_with(coffee: Coffee) -> None:
    ana, ben = coffee.enrolled("Ana", "Ben")
    coffee.community.publish(BlocksChanged, {"person_id": ben, "blocked_ids": [ana]})
    coffee.community.eventually(lambda: coffee.db.blocks.find_one({"_id": ben}))
    assert coffee.pairs(coffee.drawn()) == []


def test_nothing_is_left_of_who_is_erased(coffee: Coffee) -> None:
    ana, ben, cem = coffee.enrolled("Ana", "Ben", "Cem")
    round_id = coffee.drawn()
    pair_id = coffee.pair_of(ana)["pair_id"]
    coffee.ask(ana, "avoid_person", person_id=ben)
    coffee.ask(cem, "avoid_person", person_id=ana)
    coffee.ask(ana, "show_titles", pair_id=pair_id)
    for who in (ana, ben):
        coffee.ask(who, "answer_survey", pair_id=pair_id, **SAID)
    coffee.community.publish(BlocksChanged, {"person_id": ben, "blocked_ids": [ana]})
    coffee.community.publish(PersonErased, {"person_id": ana}, sequence=2)
    names = [name for name in coffee.db.list_collection_names() if not name.startswith("bus_")]
    coffee.community.eventually(
        lambda: not any(ana in str(document) for name in names for document in coffee.db[name].find())
    )
    assert coffee.ask("ops", "replay_round", round_id=round_id)["same"] is None
    assert coffee.ask("ops", "get_round", round_id=round_id)["figures"]["answers"] == 1
