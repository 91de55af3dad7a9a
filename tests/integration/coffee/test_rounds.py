"""A round from its opening to its end: who is in it, whom they meet, what they are asked, what they say."""

from datetime import datetime, timedelta

import pytest

from bus.actor import Actor
from bus.errors import Conflict, Invalid, NotFound, Refused
from bus.times import from_text, utc_now
from services.matching import actions, drawing, queries, rounds
from services.matching.model.round import end_of, london_day, next_opening
from tests.integration.coffee.asking import SAID, Coffee


def late(days: int) -> datetime:
    return utc_now() + timedelta(days=days)


def test_nobody_is_drawn_who_did_not_ask_or_who_pauses_or_left(coffee: Coffee) -> None:
    coffee.member("Nobody asked")
    ana, ben, paused, gone = coffee.enrolled("Ana", "Ben", "Paused", "Gone")
    coffee.ask(paused, "pause_enrolment", until=late(30).date().isoformat())
    coffee.ask(gone, "leave_coffee")
    round_id = coffee.drawn()
    assert coffee.pairs(round_id) == [{ana, ben}]
    assert coffee.told_to(paused) == coffee.told_to(gone) == []


def test_who_leaves_out_the_open_round_is_not_in_it_however_late_it_is_drawn(coffee: Coffee) -> None:
    ana, ben, skipping = coffee.enrolled("Ana", "Ben", "Skipping")
    one = coffee.opened()
    round_id, closes_at = str(one["round_id"]), from_text(one["closes_at"])
    mine = coffee.ask(skipping, "skip_next_round")
    assert (mine["state"], mine["paused_until"]) == ("paused", (london_day(closes_at) + timedelta(days=1)).isoformat())
    with coffee.database(closes_at + timedelta(days=3)) as database:
        database.transact(lambda work: actions.freeze(work, round_id, drawing.VERSION, 7))
    coffee.community.eventually(lambda: coffee.round(round_id)["state"] == "announced", timeout_s=30)
    assert coffee.pairs(round_id) == [{ana, ben}]
    assert coffee.told_to(skipping) == []


def test_a_pause_that_is_over_is_shown_as_none(coffee: Coffee) -> None:
    [ana] = coffee.enrolled("Ana")
    now = utc_now()
    with coffee.database(now, coffee_day=0) as database:
        database.transact(lambda work: actions.skip_next_round(work, Actor("person", ana)))
    back, shown = end_of(london_day(now) + timedelta(days=34)), []
    for moment in (back - timedelta(seconds=1), back):
        with coffee.database(moment) as database:
            shown.append(queries.get_my_coffee(database.read(), Actor("person", ana))["enrolment"])
    assert (shown[0]["state"], shown[0]["paused_for"]) == ("paused", "asked")
    assert (shown[1]["state"], shown[1]["paused_until"]) == ("enrolled", None)


def test_a_pair_is_introduced_by_what_they_share_and_differ_in(coffee: Coffee) -> None:
    [ana] = coffee.enrolled("Ana", interests=["virtual-wards"])
    [ben] = coffee.enrolled("Ben", region="wessex", topics=["patient-safety", "virtual-wards"])
    coffee.drawn()
    seen = coffee.pair_of(ana)
    [other] = seen["others"]
    assert (other["person_id"], other["name"], other["role"], other["region"]) == (ben, "Ben", "Ward sister", "wessex")
    assert seen["shared_topics"] == ["patient-safety"]
    assert [each["code"] for each in seen["starters"]] == ["learns", "shared", "region", "lately"]
    assert seen["ways"] == ["call", "in_person"]
    told = next(each for each in coffee.told("coffee.matched") if each["person_id"] == ana)
    assert (told["others"][0]["name"], told["shared_topics"], told["joins"]) == ("Ben", ["patient-safety"], False)
    assert {"pairs", "figures"} & set(coffee.ask("ops", "get_round", round_id=seen["round_id"])) == {"figures"}


