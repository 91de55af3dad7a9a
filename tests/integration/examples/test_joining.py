"""The examples of docs/joining-the-bus.md do what the page says, each as a program of its own."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import kombu
import pytest

from bus.testing import Community
from docs.examples.headcount import Headcount
from services.directory.service import DirectoryService
from tests.contracts.cases import SETTINGS
from tests.integration.bus.processes import HOUSE, environment, free_port, nameko_hosted, process
from tests.integration.directory.asking import Directory

HEADCOUNT = "docs.examples.headcount:Headcount"


@pytest.fixture
def directory(community: Community) -> Directory:
    community.start(DirectoryService, **SETTINGS["directory"])
    return Directory(community)


def fill(community: Community, queue: str) -> None:
    """Have a queue filled, as `./q ops fill` does, and wait until everything is sent."""
    community.call("directory", "bus_fill", {"queue": queue}, actor=community.service("ops"))
    fills = community.database("directory")["bus_fills"]
    community.eventually(lambda: fills.find_one({"queue": queue, "state": "done"}))


@pytest.fixture
def headcount(community: Community, directory: Directory) -> Iterator[None]:
    """Declare its queues and run it, after there was a member already."""
    directory.member("early")
    declare = [sys.executable, "-m", "bus.topology", HEADCOUNT]
    subprocess.run(declare, cwd=HOUSE, env=environment(community, "headcount"), timeout=60, check=True)
    with nameko_hosted(community, HEADCOUNT, free_port()):
        yield
    community.remove_queues(Headcount)


def count(community: Community, region: str) -> dict[str, Any]:
    return dict(community.call("headcount", "count_members", {"region": region}))


def test_a_service_with_the_bus_counts_who_was_there_and_who_comes_and_goes(
    community: Community, directory: Directory, headcount: None
) -> None:
    late = directory.member("late")
    community.eventually(lambda: count(community, "wales") == {"value": 1, "exact": True})
    fill(community, "headcount.members.v1")
    community.eventually(lambda: count(community, "wales")["value"] == 2)
    profile = directory.ask(late, "get_my_profile")
    directory.ask(late, "update_profile", version=profile["version"], region="yorkshire-and-humber")
    community.eventually(lambda: count(community, "yorkshire-and-humber")["value"] == 1)
    directory.ask("ops", "erase_person", person_id=late)
    community.eventually(lambda: count(community, "yorkshire-and-humber")["value"] == 0)
    assert count(community, "wales")["value"] == 1


def test_its_effect_is_caused_by_news_alone(community: Community, directory: Directory, headcount: None) -> None:
    fill(community, "headcount.firsts.v1")
    directory.member("late")
    regions = community.database("headcount")["regions"]
    community.eventually(lambda: regions.find_one({"_id": "wales"}))
    inbox = community.database("headcount")["bus_inbox"]
    assert inbox.count_documents({}) == 1


def test_a_program_with_any_amqp_client_keeps_the_newest_state_of_every_member(
    community: Community, directory: Directory, tmp_path: Path
) -> None:
    early = directory.member("early")
    path = tmp_path / "book.sqlite"
    with process(["docs/examples/guestbook.py", str(path)], environment(community, "guestbook")):
        community.eventually(lambda: _readers(community, "guestbook.members"), 30)
        late = directory.member("late")
        community.eventually(lambda: book(path) == {late: "late"})
        fill(community, "guestbook.members")
        community.eventually(lambda: book(path) == {late: "late", early: "early"})
        directory.ask(late, "update_profile", version=1, name="Late Again")
        community.eventually(lambda: book(path)[late] == "Late Again")
        directory.ask(late, "leave_community", version=2)
        community.eventually(lambda: book(path) == {late: None, early: "early"})
        directory.ask("ops", "erase_person", person_id=early)
        community.eventually(lambda: book(path) == {late: None})
    with kombu.Connection(community.amqp_uri) as connection:
        connection.default_channel.queue_delete("guestbook.members")


def test_a_stock_client_asks_for_what_everybody_may_know(community: Community, directory: Directory) -> None:
    command = [sys.executable, "docs/examples/regions.py"]
    given = environment(community, "tester")
    done = subprocess.run(command, cwd=HOUSE, env=given, capture_output=True, text=True, timeout=60, check=True)
    assert "wales Wales" in done.stdout.splitlines()


def book(path: Path) -> dict[str, str | None]:
    return dict(sqlite3.connect(path).execute("SELECT id, name FROM members"))


def _readers(community: Community, queue: str) -> int:
    try:
        with kombu.Connection(community.amqp_uri) as connection:
            return int(connection.default_channel.queue_declare(queue, passive=True).consumer_count)
    except connection.channel_errors:
        return 0
