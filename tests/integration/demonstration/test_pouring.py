"""The demonstration's swap shop and year of coffee, told to a matching that runs: each round whole, the last one under
way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from itertools import combinations
from typing import Any

import pytest

from bus.ids import new_id
from bus.rehearsal import Rehearsal
from bus.testing import Community, Keys, servers
from bus.times import utc_now
from deploy.local.demonstration import coffee, story, swapping
from deploy.local.demonstration.acts import DRINKERS
from deploy.local.demonstration.coffee import BEST, COLLABORATION, LATEST, NEW_IDEAS, ROUNDS
from deploy.local.ops import pouring, telling
from deploy.local.terminal import Failure
from services.matching import schemas
from services.matching.service import MatchingService

pytestmark = pytest.mark.timeout(600)

MEMBERS = 250
STRANGER = new_id()
BEGUN = telling.Begun("a database", telling.today().isoformat(), MEMBERS)

Row = dict[str, Any]


@pytest.fixture(scope="module")
def running(keys: Keys) -> Iterator[Community]:
    with closing(Community(*servers(), keys)) as community:
        community.start(MatchingService)
        yield community


@pytest.fixture(scope="module")
def known(running: Community) -> telling.Answers:
    """Let matching hear of everybody who takes part, as the directory tells."""
    lives = {life.address: life.written for life in story.of(MEMBERS).lives}
    drinkers = [each.address for each in coffee.drinkers(story.of(MEMBERS))]
    posters = swapping.posters(story.of(MEMBERS))
    ids = {address: new_id() for address in dict.fromkeys([*drinkers, *posters])}
    for address, person_id in ids.items():
        running.publish(schemas.MemberJoined, member(person_id, lives[address]))
    told = {"ids": [ids[each] for each in drinkers], "posters": [ids[each] for each in posters]}
    return {f"{BEGUN.prefix} {DRINKERS}": {**told, "strangers": [STRANGER]}}


def member(person_id: str, written: Row) -> Row:
    names = ("name", "role", "organisation", "region", "background", "topics")
    return {"member_id": person_id, "joined_at": "2020-01-01T09:00:00.000Z"} | {name: written[name] for name in names}


@pytest.fixture(scope="module")
def poured(running: Community, known: telling.Answers) -> Iterator[Rehearsal]:
    with Rehearsal(MatchingService, running.settings(MatchingService)) as rehearsal:
        assert pouring.pour(rehearsal, BEGUN, known) == 0
        yield rehearsal


@pytest.fixture(scope="module")
def rounds(poured: Rehearsal) -> list[Row]:
    return list(poured.database.raw["rounds"].find(sort=[("opened_at", 1)]))


def pairs(poured: Rehearsal, round_id: str) -> list[list[str]]:
    return [row["people"] for row in poured.database.raw["pairs"].find({"round_id": round_id})]


def test_there_was_a_round_each_month_and_the_last_is_under_way(rounds: list[Row]) -> None:
    assert [row["state"] for row in rounds] == ["over"] * (len(ROUNDS) - 1) + ["announced"]
    for row in rounds[:-1]:
        assert (
            row["opened_at"] < row["closed_at"] <= row["drawn_at"] <= row["announced_at"] < row["over_at"] < utc_now()
        )
    assert rounds[0]["opened_at"] < utc_now() - timedelta(days=340)


def test_ever_more_took_part_until_about_two_hundred_did(poured: Rehearsal, rounds: list[Row]) -> None:
    counts = [sum(map(len, pairs(poured, row["_id"]))) for row in rounds]
    assert counts[0] < counts[4] < counts[8] < counts[-1]
    assert LATEST - 10 < counts[-1] <= LATEST, "who said nothing for three rounds is paused"
    assert all(Counter(map(len, pairs(poured, row["_id"]))).get(3, 0) <= 1 for row in rounds)


def test_nobody_met_the_same_person_twice(poured: Rehearsal, rounds: list[Row]) -> None:
    met = [
        frozenset(two)
        for row in rounds
        for people in pairs(poured, row["_id"])
        for two in combinations(sorted(people), 2)
    ]
    assert len(met) == len(set(met))


def test_the_best_round_gave_as_much_as_it_did(poured: Rehearsal, rounds: list[Row]) -> None:
    given = [
        tuple(poured.database.raw["surveys"].count_documents({"round_id": row["_id"], what: True}) for what in WHAT)
        for row in rounds
    ]
    assert given[BEST] == (NEW_IDEAS, COLLABORATION)
    assert max(given) == given[BEST]
    assert given[-1] == (0, 0)


WHAT = ("new_ideas", "collaboration")


def test_every_account_wants_something_that_somebody_offers_and_has_a_reply_to_answer(
    running: Community, poured: Rehearsal, known: telling.Answers
) -> None:
    [answer] = known.values()
    ids = answer["posters"][: len(story.accounts())]
    rows = poured.database.raw
    for person_id in ids:
        want = rows["ads"].find_one({"author_id": person_id, "side": "want", "state": "open"})
        assert want
        assert rows["replies"].count_documents({"ad_id": want["_id"], "state": "sent"}) == 1
        running.eventually(lambda want=want: rows["matches"].find_one({"want_id": want["_id"]}))
    assert set(ids) <= set(answer["ids"])


def test_what_a_stranger_wants_waits_for_staff_and_what_is_over_says_what_came_of_it(poured: Rehearsal) -> None:
    ads = poured.database.raw["ads"]
    assert ads.find_one({"author_id": STRANGER})["state"] == "waiting"
    assert {row["outcome"] for row in ads.find({"state": "closed"})} == {"helped", "collaboration", "no"}
    assert not ads.find_one({"state": "open", "expires_at": {"$lt": utc_now() + timedelta(days=10)}})


def test_told_once_more_it_changes_nothing(poured: Rehearsal, known: telling.Answers) -> None:
    names = ("rounds", "pairs", "surveys", "enrolments", "ads", "replies", "bus_outbox")
    before = {name: poured.database.raw[name].count_documents({}) for name in names}
    assert pouring.pour(poured, BEGUN, known) == 0
    assert {name: poured.database.raw[name].count_documents({}) for name in names} == before


def test_nothing_is_told_where_the_directory_did_not_say_who_takes_part(poured: Rehearsal) -> None:
    assert pouring.pour(poured, BEGUN, {}) == 0


def test_nothing_is_told_before_matching_has_heard_of_who_takes_part(
    poured: Rehearsal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pouring, "HEARD_WITHIN_S", 0.1)
    told = {"ids": [new_id()], "posters": [new_id()], "strangers": []}
    with pytest.raises(Failure, match="has not heard"):
        pouring.pour(poured, BEGUN, {f"{BEGUN.prefix} {DRINKERS}": told})