def test_titles_are_kept_back_until_both_agree(coffee: Coffee) -> None:
    [ana], ben = coffee.enrolled("Ana"), coffee.member("Ben")
    coffee.ask(ben, "enrol", ways=["call"], keeps_title=True)
    coffee.drawn()
    pair = coffee.pair_of(ana)
    assert (pair["others"][0]["role"], pair["titles_kept_back"]) == ("", True)
    assert {each["others"][0]["role"] for each in coffee.told("coffee.matched")} == {""}
    assert not coffee.ask(ana, "show_titles", pair_id=pair["pair_id"])["all_agreed"]
    assert coffee.pair_of(ben)["others"][0]["role"] == ""
    coffee.ask(ben, "show_titles", pair_id=pair["pair_id"])
    assert coffee.pair_of(ben)["others"][0]["role"] == "Ward sister"


def test_whom_one_would_rather_not_meet_is_never_met_and_stays_ones_secret(coffee: Coffee) -> None:
    ana, ben = coffee.enrolled("Ana", "Ben")
    mine = coffee.ask(ana, "avoid_person", person_id=ben)
    assert mine["avoided"] == [{"person_id": ben, "name": "Ben"}]
    round_id = coffee.drawn()
    assert coffee.pairs(round_id) == []
    assert coffee.told_to(ana) == coffee.told_to(ben) == ["coffee.unmatched"]
    seen = coffee.ask(ben, "get_certificate", round_id=round_id)
    assert seen["certificate"]["exclusions_held"] is True
    assert ana not in str(seen) + str(coffee.ask(ben, "get_my_coffee"))
    assert "excluded" not in seen["certificate"]


def test_in_the_next_round_they_meet_somebody_else(coffee: Coffee) -> None:
    coffee.enrolled("Ana", "Ben", "Cem", "Dee")
    first, second = coffee.drawn(), coffee.drawn()
    met, again = coffee.pairs(first), coffee.pairs(second)
    assert len(met) == len(again) == 2
    assert not [two for two in again if two in met]
    assert coffee.round(second)["certificate"]["repeats"] == 0


def test_the_survey_follows_a_meeting_and_its_benefit_is_told_and_can_be_taken_back(coffee: Coffee) -> None:
    ana, ben = coffee.enrolled("Ana", "Ben")
    round_id = coffee.drawn()
    pair_id = coffee.pair_of(ana)["pair_id"]
    coffee.ask(ana, "answer_meeting", pair_id=pair_id, answer="met")
    coffee.ask(ana, "answer_meeting", pair_id=pair_id, answer="met")
    assert coffee.told_to(ben) == ["coffee.matched", "coffee.survey_due"]
    coffee.ask(ana, "answer_survey", pair_id=pair_id, **SAID)
    coffee.ask(ben, "answer_survey", pair_id=pair_id, **SAID | {"beneficial": False, "new_ideas": False})
    [told] = coffee.told("coffee.benefited")
    assert (told["person_id"], told["with_person_ids"], told["gave"]) == (ana, [ben], ["new_idea"])
    coffee.ask(ana, "answer_survey", pair_id=pair_id, **SAID | {"beneficial": False})
    assert [each["beneficial"] for each in coffee.told("coffee.benefited")] == [True, False]
    assert coffee.pair_of(ben)["survey"]["words"] == SAID["words"]
    seen = coffee.ask("ops", "get_round", round_id=round_id)
    figures = seen["figures"]
    assert {name: figures[name] for name in ("pairs", "met", "answers", "new_ideas", "beneficial")} == {
        "pairs": 1,
        "met": 1,
        "answers": 2,
        "new_ideas": 1,
        "beneficial": 0,
    }
    assert [each["words"] for each in seen["said"]] == [SAID["words"]] * 2
    assert ana not in str(seen)


