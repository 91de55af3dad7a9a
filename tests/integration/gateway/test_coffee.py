"""Coffee trials on the pages: join, be drawn, meet, say how it was; also while the directory is away."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from bus.testing import Community
from bus.times import utc_now
from services.gateway.pages import coffee_answers, coffee_rounds
from services.matching.model.round import london_day
from services.matching.service import MatchingService
from tests.integration.gateway.conftest import answer_path
from tests.integration.gateway.test_finding import nominate
from tests.integration.gateway.test_finding import staff as staff_of
from tests.integration.gateway.test_joining import Joining
from tests.integration.gateway.visitor import Visitor

ANA, BEN = "ana@example.org", "ben@example.org"
CALL_OFF = 'value="will_not"'
KEPT = ("enrolments", "rounds", "draws", "pairs", "waiting", "surveys", "blocks")


class Trials(Joining):
    """A site with coffee trials and two members."""

    def __init__(self, community: Community, mailbox: Path) -> None:
        super().__init__(community, mailbox)
        self.start_matching()
        self.people = {
            address: nominate(community, name, address=address)
            for name, address in (("Ana Asks", ANA), ("Ben Brings", BEN))
        }
        self.kept = community.database("matching")
        community.eventually(lambda: self.kept["members"].count_documents({}) == 2)

    def start_matching(self) -> None:
        self.community.start(MatchingService, coffee_day=0)

    def emptied(self) -> None:
        for name in KEPT:
            self.kept[name].delete_many({})

    def drawn(self, office: Visitor) -> str:
        """Let staff open a round and close it; wait until it is announced."""
        office.open("/staff/coffee")
        last = london_day(utc_now()) + timedelta(days=3)
        office.send("/staff/coffee", **day("closes_on", last))
        office.send(office.path, version="1")
        self.community.eventually(lambda: self.kept["rounds"].find_one({"state": "announced"}), timeout_s=30)
        return office.path

    def pair_id(self) -> str:
        return str(self.kept["pairs"].find_one({"state": "live"})["_id"])


KIND_OF_SITE = Trials


def staff(site: Trials) -> Visitor:
    """Return somebody of the staff, once matching knows that they are."""
    office = staff_of(site, "office@example.org")
    site.community.eventually(lambda: site.kept["roles"].find_one({"roles": "staff"}))
    return office


def day(name: str, which: Any) -> dict[str, str]:
    return {f"{name}-{part}": str(getattr(which, part)) for part in ("day", "month", "year")}


@pytest.fixture(autouse=True)
def emptied(site: Trials) -> None:
    site.community.settled()
    site.emptied()


@pytest.fixture
def ana(site: Trials) -> Visitor:
    return joined(site.signed_in(ANA))


@pytest.fixture
def ben(site: Trials) -> Visitor:
    return joined(site.signed_in(BEN))


def joined(visitor: Visitor) -> Visitor:
    visitor.open("/coffee")
    assert "You take part." in visitor.send("/coffee", action="join", ways="call")
    return visitor


def test_two_are_introduced_meet_and_say_how_it_was(site: Trials, ana: Visitor, ben: Visitor) -> None:
    office = staff(site)
    rounds = site.drawn(office)
    page = ana.open("/coffee")
    assert "You meet Ben Brings" in page
    pair = f"/coffee/{site.pair_id()}"
    page = ana.open(pair)
    assert all(words in page for words in ("Your coffee with Ben Brings", BEN, "You both care about", "A video call"))
    [meeting] = Calendar.from_ical(ana.open(f"{pair}/coffee.ics")).events
    assert meeting["summary"] == "Coffee with Ben Brings"
    assert meeting.end - meeting.start == timedelta(minutes=30)
    ana.open(pair)
    ana.send(pair, answer="met")
    assert ana.path == f"{pair}/survey"
    assert "Say whether it leads to working together" in ana.send(
        ana.path, new_ideas="yes", words="She knew <b>how</b>."
    )
    assert ana.answer.status_code == 422
    assert "She knew <b>how</b>." in ana.page
    ana.send(ana.path, new_ideas="yes", collaboration="no", beneficial="yes", words="She knew <b>how</b>.")
    assert "You said that it was worth it." in ana.page
    page = office.open(rounds)
    assert all(words in page for words in ("1 of 1", "New ideas", "How it was drawn"))
    assert "She knew <b>how</b>." in page
    assert "Ana Asks" not in page
    assert "100%" in ben.open(f"/coffee/rounds/{rounds.rpartition('/')[2]}")
    assert "She knew" not in ben.open(pair)


def test_who_cannot_says_so_and_the_other_asks_for_somebody_else(site: Trials, ana: Visitor, ben: Visitor) -> None:
    site.drawn(staff(site))
    pair = f"/coffee/{site.pair_id()}"
    assert "Choose one of the three answers" in _opened(ana, pair).send(pair, answer="perhaps")
    _opened(ana, pair).send(pair, answer="will_not")
    assert "They are told that you cannot make it" in ana.page
    assert "You have no coffee in this round" in ben.open("/coffee")
    round_id = site.kept["rounds"].find_one({})["_id"]
    assert "Nobody is free just now" in ben.send(f"/coffee/rounds/{round_id}/another")


def test_how_i_meet_is_changed_and_a_pause_ends(site: Trials, ana: Visitor) -> None:
    assert "Choose at least one way to meet" in ana.send("/coffee", action="change", keeps_title="yes")
    assert ana.answer.status_code == 422
    ana.open("/coffee")
    assert "Your changes are saved." in ana.send("/coffee", action="change", ways="in_person", keeps_title="yes")
    assert site.kept["enrolments"].find_one({})["ways"] == ["in_person"]
    wrong = {"until-day": "40", "until-month": "1", "until-year": "2027"}
    assert 'value="40"' in ana.send("/coffee/pause", **wrong)
    assert "Enter a day" in ana.page
    assert "Choose a day after today" in ana.send("/coffee/pause", **day("until", london_day(utc_now())))
    ana.open("/coffee")
    ana.send("/coffee/pause", **day("until", london_day(utc_now()) + timedelta(days=40)))
    assert "You are left out until" in ana.page
    assert "You take part again." in ana.send("/coffee/resume")
    ana.open("/coffee/leave")
    assert "You take part no more." in ana.send("/coffee/leave")
    assert "Nobody is in who did not ask." in ana.page


def test_whom_i_would_rather_not_meet_is_found_by_name(site: Trials, ana: Visitor) -> None:
    assert "no member of exactly this name" in ana.open("/coffee/whom-not?name=Nobody")
    assert "Riverside Hospital" in ana.open("/coffee/whom-not?name=ben+brings")
    ana.send("/coffee/whom-not", action="add", person_id=site.people[BEN])
    assert "Ben Brings" in ana.page
    ana.send("/coffee/whom-not", action="remove", person_id=site.people[BEN])
    assert "Your list is empty." in ana.page


def test_who_takes_no_part_is_told_to_take_part_first(site: Trials) -> None:
    ana = site.signed_in(ANA)
    ana.open("/coffee/whom-not?name=ben+brings")
    assert "Take part first." in ana.send("/coffee/whom-not", action="add", person_id=site.people[BEN])


def test_nobody_is_urged_to_write_first_to_whom_they_have_no_address_of(
    site: Trials, ana: Visitor, ben: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.drawn(staff(site))
    pair = f"/coffee/{site.pair_id()}"
    assert "why not you?" in ana.open(pair)
    monkeypatch.setattr(coffee_answers.queries, "find_address", lambda *_: None)
    assert "why not you?" not in ana.open(pair)
    assert "Not known for certain yet." in ana.page


def test_titles_are_kept_back_until_both_agree(site: Trials, ana: Visitor, ben: Visitor) -> None:
    ben.open("/coffee")
    ben.send("/coffee", action="change", ways="call", keeps_title="yes")
    site.drawn(staff(site))
    pair = f"/coffee/{site.pair_id()}"
    assert "Ward sister" not in ana.open(pair)
    assert "It happens once nobody keeps theirs back." in ana.send(f"{pair}/titles")
    ben.open(pair)
    assert "You see each other's job titles now." in ben.send(f"{pair}/titles")
    assert "Ward sister" in ana.open(pair)


def test_the_mails_are_answered_without_signing_in(site: Trials, ana: Visitor, ben: Visitor) -> None:
    site.drawn(staff(site))
    pair_id, round_id = site.pair_id(), site.kept["rounds"].find_one({})["_id"]
    stranger = site.visitor()
    asked = answer_path("coffee_met", site.people[ANA], about={"pair_id": pair_id})
    stranger.open(asked)
    assert "Your answer is kept" in stranger.send(asked, choice="not_yet")
    snoozed = answer_path("coffee_snooze", site.people[ANA], about={"round_id": round_id})
    stranger.open(snoozed)
    assert "You are in again from" in stranger.send(snoozed)
    assert site.kept["enrolments"].find_one({"_id": site.people[ANA]})["state"] == "paused"
    _opened(ben, "/coffee").send("/coffee/leave")
    another = answer_path("coffee_another", site.people[ANA], about={"round_id": round_id})
    stranger.open(another)
    assert "Nobody is free just now." in stranger.send(another)
    of_ben = answer_path("coffee_another", site.people[BEN], about={"round_id": round_id})
    assert "You do not wait for another coffee in this round." in stranger.open(of_ben)
    assert "Find me somebody else" not in stranger.page


def test_who_has_met_cannot_call_it_off_from_the_mail(site: Trials, ana: Visitor, ben: Visitor) -> None:
    site.drawn(staff(site))
    asked = answer_path("coffee_met", site.people[ANA], about={"pair_id": site.pair_id()})
    stranger = site.visitor()
    assert CALL_OFF in stranger.open(asked)
    stranger.send(asked, choice="met")
    assert CALL_OFF not in stranger.open(asked)
    assert "This is settled already" in stranger.send(asked, choice="will_not")
    assert "it cannot be called off any more" in stranger.page
    assert "You answered “Yes, we have met” on" in stranger.page
    assert site.kept["pairs"].find_one({})["state"] == "live"
    assert CALL_OFF not in ben.open(f"/coffee/{site.pair_id()}")


def test_nobody_is_told_from_the_mail_once_the_round_is_over(site: Trials, ana: Visitor, ben: Visitor) -> None:
    site.drawn(staff(site))
    asked = answer_path("coffee_met", site.people[ANA], about={"pair_id": site.pair_id()})
    site.kept["pairs"].update_many({}, {"$set": {"state": "past"}})
    stranger = site.visitor()
    assert CALL_OFF not in stranger.open(asked)
    assert "This round is over." in stranger.send(asked, choice="will_not")
    stranger.open(asked)
    assert "How was it?" in stranger.send(asked, choice="met")


def test_the_mails_page_says_who_it_is_about_to_nobody_but_whom_it_was_written_to(
    site: Trials, ana: Visitor, ben: Visitor
) -> None:
    site.drawn(staff(site))
    about = {"pair_id": site.pair_id()}
    assert "Your coffee with Ben Brings." in site.visitor().open(
        answer_path("coffee_met", site.people[ANA], about=about)
    )
    stranger = nominate(site.community, "Cai Comes", address="cai@example.org")
    site.community.eventually(lambda: site.kept["members"].find_one({"_id": stranger}))
    assert "Ben Brings" not in site.visitor().open(answer_path("coffee_met", stranger, about=about))


def test_the_mails_page_says_at_once_that_the_coffee_was_ended_and_what_was_answered(
    site: Trials, ana: Visitor, ben: Visitor
) -> None:
    site.drawn(staff(site))
    about = {"pair_id": site.pair_id()}
    of_ana, of_ben = (answer_path("coffee_met", site.people[each], about=about) for each in (ANA, BEN))
    stranger = site.visitor()
    stranger.open(of_ana)
    stranger.send(of_ana, choice="will_not")
    assert "They are told that you cannot make it" in stranger.page
    for link in (of_ana, of_ben):
        page = stranger.open(link)
        assert "This is settled already" in page
        assert "somebody could not make it, or left" in page
        assert CALL_OFF not in page
        assert ("You answered “No, and it will not be this time” on" in page) == (link == of_ana)


def test_the_mails_page_names_nobody_while_matching_is_away(site: Trials, ana: Visitor, ben: Visitor) -> None:
    site.drawn(staff(site))
    asked = answer_path("coffee_met", site.people[ANA], about={"pair_id": site.pair_id()})
    site.community.hosts.pop("matching").stop()
    try:
        page = site.visitor().open(asked)
    finally:
        site.start_matching()
    assert "Ben Brings" not in page
    assert all(words in page for words in ("Have you had your coffee?", "Yes, we have met", CALL_OFF))


def test_a_coffee_that_ended_when_one_left_says_so(site: Trials, ana: Visitor, ben: Visitor) -> None:
    site.drawn(staff(site))
    pair = f"/coffee/{site.pair_id()}"
    ana.open("/coffee/leave")
    ana.send("/coffee/leave")
    for path in (pair, f"{pair}/survey", f"{pair}/coffee.ics"):
        assert "This coffee is not yours any more" in ana.open(path)
        assert ana.path == "/coffee"


def test_staff_are_asked_before_a_round_is_closed_and_its_figures_add_up(
    site: Trials, ana: Visitor, ben: Visitor
) -> None:
    office = staff(site)
    office.open("/staff/coffee")
    last = london_day(utc_now()) + timedelta(days=3)
    office.send("/staff/coffee", **day("closes_on", last))
    path = office.path
    assert f"Members can join until the end of {last.day} " in office.page
    assert f"A round is open until the end of {last.day} " in ana.open("/coffee")
    assert "Yes, close and draw it" in office.open(f"{path}/close")
    office.send(path, version="1")
    site.community.eventually(lambda: site.kept["rounds"].find_one({"state": "announced"}), timeout_s=30)
    assert "Nobody has said yet how it was." in office.open(path)
    assert "1 pair or trio in all" in office.page
    assert "1 pair or trio, 0 of them met" in office.open("/staff/coffee")
    ana.open(f"/coffee/{site.pair_id()}")
    ana.send(f"/coffee/{site.pair_id()}", answer="not_yet")
    shown = re.sub(r"<[^>]+>|\s+", " ", office.open(path))
    counts = {label: re.search(rf"{label} +(\d+) of 1", shown) for label in ("Have met", "Have not met yet")}
    assert {label: found and found[1] for label, found in counts.items()} == {"Have met": "0", "Have not met yet": "1"}
    office.open(f"{path}/close")
    assert office.path == path


def test_staff_read_who_has_no_coffee_also_when_nobody_has_one(site: Trials, ana: Visitor) -> None:
    office = staff(site)
    assert "1 person has no coffee." in office.open(site.drawn(office))


def test_a_round_that_has_just_closed_is_listed_as_being_drawn(
    site: Trials, ana: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = staff(site)
    office.open("/staff/coffee")
    office.send("/staff/coffee", **day("closes_on", london_day(utc_now()) + timedelta(days=3)))
    path = office.path
    assert "Being drawn" not in office.open("/staff/coffee")
    monkeypatch.setattr(coffee_rounds, "_is_open", lambda one: False)
    assert "Being drawn" in office.open("/staff/coffee")
    assert "Closed. It is being drawn" in office.open(path)


def test_who_has_met_says_so_in_place_of_not_yet_and_is_asked_how_it_was(
    site: Trials, ana: Visitor, ben: Visitor
) -> None:
    site.drawn(staff(site))
    asked = answer_path("coffee_met", site.people[ANA], about={"pair_id": site.pair_id()})
    stranger = site.visitor()
    for choice, words in (("not_yet", "There is time."), ("met", "How was it?")):
        stranger.open(asked)
        assert words in stranger.send(asked, choice=choice)


def test_staff_open_one_round_at_a_time_and_others_none(site: Trials, ana: Visitor) -> None:
    office = staff(site)
    office.open("/staff/coffee")
    assert "Choose today or a later day" in office.send(
        "/staff/coffee", **day("closes_on", london_day(utc_now()) - timedelta(days=1))
    )
    assert "Enter the last day" in office.send("/staff/coffee", **{"closes_on-day": "x"})
    last = day("closes_on", london_day(utc_now()) + timedelta(days=3))
    office.send("/staff/coffee", **last)
    assert re.search(r"Open\. Members can join until", re.sub(r"\s+", " ", office.page))
    assert "A round is open until" in ana.open("/coffee")
    assert "Open a round now" not in office.open("/staff/coffee")
    ana.open("/staff/coffee")
    assert ana.answer.status_code == 403


def test_it_works_while_the_directory_is_away(site: Trials, ana: Visitor, ben: Visitor) -> None:
    site.drawn(staff(site))
    pair = f"/coffee/{site.pair_id()}"
    site.community.hosts["directory"].drain()
    try:
        assert "You meet Ben Brings" in ana.open("/coffee")
        assert BEN in ana.open(pair)
        ana.send(pair, answer="met")
        assert ana.path == f"{pair}/survey"
    finally:
        site.restart_directory()


def _opened(visitor: Visitor, path: str) -> Visitor:
    visitor.open(path)
    return visitor
