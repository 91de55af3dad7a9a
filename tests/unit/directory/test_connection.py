"""Two people and every sequence of moves between them."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.directory import connection_views, events
from services.directory.model import AFTER_NO, AFTER_WITHDRAWING, Connection, Introduction, Report, RuleBroken
from services.directory.model.connection import pair_of
from services.directory.model.introduction import WAITS_FOR
from services.directory.model.rules import Incomplete
from tests.unit.directory.people import LATER, NOW, member

ANA, BEA = "ana", "bea"
DAY = timedelta(days=1)


def asked(by: str = ANA) -> Connection:
    connection = Connection.between("connection", ANA, BEA)
    connection.ask(by, "Shall we talk?", "directory", NOW)
    return connection


def connected() -> Connection:
    connection = asked()
    connection.accept(BEA, LATER)
    return connection


def declined() -> Connection:
    connection = asked()
    connection.decline(BEA, NOW)
    return connection


def test_one_asks_and_the_other_accepts():
    connection = asked()
    assert (connection.standing(ANA, NOW), connection.standing(BEA, NOW)) == ("sent", "received")
    connection.accept(BEA, LATER)
    assert (connection.state, connection.connected_at) == ("connected", LATER)
    assert connection.standing(ANA, NOW) == connection.standing(BEA, NOW) == "connected"


def test_asking_who_has_asked_accepts():
    connection = asked()
    connection.ask(BEA, "Me too", "coffee", LATER)
    assert (connection.state, connection.message, connection.asked_by) == ("connected", "Shall we talk?", ANA)


@pytest.mark.parametrize("who", [ANA, "cai"])
def test_only_who_is_asked_answers(who):
    for answer in (Connection.accept, Connection.decline):
        with pytest.raises(RuleBroken, match="no_request"):
            answer(asked(), who, NOW)


def test_who_is_declined_sees_a_request_that_waits_for_half_a_year():
    connection = declined()
    assert connection_views.standing(connection, ANA, LATER) == connection_views.standing(asked(), ANA, LATER)
    assert connection.standing(BEA, LATER) == "none"
    with pytest.raises(RuleBroken, match="already_asked"):
        connection.ask(ANA, "", "directory", NOW + AFTER_NO - DAY)
    connection.ask(ANA, "", "directory", NOW + AFTER_NO)
    assert connection.waits_for(BEA)


def test_who_takes_a_declined_request_back_asks_no_sooner():
    connection = declined()
    connection.withdraw(ANA, LATER)
    assert (connection.standing(ANA, LATER), connection.message) == ("none", "")
    with pytest.raises(RuleBroken, match="asked_lately"):
        connection.ask(ANA, "", "directory", NOW + AFTER_NO - DAY)


def test_who_declined_may_ask_at_once():
    connection = declined()
    connection.ask(BEA, "I have time now.", "directory", NOW)
    assert connection.standing(ANA, NOW) == "received"


def test_who_takes_a_request_back_waits_a_week_and_the_other_does_not():
    connection = asked()
    connection.withdraw(ANA, NOW)
    with pytest.raises(RuleBroken, match="asked_lately"):
        connection.ask(ANA, "", "directory", NOW + AFTER_WITHDRAWING - DAY)
    connection.ask(BEA, "", "directory", NOW)
    assert connection.asked_by == BEA


def test_parting_takes_the_words_along_and_either_may_ask_anew():
    connection = connected()
    connection.end(ANA, LATER)
    assert (connection.state, connection.message) == ("ended", "")
    with pytest.raises(RuleBroken, match="not_connected"):
        connection.end(BEA, LATER)
    connection.ask(BEA, "", "directory", LATER)
    assert connection.waits_for(ANA)


@pytest.mark.parametrize(
    ("before", "by", "state"),
    [
        (connected(), ANA, "ended"),
        (asked(), ANA, "withdrawn"),
        (asked(), BEA, "declined"),
        (declined(), ANA, "declined"),
    ],
)
def test_blocking_ends_whatever_there_is(before, by, state):
    assert before.part(by, LATER)
    assert (before.state, before.standing(by, LATER)) == (state, "none")
    assert not before.part(by, LATER)


def test_nobody_connects_with_themselves():
    with pytest.raises(RuleBroken, match="not_yourself"):
        Connection.between("connection", ANA, ANA)


MOVES = st.lists(
    st.tuples(
        st.sampled_from(["ask", "accept", "decline", "withdraw", "end", "part"]),
        st.sampled_from([ANA, BEA]),
        st.integers(0, 100),
    ),
    max_size=30,
)


def move(connection: Connection, name: str, by: str, now: datetime) -> bool:
    more = ("Hello", "directory") if name == "ask" else ()
    try:
        getattr(connection, name)(by, *more, now)
    except RuleBroken:
        return False
    return True


@given(MOVES)
def test_whatever_two_people_do_both_see_one_truth(moves):
    connection, now = Connection.between("connection", ANA, BEA), NOW
    wanted: set[str] = set()
    for name, by, days in moves:
        now += timedelta(days=days)
        before, version = connection.state, connection.version
        is_done = move(connection, name, by, now)
        if is_done and name in ("ask", "accept"):
            wanted.add(by)
        if connection.state in ("declined", "withdrawn", "ended"):
            wanted.clear()
        assert connection.version == version + (connection.version != version)
        assert is_done or (connection.state, connection.version) == (before, version)
        seen = {connection.standing(ANA, now), connection.standing(BEA, now)}
        assert seen in ({"none"}, {"connected"}, {"sent", "received"}, {"sent", "none"})
        if "connected" in seen:
            assert wanted == {ANA, BEA}, "nobody is connected who did not want it"
        assert connection.pair == pair_of(ANA, BEA)


@given(MOVES)
def test_nobody_is_asked_twice_within_half_a_year_of_saying_no(moves):
    connection, now, said_no = Connection.between("connection", ANA, BEA), NOW, {}
    for name, by, days in moves:
        now += timedelta(days=days)
        was_asked = connection.asked_by
        is_done = move(connection, name, by, now)
        if is_done and name == "decline":
            said_no[was_asked] = now
        if is_done and name == "ask" and connection.state == "requested":
            assert by not in said_no or now >= said_no[by] + AFTER_NO
            said_no.clear()


def introduced() -> Introduction:
    return Introduction.begin("introduction", "cai", (BEA, ANA), "You both count falls.", NOW)


def test_an_introduction_connects_when_both_agree():
    introduction = introduced()
    assert (introduction.agree(ANA, NOW), introduction.agree(BEA, LATER)) == (False, True)
    connection = Connection.between("connection", ANA, BEA)
    connection.introduce("cai", "elsewhere", LATER)
    assert (connection.state, connection.introduced_by) == ("connected", "cai")


@pytest.mark.parametrize("says", ["agree", "decline"])
def test_after_one_no_the_other_is_asked_as_before_and_nothing_comes_of_it(says):
    introduction = introduced()
    introduction.decline(ANA, NOW)
    assert introduction.waits_for(BEA, NOW)
    with pytest.raises(RuleBroken, match="not_introduced"):
        introduction.agree(ANA, NOW)
    assert not getattr(introduction, says)(BEA, LATER)
    assert (introduction.state, introduction.words, introduction.version) == ("closed", "", 3)


def test_a_no_after_a_yes_ends_an_introduction():
    introduction = introduced()
    introduction.agree(ANA, NOW)
    introduction.decline(BEA, LATER)
    assert (introduction.state, introduction.words) == ("closed", "")


@pytest.mark.parametrize(("who", "after"), [("cai", timedelta()), (ANA, WAITS_FOR)])
def test_only_the_two_answer_and_not_for_ever(who, after):
    with pytest.raises(RuleBroken, match="not_introduced"):
        introduced().agree(who, NOW + after)


def test_nobody_introduces_themselves_or_without_a_word():
    with pytest.raises(RuleBroken, match="not_yourself"):
        Introduction.begin("introduction", ANA, (ANA, BEA), "Hello", NOW)
    with pytest.raises(Incomplete):
        Introduction.begin("introduction", "cai", (ANA, BEA), " ", NOW)


def reported() -> Report:
    return Report("report", "connection", BEA, ANA, "unkind", "It hurts.", "Fool.", NOW)


def test_a_report_is_settled_once_with_a_reason():
    report = reported()
    with pytest.raises(Incomplete):
        report.settle("removed", " ", LATER)
    report.settle("removed", "Rude.", LATER)
    assert (report.state, report.outcome, report.message) == ("closed", "removed", "")
    with pytest.raises(RuleBroken, match="report_closed"):
        report.settle("kept", "Fine.", LATER)


def test_what_is_kept_keeps_its_words():
    report = reported()
    report.settle("kept", "Harmless.", LATER)
    assert report.message == "Fool."


def test_nothing_is_left_in_a_report_and_nothing_to_settle_when_one_of_the_two_is_forgotten():
    report = reported()
    report.erase(LATER)
    assert (report.words, report.message, report.state, report.outcome) == ("", "", "closed", "erased")


def test_who_is_asked_sees_of_the_asker_what_members_see():
    asker, other = member(shown_to={"organisation": "nobody"}), member()
    told = events.connection_requested(asked(), other, asker)
    assert (told["asker_name"], told["asker_organisation"]) == (asker.profile.name, "")