def test_pairs_are_asked_after_a_week_and_two_and_then_left_in_peace(coffee: Coffee) -> None:
    ana, ben = coffee.enrolled("Ana", "Ben")
    coffee.drawn()
    coffee.run(actions.ask_pairs, late(6))
    assert coffee.told_to(ana) == ["coffee.matched"]
    coffee.run(actions.ask_pairs, late(8))
    coffee.run(actions.ask_pairs, late(9))
    assert coffee.told_to(ana) == coffee.told_to(ben) == ["coffee.matched", "coffee.asked"]
    coffee.ask(ana, "answer_meeting", pair_id=coffee.pair_of(ana)["pair_id"], answer="not_yet")
    coffee.run(actions.ask_pairs, late(15))
    coffee.run(actions.ask_pairs, late(20))
    assert coffee.told_to(ana) == ["coffee.matched", "coffee.asked", "coffee.asked"]


def test_three_rounds_without_a_word_pause_kindly_and_are_told(coffee: Coffee) -> None:
    ana, ben = coffee.enrolled("Ana", "Ben")
    for _ in range(3):
        coffee.drawn()
        coffee.ask(ana, "answer_meeting", pair_id=coffee.pair_of(ana)["pair_id"], answer="not_yet")
        with coffee.database(late(29)) as database:
            while rounds.step(database):
                continue
    assert coffee.told_to(ben)[-1] == "coffee.paused"
    assert "coffee.paused" not in coffee.told_to(ana)
    mine = coffee.ask(ben, "get_my_coffee")["enrolment"]
    assert (mine["state"], mine["paused_for"], mine["paused_until"]) == ("paused", "silence", None)
    assert coffee.ask(ben, "resume_enrolment")["state"] == "enrolled"
    past = coffee.ask(ana, "list_my_pairs", limit=2)
    assert ([each["state"] for each in past["items"]], bool(past["next"])) == (["past", "past"], True)
    assert len(coffee.ask(ana, "list_my_pairs", after=past["next"])["items"]) == 1


def test_who_comes_after_a_round_has_closed_hears_when_the_next_one_is(coffee: Coffee) -> None:
    [early] = coffee.enrolled("Came before there was any round")
    one = coffee.opened()
    ana = coffee.enrolled("Ana", "Ben")[0]
    coffee.drawn(one)
    [late_one] = coffee.enrolled("Late")
    [told] = coffee.told("coffee.awaited")
    assert (told["person_id"], told["name"], told["opens_on"]) == (late_one, "Late", None)
    assert coffee.ask(late_one, "get_my_coffee")["next_opens_on"] is None
    coffee.ask(ana, "leave_coffee")
    with coffee.database(coffee_day=5) as database:
        database.transact(lambda work: actions.enrol(work, Actor("person", ana), ["call"], False))
    [_, told] = coffee.told("coffee.awaited")
    coming = next_opening(london_day(utc_now()), 5, london_day(utc_now()))
    assert (told["person_id"], told["opens_on"]) == (ana, coming.isoformat())
    assert early not in {each["person_id"] for each in coffee.told("coffee.awaited")}


def test_who_skips_between_closing_and_a_late_draw_is_left_out_of_that_one_alone(coffee: Coffee) -> None:
    ana, ben, skipping = coffee.enrolled("Ana", "Ben", "Skipping")
    one = coffee.opened()
    round_id, closes_at = str(one["round_id"]), from_text(one["closes_at"])
    with coffee.database(closes_at + timedelta(days=3), coffee_day=5) as database:
        skipped = database.transact(lambda work: actions.skip_next_round(work, Actor("person", skipping)))
        tomorrow = london_day(closes_at) + timedelta(days=4)
        assert (skipped["state"], skipped["paused_until"]) == ("paused", tomorrow.isoformat())
        database.transact(lambda work: actions.freeze(work, round_id, drawing.VERSION, 7))
    coffee.community.eventually(lambda: coffee.round(round_id)["state"] == "announced", timeout_s=30)
    assert coffee.pairs(round_id) == [{ana, ben}]
    assert coffee.told_to(skipping) == []


