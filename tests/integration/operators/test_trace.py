"""What caused what: a person's way into the community, followed through every service."""

import re
from typing import Any

import pytest

from bus.ids import new_id
from deploy.local.table import SERVICES
from deploy.local.terminal import Failure
from tests.integration.api.site import APPLICATION, ASSESSMENT, Caller, Site
from tests.integration.operators.conftest import Ops

Node = dict[str, Any]


@pytest.fixture(scope="module")
def decision(site: Site) -> str:
    """Accept somebody who applied; return the id of the command."""
    one, other, chair = (site.panellist(role) for role in ("assessor", "assessor", "chair"))
    path, command_id = _handed_in(site.newcomer()), new_id()
    for assessor in (one, other):
        assessor.post(f"{path}/assessment/final", ASSESSMENT)
    version = chair.get(path).json["version"]
    chair.post(f"{path}/decision", {"outcome": "accept"}, seen=version, key=command_id)
    site.community.settled()
    return command_id


def test_an_acceptance_is_followed_through_every_service(ops: Ops, decision: str) -> None:
    story = ops.json("trace", decision)
    [command] = story["roots"]
    assert (command["service"], command["method"], command["id"]) == ("directory", "decide_application", decision)
    heard = {"matching.members.v1": "handled", "notifications.welcomes.v1": "handled"}
    assert {event["type"]: _told(event) for event in command["caused"]} == {
        "application.decided": ("directory", {"notifications.decisions.v1": "handled"}, ["notice.added"]),
        "member.joined": ("directory", heard, ["notice.added"]),
    }
    assert [event["published_ms"] >= 0 for event in _events(command)] == [True] * 4
    assert [hop["after_ms"] >= 0 for event in _events(command) for hop in event["queues"]] == [True] * 3
    assert (ops.code, story["missing"], story["complete"]) == (0, [], True)


def test_every_id_of_a_story_shows_all_of_it(ops: Ops, decision: str) -> None:
    story = ops.json("trace", decision)
    notice = story["roots"][0]["caused"][0]["caused"][0]
    for identifier in (notice["id"], *story["correlation_ids"]):
        assert ops.json("trace", identifier)["roots"] == story["roots"]


def test_people_see_a_tree(ops: Ops, decision: str) -> None:
    tree = ops("trace", decision)
    assert re.search(rf"^command directory.decide_application  {decision}  \d{{4}}-", tree, re.MULTILINE)
    assert re.search(r"^├─ event \S+ of directory, after \d+ ms, published after [\d.]+ m?s  ", tree, re.MULTILINE)
    assert re.search(r"^   ├─ → notifications.\w+.v1 handled after [\d.]+ m?s$", tree, re.MULTILINE)
    assert re.search(r"^   └─ event notice.added of notifications, ", tree, re.MULTILINE)


def test_what_nobody_knows_is_said(ops: Ops) -> None:
    with pytest.raises(Failure, match="Nothing is known of no-such-id"):
        ops("trace", "no-such-id")


def test_an_erasure_is_followed_into_every_service(site: Site, ops: Ops) -> None:
    person_id = site.person()
    ops("erase", person_id, "--yes")
    outbox = site.community.database("directory")["bus_outbox"]
    erased = outbox.find_one({"type": "person.erased", "subject": person_id})
    [command] = ops.json("trace", erased["_id"])["roots"]
    assert {event["type"]: _told(event)[1] for event in command["caused"]}["person.erased"] == {
        f"{service}.erasures.v1": "handled" for service in SERVICES
    }


def test_a_service_that_is_away_is_named(site: Site, ops: Ops, decision: str) -> None:
    correlation = ops.json("trace", decision)["correlation_ids"][0]
    with site.without_directory():
        story = ops.json("trace", correlation)
    assert (ops.code, story["missing"]) == (1, ["directory"])
    assert [root["type"] for root in story["roots"]] == ["notice.added", "notice.added"]


def _handed_in(applicant: Caller) -> str:
    draft = applicant.post("/applications", APPLICATION).json
    path = f"/applications/{draft['application_id']}"
    applicant.post(f"{path}/submission", seen=draft["version"])
    return path


def _told(event: Node) -> tuple[str, dict[str, str], list[str]]:
    queues = {hop["queue"]: hop["state"] for hop in event["queues"]}
    return event["service"], queues, [caused["type"] for caused in event["caused"]]


def _events(node: Node) -> list[Node]:
    return [event for caused in node["caused"] for event in (caused, *_events(caused))]
