"""The figures of the network are recounted here from the documents, by code that shares nothing with them."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bus.actor import Actor
from bus.errors import Invalid, Refused
from bus.times import utc_now
from services.directory import queries, store
from services.directory.model import Benefit
from tests.integration.directory.asking import Directory
from tests.integration.directory.jobs import opened
from tests.integration.directory.test_benefits import report

DAY = timedelta(days=1)


@pytest.fixture
def staff(directory: Directory) -> str:
    return directory.person("staff", ("staff", None))


@pytest.fixture
def people(directory: Directory) -> list[str]:
    """Twelve members who joined at different times and said much of each other, over the last year."""
    chance = random.Random(7)  # noqa: S311 (no secret: the same people each time)
    regions = ["wales"] * 7 + ["scotland"] * 5
    members = [directory.member(f"m{number}", region=region) for number, region in enumerate(regions)]
    for member in members[:3]:
        joined = {"$set": {"joined_at": utc_now() - 60 * DAY}}
        directory.db.members.update_one({"_id": member}, joined)
    database = opened(directory, utc_now())
    for number in range(80):
        by, about = chance.sample(members, 2)
        _said(database, number, by, about, chance.random() < 0.6, utc_now() - chance.randrange(365) * DAY)
    database.close()
    directory.ask(members[-1], "leave_community", version=1)
    return members


def _said(database, number, by, about, beneficial, at):
    said = Benefit(f"{number:03}", by, about, beneficial, at.replace(microsecond=0))
    database.transact(lambda work: store.add_benefit(work, said))


def recounted(directory: Directory, at: datetime):
    """Count members and pairs at a time, by the database: the last word of each about each, then who is in a pair."""
    present = {each["_id"] for each in directory.db.members.find({"status": "member", "joined_at": {"$lte": at}})}
    steps = [
        {"$match": {"at": {"$lte": at}}},
        {"$sort": {"at": 1, "_id": 1}},
        {"$group": {"_id": {"by": "$reporter_id", "about": "$other_id"}, "last": {"$last": "$beneficial"}}},
        {"$match": {"last": True}},
    ]
    pairs = {frozenset(each["_id"].values()) for each in directory.db.benefits.aggregate(steps)}
    pairs = {pair for pair in pairs if pair <= present}
    return len(present), len(pairs), 2 * len(pairs) / len(present)


def test_the_average_at_every_moment_is_that_of_a_recount(directory, staff, people):
    figures = directory.ask(staff, "get_network")
    assert recounted(directory, datetime.fromisoformat(figures["at"])) == (
        figures["members"],
        figures["edges"],
        figures["average"],
    )
    assert len(figures["growth"]) == 14
    for point in figures["growth"]:
        counted = recounted(directory, datetime.fromisoformat(point["at"]))
        assert counted == (point["members"], point["edges"], point["average"])
    assert len({point["edges"] for point in figures["growth"]}) > 5


def test_the_network_is_told_as_it_was_at_the_end_of_a_day(directory, staff, people):
    day = utc_now().date() - 100 * DAY
    figures = directory.ask(staff, "get_network", on=day.isoformat())
    counted = recounted(directory, datetime.combine(day + DAY, time(), UTC))
    assert counted == (figures["members"], figures["edges"], figures["average"])


def test_the_network_of_a_day_to_come_is_told_to_nobody(directory, staff):
    now = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)  # In London it is the 2nd.
    database = opened(directory, now)
    try:
        figures = queries.get_network(database.read(), Actor("person", staff), date(2026, 7, 2))
        assert datetime.fromisoformat(figures["at"]) == now
        with pytest.raises(Invalid) as refused:
            queries.get_network(database.read(), Actor("person", staff), date(2026, 7, 3))
    finally:
        database.close()
    assert [(each["pointer"], each["code"]) for each in refused.value.errors] == [("/on", "in_the_future")]


def test_connections_are_counted_within_a_boundary_and_across_it(directory, staff):
    members = [directory.member(f"w{number}") for number in range(5)] + [directory.member("s", region="scotland")]
    for number in range(5):
        directory.member(f"n{number}", region="northern-ireland")
    for by, about in ((0, 1), (1, 0), (1, 2), (0, 5)):
        report(directory, members[by], members[about])
    boundary = directory.ask(staff, "get_network")["boundaries"]["region"]
    assert (boundary["within"], boundary["across"], boundary["unsaid"]) == (2, 1, 0)
    silent, wales, scotland = boundary["groups"]
    assert (wales["value"], wales["members"], wales["within"], wales["across"]) == ("wales", 5, 2, 1)
    assert (wales["average"], wales["average_within"]) == (1.0, 0.8)
    assert scotland == {
        "value": "scotland",
        "name": None,
        "members": 1,
        "within": None,
        "across": None,
        "average": None,
        "average_within": None,
    }
    # Else the sum of all without the others' would be what Scotland, too few to be told of, has.
    assert silent == scotland | {"value": "northern-ireland", "members": 5}


def test_reports_tell_how_connections_grow_in_worth(directory, staff):
    ana, bea = directory.member("ana"), directory.member("bea")
    report(directory, ana, bea, gave=["advice", "contact"], reached=["colleagues"])
    report(directory, bea, ana, gave=["advice"], way="by_others")
    report(directory, bea, ana, beneficial=False)
    reports = directory.ask(staff, "get_network")["reports"]
    assert (reports["gave"]["advice"], reports["gave"]["contact"], reports["gave"]["support"]) == (2, 1, 0)
    assert (reports["way"], reports["reached"]) == (
        {"direct": 1, "by_others": 1},
        {"colleagues": 1, "elsewhere": 0},
    )
    assert [each["months"] for each in reports["follow_ups"]] == [1, 3, 6, 12]


def test_staff_and_operators_alone_read_the_figures(directory, staff):
    for who in ("nobody", "gateway", directory.member("ana"), directory.chair()):
        with pytest.raises(Refused):
            directory.ask(who, "get_network")
    assert directory.ask("ops", "get_network")["average"] == 0
