"""Scheduled jobs: once however many processes, the latest missed run only, in steps, and again when they fail."""

import json
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier
from typing import Any, ClassVar

import pytest

from bus.database import Work
from bus.doors import scheduled
from bus.errors import Conflict, Unavailable
from bus.host import Host
from bus.schedules import Run, Schedule
from bus.settings import BusSettings
from bus.testing import Community, Keys, eventually, servers
from deploy.local.ops import commands, jobs
from deploy.local.ops.operator import operator

MORNING = datetime(2026, 3, 27, 9, tzinfo=UTC)
STEPS = 3


class Bakery:
    """Bakes every morning, and counts its stock at noon, a shelf at a time."""

    name = "bakery"
    settings = BusSettings
    fault: ClassVar[Exception | None] = None

    @scheduled("0 6 * * *")
    def bake(self, work: Work, run: Run) -> None:
        work.db["loaves"].insert_one({"_id": work.new_id(), "due": run.due})
        if Bakery.fault:
            raise Bakery.fault

    @scheduled("0 12 * * *", timezone="UTC")
    def count_stock(self, work: Work, run: Run) -> int | None:
        shelf = (run.cursor or 0) + 1
        work.db["shelves"].insert_one({"_id": work.new_id(), "shelf": shelf, "due": run.due})
        if Bakery.fault and shelf == STEPS:
            raise Bakery.fault
        return shelf if shelf < STEPS else None


class Watch:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = MORNING

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def watch() -> Watch:
    Bakery.fault = None
    return Watch()


@pytest.fixture
def community(keys: Keys, watch: Watch) -> Iterator[Community]:
    made = Community(*servers(), keys, watch)
    try:
        yield made
    finally:
        made.close()


def opened(community: Community) -> Host:
    """Start the bakery, and return when every job has looked once."""
    host = community.start(Bakery)
    eventually(lambda: all(schedule.newest() for schedule in host.schedules))
    return host


def looked(host: Host) -> None:
    """Look, beside the host's own threads, for what is due now."""
    for schedule in host.schedules:
        schedule.tend()


def dues(community: Community, collection: str) -> list[datetime]:
    return [row["due"] for row in community.database("bakery")[collection].find(sort=[("due", 1)])]


def shelves(community: Community) -> list[int]:
    return sorted(row["shelf"] for row in community.database("bakery")["shelves"].find())


def state(host: Host, job: str) -> dict[str, Any]:
    row = next(schedule.newest() for schedule in host.schedules if schedule.door.method == job)
    assert row is not None
    return row


def is_done(schedule: Schedule, now: datetime) -> bool:
    """Tell whether the day's run is done: the hosts' own threads look too, and may be in the middle of it."""
    row = schedule.newest()
    return row is not None and row["state"] == "done" and row["due"].date() == now.date()


def test_nothing_is_due_from_before_the_first_start(community: Community) -> None:
    host = opened(community)
    looked(host)
    assert dues(community, "loaves") == dues(community, "shelves") == []
    assert state(host, "bake")["state"] == "before_the_first_start"


def test_two_processes_run_a_job_once_however_often_they_look(community: Community, watch: Watch) -> None:
    hosts = [opened(community), opened(community)]
    looks = [host for host in hosts for _ in range(4)]
    begin = Barrier(len(looks))

    def look(host: Host) -> None:
        begin.wait()
        looked(host)

    with ThreadPoolExecutor(len(looks)) as pool:
        for watch.now in [datetime(2026, 3, day, 12, tzinfo=UTC) for day in range(28, 32)]:
            list(pool.map(look, looks))
            eventually(lambda: all(is_done(schedule, watch.now) for schedule in hosts[0].schedules))
    assert len(dues(community, "loaves")) == 4
    assert shelves(community) == [1] * 4 + [2] * 4 + [3] * 4


def test_a_process_that_starts_again_makes_up_the_latest_missed_run_only(community: Community, watch: Watch) -> None:
    opened(community).stop()
    watch.now = MORNING + timedelta(days=10)
    host = opened(community)
    looked(host)
    eventually(lambda: state(host, "bake")["state"] == "done")
    assert dues(community, "loaves") == [datetime(2026, 4, 6, 5, tzinfo=UTC)]  # At six in London, in summer.


def test_a_job_at_a_fixed_hour_runs_once_a_day_while_the_clocks_change(community: Community, watch: Watch) -> None:
    host = opened(community)
    for day in ((3, 28), (3, 29), (3, 30), (10, 24), (10, 25), (10, 26)):
        watch.now = datetime(2026, *day, 5, 30, tzinfo=UTC)
        looked(host)
        watch.now += timedelta(hours=1)
        looked(host)
    days = dues(community, "loaves")
    assert [due.strftime("%d %H:%M") for due in days if due.month == 3] == ["28 06:00", "29 05:00", "30 05:00"]
    assert [due.strftime("%d %H:%M") for due in days if due.month == 10] == ["24 05:00", "25 06:00", "26 06:00"]