def test_who_comes_after_closing_and_skips_is_not_in_the_round_after(coffee: Coffee) -> None:
    [ana], late_one, one = coffee.enrolled("Ana"), coffee.member("Late"), coffee.opened()
    closes_at = from_text(one["closes_at"])
    with coffee.database(closes_at + timedelta(days=1), coffee_day=5) as database:
        database.transact(lambda work: actions.enrol(work, Actor("person", late_one), ["call"], False))
        skips = [
            database.transact(lambda work, who=who: actions.skip_next_round(work, Actor("person", who)))
            for who in (ana, ana, late_one)
        ]
    tomorrow = (london_day(closes_at) + timedelta(days=2)).isoformat()
    opens_on = next_opening(london_day(closes_at), 5, london_day(utc_now()))
    assert [each["paused_until"] for each in skips[:2]] == [tomorrow] * 2
    assert skips[2]["paused_until"] > (opens_on + timedelta(days=7)).isoformat()


def test_who_comes_between_closing_and_a_late_draw_reads_that_they_wait_and_does_wait(coffee: Coffee) -> None:
    ana, ben, gone = coffee.enrolled("Ana", "Ben", "Came back")
    late_one, one = coffee.member("Late"), coffee.opened()
    round_id, closes_at = str(one["round_id"]), from_text(one["closes_at"])
    coffee.ask(gone, "leave_coffee")
    with coffee.database(closes_at - timedelta(milliseconds=1)) as database:
        assert queries.get_my_coffee(database.read(), Actor("person", ana))["round"]["state"] == "open"
    with coffee.database(closes_at) as database:
        for person_id in (late_one, gone):
            database.transact(lambda work, who=person_id: actions.enrol(work, Actor("person", who), ["call"], False))
        assert queries.get_my_coffee(database.read(), Actor("person", late_one))["round"]["state"] == "closed"
    with coffee.database(closes_at + timedelta(days=3)) as database:
        database.transact(lambda work: actions.freeze(work, round_id, drawing.VERSION, 7))
    coffee.community.eventually(lambda: coffee.round(round_id)["state"] == "announced", timeout_s=30)
    assert coffee.pairs(round_id) == [{ana, ben}]
    assert coffee.told_to(late_one) == coffee.told_to(gone) == ["coffee.awaited"]


def test_who_says_that_it_will_not_be_was_not_silent(coffee: Coffee) -> None:
    ana, ben = coffee.enrolled("Ana", "Ben")
    for number in range(4):
        coffee.drawn()
        if number == 2:
            coffee.ask(ben, "answer_meeting", pair_id=coffee.pair_of(ben)["pair_id"], answer="will_not")
        with coffee.database(late(29)) as database:
            while rounds.step(database):
                continue
    assert coffee.told_to(ana)[-1] == "coffee.paused"
    assert "coffee.paused" not in coffee.told_to(ben)


def test_a_certificate_does_not_count_who_meets_nobody(coffee: Coffee) -> None:
    ana, ben, cem = coffee.enrolled("Ana", "Ben", "Cem")
    for other in (ana, ben):
        coffee.ask(cem, "avoid_person", person_id=other)
    seen = coffee.ask(ana, "get_certificate", round_id=coffee.drawn())["certificate"]
    assert (seen["people"], seen["pairs"], seen["trios"]) == (2, 1, 0)
    assert coffee.told_to(cem) == ["coffee.unmatched"]


def test_a_draw_can_be_replayed_and_says_so_when_it_cannot(coffee: Coffee) -> None:
    people = coffee.enrolled(*(f"Person {number}" for number in range(9)))
    round_id = coffee.drawn()
    assert coffee.ask("ops", "replay_round", round_id=round_id)["same"] is True
    coffee.db.draws.update_one({"_id": round_id}, {"$set": {"groups.0": [0, 0]}})
    assert coffee.ask("ops", "replay_round", round_id=round_id)["same"] is False
    coffee.db.draws.update_one({"_id": round_id}, {"$set": {"erased": 1}})
    assert coffee.ask("ops", "replay_round", round_id=round_id)["same"] is None
    with pytest.raises(Refused):
        coffee.ask(people[0], "replay_round", round_id=round_id)


