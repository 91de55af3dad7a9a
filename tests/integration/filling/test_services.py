"""A service of the house that comes late knows what those know who were there from the start."""

from typing import Any

import kombu
import pytest

from bus.testing import Community
from bus.wire import decode
from services.directory.service import DirectoryService
from services.directory.store.choices import BEGUN
from services.gateway.service import GatewayService
from services.matching.service import MatchingService
from services.notifications.service import NotificationsService
from tests.contracts.cases import SETTINGS
from tests.integration.directory.asking import NOMINATION, Directory

NEWCOMER = "newcomer.members"


@pytest.fixture
def directory(community: Community) -> Directory:
    community.start(DirectoryService, **SETTINGS["directory"])
    return Directory(community)


def copies(community: Community, name: str, service: str = "notifications") -> dict[str, Any]:
    return {copy.pop("_id"): copy for copy in community.database(service)[name].find()}


def test_notifications_that_start_late_know_addresses_roles_and_nominations(
    community: Community, directory: Directory
) -> None:
    community.start(GatewayService, **SETTINGS["gateway"])
    ana = directory.ask("ops", "import_nomination", **NOMINATION)["person_id"]
    cem, dee = directory.chair("cem"), directory.assessor("dee")
    directory.ask("ops", "revoke_role", person_id=dee, role="assessor", region="wales")
    accounts = community.database("gateway")["accounts"]
    community.eventually(lambda: accounts.find_one({"person_id": ana}))
    community.settled()
    community.start(NotificationsService, **SETTINGS["notifications"])
    community.eventually(
        lambda: copies(community, "addresses") == {ana: {"address": "ana@example.org", "verified": False}}
    )
    expected = {"name": "Ana Example", "nominating_organisation": "Riverside Hospital"}
    community.eventually(lambda: copies(community, "nominations") == {ana: expected})
    chair = {"roles": [{"role": "chair", "region": "wales"}]}
    community.eventually(lambda: copies(community, "roles") == {ana: {"roles": []}, cem: chair, dee: {"roles": []}})
    community.settled()
    assert copies(community, "mails") == copies(community, "bus_parked") == {}


def rename(directory: Directory, staff: str, topic: str, name: str) -> None:
    directory.ask(staff, "rename_choice", list="topics", slug=topic, version=0, name=name)


def test_notifications_know_what_everything_is_called_before_and_after_staff_change_it(
    community: Community, directory: Directory
) -> None:
    staff = directory.person("sam", ("staff", None))
    rename(directory, staff, "cancer", "Cancer care")
    community.start(NotificationsService, **SETTINGS["notifications"])
    community.eventually(lambda: len(copies(community, "names")) == len(BEGUN), 30)
    names = {choice_id: copy["name"] for choice_id, copy in copies(community, "names").items()}
    assert names == {each.choice_id: each.name for each in BEGUN} | {"topics cancer": "Cancer care"}
    rename(directory, staff, "diabetes", "Diabetes care")
    community.eventually(lambda: copies(community, "names")["topics diabetes"]["name"] == "Diabetes care")


def test_matching_that_starts_late_knows_every_member_and_who_is_of_the_staff(
    community: Community, directory: Directory
) -> None:
    one, two, gone = (directory.member(name) for name in ("one", "two", "gone"))
    directory.ask("ops", "grant_role", person_id=two, role="staff")
    directory.ask(gone, "leave_community", version=1)
    community.settled()
    community.start(MatchingService)
    community.eventually(lambda: set(copies(community, "members", "matching")) == {one, two})
    community.eventually(lambda: copies(community, "roles", "matching").get(two) == {"roles": ["staff"]})
    community.settled()
    known = copies(community, "members", "matching")[one]
    told = last_told(directory, one)
    assert {name: known[name] for name in ("name", "region", "topics")} == {
        name: told[name] for name in ("name", "region", "topics")
    }
    directory.ask(one, "leave_community", version=1)
    community.eventually(lambda: set(copies(community, "members", "matching")) == {two})


def test_a_newcomer_hears_of_every_entry_of_a_list_and_of_every_member_what_was_last_told(
    community: Community, directory: Directory
) -> None:
    one, two = directory.member("one"), directory.member("two", visibility="members")
    directory.ask("ops", "import_nomination", **NOMINATION)
    with kombu.Connection(community.amqp_uri) as connection:
        channel = connection.default_channel
        channel.queue_declare(NEWCOMER, durable=True)
        community.call("directory", "bus_fill", {"queue": NEWCOMER}, actor=community.service("ops"))
        many = 2 + len(BEGUN)
        got = [community.eventually(lambda: channel.basic_get(NEWCOMER, no_ack=True)) for _ in range(many)]
        fills = community.database("directory")["bus_fills"]
        assert community.eventually(lambda: fills.find_one({"state": "done"}))["sent"] == many
        channel.queue_delete(NEWCOMER)
    by_subject = {message.headers["cloudEvents_subject"]: message for message in got}
    assert {each.choice_id for each in BEGUN} < set(by_subject)
    told = {member_id: by_subject[member_id] for member_id in (one, two)}
    assert {member_id: decode(message.body) for member_id, message in told.items()} == {
        one: last_told(directory, one),
        two: last_told(directory, two),
    }
    assert [told[member_id].headers["cloudEvents_sequence"] for member_id in (one, two)] == ["1", "2"]


def last_told(directory: Directory, member_id: str) -> dict[str, Any]:
    [row] = directory.db.bus_outbox.find({"aggregate": f"member/{member_id}"}).sort("sequence", -1).limit(1)
    return dict(decode(bytes(row["body"])))