def test_a_long_job_goes_step_by_step_and_only_once(community: Community, watch: Watch) -> None:
    hosts = [opened(community), opened(community)]
    watch.now = datetime(2026, 3, 27, 12, tzinfo=UTC)
    eventually(lambda: state(hosts[0], "count_stock")["state"] == "done")
    for host in hosts:
        looked(host)
    assert shelves(community) == [1, 2, 3]


def test_a_run_that_fails_leaves_nothing_and_is_tried_again_later_and_later(community: Community, watch: Watch) -> None:
    host = opened(community)
    Bakery.fault = Conflict("oven_cold")
    watch.now = due = datetime(2026, 3, 28, 6, tzinfo=UTC)
    for attempts, pause_s in enumerate((1, 10, 60, 600, 600), start=1):
        eventually(lambda: state(host, "bake")["attempts"] == attempts)  # noqa: B023 - asked at once
        failed = state(host, "bake")
        assert (failed["due"], failed["state"], failed["error"]) == (due, "failed", "oven_cold")
        assert failed["again_at"] - watch.now == timedelta(seconds=pause_s)
        looked(host)
        assert state(host, "bake")["attempts"] == attempts
        watch.now += timedelta(seconds=pause_s)
    assert dues(community, "loaves") == []


def test_a_run_that_failed_succeeds_once_its_cause_is_gone(community: Community, watch: Watch) -> None:
    host = opened(community)
    Bakery.fault = Unavailable("shelf_away")
    watch.now = due = datetime(2026, 3, 27, 12, tzinfo=UTC)
    eventually(lambda: state(host, "count_stock")["attempts"] == 1)
    Bakery.fault = None
    watch.now += timedelta(seconds=1)
    eventually(lambda: state(host, "count_stock")["state"] == "done")
    assert dues(community, "shelves") == [due] * STEPS


def test_a_run_that_never_succeeds_gives_way_to_the_next(community: Community, watch: Watch) -> None:
    host = opened(community)
    Bakery.fault = Conflict("oven_cold")
    watch.now = datetime(2026, 3, 28, 6, tzinfo=UTC)
    eventually(lambda: state(host, "bake")["state"] == "failed")
    Bakery.fault = None
    watch.now = following = datetime(2026, 3, 29, 5, tzinfo=UTC)
    eventually(lambda: state(host, "bake")["state"] == "done")
    looked(host)
    assert dues(community, "loaves") == [following]


def test_another_process_goes_on_with_what_one_left_unfinished(community: Community, watch: Watch) -> None:
    host = opened(community)
    watch.now = due = datetime(2026, 3, 27, 12, tzinfo=UTC)
    eventually(lambda: state(host, "count_stock")["state"] == "done")
    rows = community.database("bakery")["bus_runs"]
    rows.update_one({"job": "count_stock", "due": due}, {"$set": {"state": "under_way", "cursor": 1, "steps": 1}})
    other = opened(community)
    looked(other)
    assert state(other, "count_stock")["state"] == "under_way"
    watch.now += timedelta(minutes=1)
    eventually(lambda: state(other, "count_stock")["state"] == "done")
    assert shelves(community) == [1, 2, 2, 3, 3]


def test_an_operator_sees_how_each_job_does_and_who_does_not_answer(
    community: Community, watch: Watch, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(jobs, "SERVICES", ("bakery", "nobody"))
    host = opened(community)
    Bakery.fault = Conflict("oven_cold")
    watch.now = datetime(2026, 3, 28, 6, 0, 0, tzinfo=UTC)
    eventually(lambda: state(host, "bake")["state"] == "failed")
    with operator(community.amqp_uri, community.keys.private["ops"]) as asking:
        typed = [commands.parser().parse_args(words) for words in (["jobs"], ["jobs", "--json"])]
        assert [arguments.operate(asking, arguments) for arguments in typed] == [1, 1]
    said = capsys.readouterr().out.splitlines()  # The log says something there too.
    bake, _, gone = [line for line in said if line.startswith(("bakery", "nobody"))]
    told = next(line for line in said if line.startswith("{"))
    assert re.split(" {2,}", bake) == [
        "bakery",
        "bake",
        "0 6 * * * (Europe/London)",
        "2026-03-28T06:00:00.000Z",
        "failed: oven_cold, attempt 1",
        "2026-03-29T05:00:00.000Z",
    ]
    assert gone == "nobody does not answer."
    baked = next(item for item in json.loads(told)["items"] if item["job"] == "bake")
    assert baked["last"]["again_at"] == "2026-03-28T06:00:01.000Z"