def test_the_month_s_round_opens_by_itself_once(coffee: Coffee) -> None:
    day = utc_now().replace(day=3, hour=12)
    for _ in range(2):
        coffee.run(actions.open_monthly_round, day, coffee_day=2)
    assert coffee.db.rounds.count_documents({}) == 1
    coffee.db.rounds.update_many({}, {"$set": {"state": "over", "is_gathering": False}})
    coffee.run(actions.open_monthly_round, day + timedelta(days=1), coffee_day=2)
    assert coffee.db.rounds.count_documents({}) == 1
    coffee.run(actions.open_monthly_round, day + timedelta(days=32), coffee_day=2)
    assert coffee.db.rounds.count_documents({}) == 2


def test_who_may_do_what(coffee: Coffee) -> None:
    [ana], staff, stranger = coffee.enrolled("Ana"), coffee.staff(), "01890000-0000-7000-8000-0000000000ff"
    with pytest.raises(Refused):
        coffee.ask(ana, "open_round", closes_on=late(3).date().isoformat())
    one = coffee.ask(staff, "open_round", closes_on=late(3).date().isoformat())
    with pytest.raises(Conflict, match="round_is_gathering"):
        coffee.ask(staff, "open_round", closes_on=late(3).date().isoformat())
    with pytest.raises(Refused):
        coffee.ask(ana, "list_rounds")
    with pytest.raises(Conflict, match="version_conflict"):
        coffee.ask(staff, "close_round", round_id=one["round_id"], version=7)
    with pytest.raises(NotFound, match="not_a_member"):
        coffee.ask(stranger, "enrol", ways=["call"])
    with pytest.raises(Invalid):
        coffee.ask(ana, "change_enrolment", ways=[])
    with pytest.raises(NotFound, match="no_round"):
        coffee.ask(stranger, "get_certificate", round_id=one["round_id"])
    coffee.enrolled("Ben")
    coffee.drawn(one)
    with pytest.raises(NotFound, match="no_pair"):
        coffee.ask(stranger, "answer_meeting", pair_id=coffee.pair_of(ana)["pair_id"], answer="met")


def test_whom_one_means_is_found_by_their_whole_name(coffee: Coffee) -> None:
    [ana] = coffee.enrolled("Ana")
    coffee.member("Bo Example", organisation="One")
    coffee.member("bo EXAMPLE", organisation="Two")
    coffee.member("Bo Examples")
    found = coffee.ask(ana, "find_namesakes", name=" bo  example ")["items"]
    assert {each["organisation"] for each in found} == {"One", "Two"}


def test_staff_count_who_is_drawn_and_not_whose_pause_is_over_by_then(coffee: Coffee) -> None:
    ana, ben, cem, gone = coffee.enrolled("Ana", "Ben", "Cem", "Gone")
    today = london_day(utc_now())
    for person_id, days in ((ana, 3), (ben, 30)):
        coffee.ask(person_id, "pause_enrolment", until=(today + timedelta(days=days)).isoformat())
    coffee.ask(gone, "leave_coffee")
    assert coffee.ask("ops", "list_rounds")["enrolled"] == {"enrolled": 1, "paused": 2}
    one = coffee.opened()
    assert coffee.ask("ops", "list_rounds")["enrolled"] == {"enrolled": 2, "paused": 1}
    with coffee.database(from_text(one["closes_at"])) as database:
        database.transact(lambda work: actions.freeze(work, one["round_id"], drawing.VERSION, 7))
    coffee.community.eventually(lambda: coffee.round(one["round_id"])["state"] == "announced", timeout_s=30)
    assert coffee.pairs(one["round_id"]) == [{ana, cem}]
