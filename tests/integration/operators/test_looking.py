"""What operators look at, and what they do about parked messages."""

import os
from collections.abc import Iterator

import pytest

from bus.ids import new_id
from bus.testing import envelope_of
from bus.wire import Envelope
from deploy.local.ops import outbox, queues
from deploy.local.table import SERVICES
from deploy.local.terminal import Failure
from services.notifications.schemas import EntryCheckDue
from tests.integration.api.site import Site
from tests.integration.operators.conftest import Ops

QUEUE = "notifications.checks.v1"


@pytest.fixture
def parked(site: Site) -> Iterator[Envelope]:
    """Park an event that lacks what its reader needs."""
    rows = site.community.database("notifications")["bus_parked"]
    sent = envelope_of(EntryCheckDue, {"person_id": new_id(), "name": "Ada Penrose"})
    site.community.deliver(sent)
    site.community.eventually(lambda: rows.find_one({"message_id": sent.id}))
    yield sent
    rows.delete_many({})


def test_a_parked_message_is_listed_without_what_is_personal(ops: Ops, parked: Envelope) -> None:
    [item] = ops.json("parked", "--service", "notifications")["items"]
    assert (item["id"], item["queue"], item["error"]) == (parked.id, QUEUE, "not_as_the_schema_says")
    assert (item["payload"]["person_id"], item["payload"]["name"]) == (parked.subject, "(hidden)")
    told = ops("parked", "--queue", QUEUE)
    assert f"{QUEUE}  {parked.id}\n  entry.check_due: not_as_the_schema_says, attempt 1, " in told
    assert "\n  refused: /checked_at required\n" in told
    assert item["fields"] == ["/checked_at required"]
    assert "Ada" not in told
    assert ops("parked", "--service", "directory") == "Nothing is parked."


def test_a_message_that_is_replayed_and_fails_again_is_parked_again(site: Site, ops: Ops, parked: Envelope) -> None:
    rows = site.community.database("notifications")["bus_parked"]
    before = rows.find_one({"message_id": parked.id})["parking"]
    assert ops("replay", parked.id) == "Replayed: 1."
    site.community.eventually(lambda: rows.find_one({"message_id": parked.id, "parking": {"$ne": before}}))


@pytest.mark.parametrize("chosen", [("--all",), ("--all", "--queue", QUEUE), ("--all", "--yes")])
def test_all_of_a_queue_are_dropped_only_when_that_is_said(ops: Ops, parked: Envelope, chosen: tuple[str, ...]) -> None:
    with pytest.raises(Failure, match="name their --queue and say --yes"):
        ops("drop", *chosen)
    assert ops.json("drop", "--all", "--queue", QUEUE, "--yes") == {"dropped": 1, "missing": []}
    assert ops.json("parked") == {"items": [], "missing": []}


def test_what_is_not_parked_is_neither_replayed_nor_dropped(ops: Ops, parked: Envelope) -> None:
    for command in ("replay", "drop"):
        with pytest.raises(Failure, match="Nothing with the id no-such-id is parked"):
            ops(command, "no-such-id")
        with pytest.raises(Failure, match="parked there"):
            ops(command, parked.id, "--queue", "notifications.links.v1")
    with pytest.raises(Failure, match="No service of ours reads elsewhere"):
        ops("replay", "--all", "--queue", "elsewhere.mails.v1")


def test_queues_show_their_readers_and_what_is_parked(ops: Ops, parked: Envelope) -> None:
    rows = {row["queue"]: row for row in ops.json("queues")["queues"]}
    assert (rows[QUEUE]["ready"], rows[QUEUE]["consumers"], rows[QUEUE]["parked"]) == (0, 1, 1)
    assert {queue for queue, row in rows.items() if row["signs"]} == {QUEUE}
    assert ops.code == 1
    assert "notifications.retry.10m" in ops("queues")


def test_the_management_interface_tells_of_the_same_queues(site: Site) -> None:
    uri = site.community.amqp_uri
    managed = {row["queue"]: row for row in queues.managed(os.environ["AMQP_MANAGEMENT_URL"], uri) or ()}
    declared = queues.declared(uri)
    assert managed[QUEUE].keys() == declared[0].keys()
    assert {row["queue"] for row in declared} <= managed.keys()
    assert queues.managed("http://nobody:nothing@127.0.0.1:1", uri) is None


@pytest.mark.parametrize(
    ("row", "parked_there", "signs"),
    [
        ({"queue": "sig.members.v1", "ready": 1000, "consumers": 0}, 0, ["backlog", "no reader"]),
        ({"queue": "sig.retry.10m", "ready": 5000, "consumers": 0}, 0, []),
        ({"queue": "sig.members.v1", "ready": 999, "consumers": 1}, 2, ["parked"]),
    ],
)
def test_a_queue_is_marked_with_what_is_wrong(row: queues.Row, parked_there: int, signs: list[str]) -> None:
    assert queues.mark(row, parked_there)["signs"] == signs


def test_each_outbox_is_empty_and_somebody_publishes_it(site: Site, ops: Ops) -> None:
    site.community.settled()
    told = ops.json("outbox")
    assert {name: (answer["waiting"]["value"], answer["led"]) for name, answer in told["services"].items()} == (
        dict.fromkeys(SERVICES, (0, True))
    )
    assert (ops.code, told["missing"]) == (0, [])
    assert not outbox.is_led(site.community.amqp_uri, "nobody")
