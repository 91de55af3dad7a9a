"""The story of the demonstration, told to a directory: its counts, its times, told twice, and cut off in the middle."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, time, timedelta
from functools import partial
from typing import Any, NoReturn

import pytest

from bus.actor import Actor
from bus.errors import Conflict, Problem, Unavailable
from bus.rehearsal import BUDGET_S, Act, Rehearsal, Stage
from bus.testing import Community, Keys, eventually, servers
from bus.times import utc_now
from deploy.local.demonstration import connections, story
from deploy.local.demonstration.calendar import WAVES
from deploy.local.home import Home
from deploy.local.ops import telling
from deploy.local.terminal import Failure
from services.directory import queries, store
from services.directory.service import DirectoryService
from services.directory.store.organisation import SETTLED
from services.directory.store.search import SEEN_LATE

pytestmark = pytest.mark.timeout(600)

MEMBERS = 250
OWN = {"digest_key": "digest-key-of-a-test", "decision_hold_s": 0}

Seen = dict[str, Any]


class CutOff(Exception):
    """The process ended here."""


@pytest.fixture(scope="module")
def running(keys: Keys) -> Iterator[Community]:
    with closing(Community(*servers(), keys)) as community:
        community.start(DirectoryService, **OWN)
        yield community


@pytest.fixture(scope="module")
def rehearsal(running: Community) -> Iterator[Rehearsal]:
    with Rehearsal(DirectoryService, running.settings(DirectoryService, **OWN)) as open_one:
        yield open_one


@pytest.fixture(scope="module")
def begun() -> telling.Begun:
    return telling.Begun("a database", telling.today().isoformat(), MEMBERS)


@pytest.fixture(scope="module")
def told(rehearsal: Rehearsal, begun: telling.Begun) -> Rehearsal:
    """Found the community, tell the story to its middle, and then, in another go, to its end."""
    _found(rehearsal)
    half = story.FOUNDERS + (MEMBERS - story.FOUNDERS) // 2

    def cut_off(joined: int) -> None:
        if joined >= half:
            raise CutOff

    with pytest.raises(CutOff):
        telling.tell(rehearsal, begun, cut_off)
    assert telling.tell(rehearsal, begun, lambda joined: None) == 0
    return rehearsal


def _found(rehearsal: Rehearsal) -> None:
    acts = [Act(f"found {person['address']}", utc_now(), partial(_nominate, person)) for person in story.founders()]
    for start in range(0, len(acts), telling.AT_ONCE):
        assert rehearsal.perform(acts[start : start + telling.AT_ONCE], lambda act_id, answer: None) == []


def _nominate(person: Seen, stage: Stage) -> Seen:
    ops = Actor("service", "ops")
    cells = {name: cell for name, cell in person.items() if cell} | {"topics": person["topics"].split(";")}
    made = stage.command(ops, "import_nomination", **cells)
    for role in story.accounts().get(person["address"], []):
        stage.command(ops, "grant_role", person_id=made["person_id"], **role)
    return {}


def test_everybody_has_joined_but_those_who_left(told: Rehearsal) -> None:
    lives = story.of(MEMBERS).lives
    left = sum(step.name == "leave" for life in lives for step in life.steps)
    assert left
    assert told.database.raw["members"].count_documents({"status": "member"}) == MEMBERS - left
    assert told.database.raw["members"].count_documents({"status": "left"}) == left


def test_everybody_who_applied_has_one_application(told: Rehearsal) -> None:
    applied = [life for life in story.of(MEMBERS).lives if life.wave]
    counts = {
        status: told.database.raw["applications"].count_documents({"status": status})
        for status in ("submitted", "accepted")
    }
    assert counts == {"submitted": story.OPEN_NOW, "accepted": MEMBERS - story.FOUNDERS}
    assert told.database.raw["applications"].count_documents({}) == len(applied)
    assert sum(wave["submitted"] for wave in told.database.raw["waves"].find()) == len(applied) - sum(
        life.ended is not None and life.ended.name == "withdraw" for life in applied
    )


def test_told_once_more_it_changes_nothing(told: Rehearsal, begun: telling.Begun) -> None:
    before = _counted(told)
    assert telling.tell(told, begun, lambda joined: None) == 0
    assert _counted(told) == before


def _counted(rehearsal: Rehearsal) -> dict[str, int]:
    names = ("members", "applications", "assessments", "assignments", "audit", "waves", "bus_outbox", "persons")
    return {name: rehearsal.database.raw[name].count_documents({}) for name in names}


def test_documents_audit_rows_and_events_bear_the_times_of_the_story(told: Rehearsal) -> None:
    lately = utc_now() - timedelta(days=30)
    raw = told.database.raw
    for application in raw["applications"].find({"status": "accepted"}):
        assert application["created_at"] <= application["submitted_at"] < application["decided_at"] < utc_now()
        assert raw["members"].find_one({"_id": application["person_id"]})["version"] >= 1
        trail = list(raw["audit"].find({"thing_id": application["_id"]}, sort=[("number", 1)]))
        assert [row["at"] for row in trail] == sorted(row["at"] for row in trail)
        assert trail[0]["at"] == application["created_at"]
    joined = list(raw["bus_outbox"].find({"type": "member.joined", "actor_id": {"$ne": "ops"}}))
    assert all(row["time"] < utc_now() - timedelta(days=1) for row in joined)
    assert sum(row["time"] < lately for row in joined) > len(joined) // 2


def test_every_sealed_row_follows_from_the_one_before(told: Rehearsal) -> None:
    asked = told.database.read()
    page = queries.verify_audit(asked, Actor("service", "ops"))
    assert page["rows"] > 0
    assert page["faults"] == []


def test_nobody_judged_with_a_conflict_and_nobody_was_decided_on_too_few_scores(told: Rehearsal) -> None:
    raw = told.database.raw
    works = {each["_id"]: each["worked_at"] for each in raw["members"].find()}
    for application in raw["applications"].find({"status": {"$in": ["accepted", "not_yet"]}}):
        assert len(application["scored_by"]) >= 2
        for assessor_id in application["scored_by"]:
            assert application["profile"]["organisation"] not in [name for name in works[assessor_id] if name]


def test_what_waits_today_is_at_different_stages(told: Rehearsal) -> None:
    waiting = list(told.database.raw["applications"].find({"status": "submitted"}))
    assert {len(each["scored_by"]) for each in waiting} == {0, 1, 2}
    assert any(each["scores_needed"] == 3 for each in waiting)
    assert any(each["question"] and not each["question"]["answered_at"] for each in waiting)
    assert any(each["question"] and each["question"]["answered_at"] for each in waiting)
    assert any(each["barred"] for each in waiting)
    late = told.database.raw["assignments"].count_documents({"status": "open", "due_at": {"$lt": utc_now()}})
    assert late


def test_one_wave_is_open_and_the_others_are_over(told: Rehearsal) -> None:
    today = telling.today()
    waves = list(told.database.raw["waves"].find())
    assert len(waves) == len(WAVES)
    assert [wave["name"] for wave in waves if wave["closes_on"] >= today.isoformat()] == [WAVES[-1].called(today)]
    assert all(wave["opening_told_at"] for wave in waves)


def test_nobody_is_asked_about_their_entry_all_at_once_tomorrow(told: Rehearsal) -> None:
    tomorrow = utc_now() + timedelta(days=1)
    due = told.database.raw["members"].count_documents({"status": "member", "ask_at": {"$lte": tomorrow}})
    assert due < MEMBERS // 10


def test_the_site_says_that_it_is_well_while_the_past_is_told(running: Community, told: Rehearsal) -> None:
    assert running.hosts["directory"].health()["outbox"]["lag_s"] < 30
    eventually(lambda: running.hosts["directory"].health()["outbox"]["waiting"] == 0, 30.0)


def test_members_of_the_past_are_found_at_once(running: Community, told: Rehearsal) -> None:
    staff = next(address for address, roles in story.accounts().items() if any(r["role"] == "staff" for r in roles))
    ops = running.service("ops")
    person = running.call("directory", "find_person", {"address": staff}, actor=ops)["person_id"]
    found = running.call("directory", "search_members", {"limit": 1}, actor=running.person(person))
    listed = told.database.raw["members"].count_documents({"status": "member"})
    assert found["total"]["value"] == listed


@pytest.mark.parametrize(("at", "average"), [(connections.FOUNDING, 5), (connections.HALF_A_YEAR, 15)])
def test_the_averages_of_the_founding_cohort_follow_from_the_reports(
    told: Rehearsal, at: timedelta, average: int
) -> None:
    """Count them by an aggregation over the reports alone, which shares nothing with how the directory counts."""
    moment = datetime.combine(telling.today(), time(), UTC) + at
    applied = set(told.database.raw["applications"].distinct("person_id"))
    founders = set(told.database.raw["members"].distinct("_id", {"status": "member"})) - applied
    steps = [
        {"$match": {"at": {"$lte": moment}}},
        {"$sort": {"at": 1, "_id": 1}},
        {"$group": {"_id": ["$reporter_id", "$other_id"], "helped": {"$last": "$beneficial"}}},
        {"$match": {"helped": True}},
    ]
    pairs = {frozenset(row["_id"]) for row in told.database.raw["benefits"].aggregate(steps)}
    among = [pair for pair in pairs if pair <= founders]
    assert abs(2 * len(among) / len(founders) - average) < 0.02
    network = store.read_network(told.database.read()).at(moment)
    assert sum(one in founders and other in founders for one, other in network.edges) == len(among)


def test_on_every_account_something_waits_today(running: Community, told: Rehearsal) -> None:
    for address in story.accounts():
        request = {"address": address}
        person_id = running.call("directory", "find_person", request, actor=running.service("ops"))["person_id"]
        me = running.person(person_id)
        received = running.call("directory", "list_connections", {"show": "received"}, actor=me)["items"]
        assert len(received) >= 2
        assert running.call("directory", "list_introductions", actor=me)["items"]
        assert running.call("directory", "get_my_question", actor=me)["question_id"]


def test_questions_were_answered_and_nobody_has_a_heap_of_them(told: Rehearsal) -> None:
    raw = told.database.raw
    answers = raw["benefits"].count_documents({"after_months": {"$gt": 0}})
    helped = raw["benefits"].count_documents({"after_months": {"$gt": 0}, "beneficial": True})
    assert 0.85 < helped / answers < 1
    assert raw["askings"].count_documents({"ask_at": {"$lte": utc_now()}}) < MEMBERS // 10


def test_an_act_that_is_refused_leaves_nothing_and_hurts_no_other(rehearsal: Rehearsal) -> None:
    kept: Seen = {}
    at = datetime(2020, 1, 1, tzinfo=UTC)

    def writes(stage: Stage) -> Seen:
        stage.work.db["kept"].insert_one({"_id": "good", "at": stage.work.now})
        return {}

    def is_refused(stage: Stage) -> Seen:
        stage.work.db["kept"].insert_one({"_id": "bad"})
        raise Conflict("no")

    acts = [Act("try good", at, writes), Act("try bad", at, is_refused)]
    refused = rehearsal.perform(acts, kept.__setitem__)
    assert [(act.act_id, problem.code) for act, problem in refused] == [("try bad", "no")]
    assert [(row["_id"], row["at"]) for row in rehearsal.database.raw["kept"].find()] == [("good", at)]
    assert rehearsal.done("try ").keys() == {"try good"}


@pytest.mark.parametrize("passing", [Unavailable("database_away"), Conflict("busy")], ids=lambda problem: problem.code)
def test_what_says_nothing_of_an_act_ends_the_telling_which_then_goes_on(
    rehearsal: Rehearsal, passing: Problem, monkeypatch: pytest.MonkeyPatch
) -> None:
    def is_away(*_: Any) -> NoReturn:
        raise passing

    kept: Seen = {}
    acts = [Act(f"wait {passing.code}", utc_now(), lambda stage: {"done": True})]
    with monkeypatch.context() as patched:
        patched.setattr(rehearsal.database, "together", is_away)
        patched.setattr(rehearsal.database, "transact", is_away)
        with pytest.raises(type(passing), match=passing.code):
            rehearsal.perform(acts, kept.__setitem__)
    assert rehearsal.perform(acts, kept.__setitem__) == []
    assert rehearsal.done(acts[0].act_id) == kept == {f"wait {passing.code}": {"done": True}}


def test_an_act_that_was_kept_though_nobody_heard_so_is_not_done_again(
    rehearsal: Rehearsal, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: Seen = {}
    together = rehearsal.database.together

    def unheard(*arguments: Any) -> NoReturn:
        together(*arguments)
        raise Unavailable("database_away")

    def play(stage: Stage) -> Seen:
        stage.work.db["kept"].insert_one({"_id": "unheard"})
        return {"done": True}

    monkeypatch.setattr(rehearsal.database, "together", unheard)
    assert rehearsal.perform([Act("unheard", utc_now(), play)], kept.__setitem__) == []
    assert kept == {"unheard": {"done": True}}


def test_a_rehearsal_shows_what_it_did_before_anybody_stops_looking_for_it() -> None:
    assert 2 * timedelta(seconds=BUDGET_S) <= min(SEEN_LATE, SETTLED)


def test_a_story_is_begun_once_for_a_database_and_goes_on_as_it_was(tmp_path: Any) -> None:
    home = Home(tmp_path)
    begun = telling.begin(home, "one", 300)
    assert telling.begin(home, "one", 2500) == begun
    assert telling.begin(home, "another", 2500).members == 2500


def test_a_story_that_was_cut_off_long_ago_is_not_taken_up_again(tmp_path: Any) -> None:
    home = Home(tmp_path)
    begun = telling.begin(home, "one", 300)
    long_ago = (telling.today() - telling.LONGEST_BREAK - timedelta(days=1)).isoformat()
    home.remember("demonstration-story", vars(begun) | {"today": long_ago})
    with pytest.raises(Failure, match="begins anew"):
        telling.begin(home, "one", 300)
    telling.finish(home, telling.Begun("one", long_ago, 300))
    assert telling.begin(home, "one", 300).told
