"""Operators have a newcomer's queue filled, and a service's copies rebuilt while it goes on serving."""

from collections.abc import Iterator
from typing import Any

import kombu
import pytest

from bus.errors import Unavailable
from deploy.local.ops.operator import Operator
from deploy.local.terminal import Failure
from tests.integration.api.site import Site
from tests.integration.operators.conftest import Ops

NEWCOMER, ROLES = "newcomer.people", "notifications.roles.v1"


@pytest.fixture
def newcomer(site: Site) -> Iterator[str]:
    """A queue of somebody else's service, which reads it later."""
    with kombu.Connection(site.community.amqp_uri) as connection:
        connection.default_channel.queue_declare(NEWCOMER, durable=True)
        yield NEWCOMER
        connection.default_channel.queue_delete(NEWCOMER)


@pytest.fixture
def lost(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Lose the first answer that an operator gets; its method is noted here."""
    methods: list[str] = []
    ask = Operator._ask_once

    def lose(operator: Operator, service: str, method: str, *how: Any) -> Any:
        answer = ask(operator, service, method, *how)
        if not methods:
            methods.append(method)
            raise Unavailable("no_answer")
        return answer

    monkeypatch.setattr(Operator, "_ask_once", lose)
    return methods


def test_a_newcomer_s_queue_is_filled_and_the_filling_is_listed(site: Site, ops: Ops, newcomer: str) -> None:
    site.member()
    seen = ops.json("fill", "--from", "directory", "--to", newcomer, "--types", "member.joined")
    assert (ops.code, seen["state"], seen["error"]) == (0, "done", None)
    assert seen["sent"] == seen["waiting"] >= 1
    [item] = [item for item in ops.json("fills")["items"] if item["fill_id"] == seen["fill_id"]]
    assert (item["service"], item["queue"], item["types"]) == ("directory", newcomer, ["member.joined"])
    assert f"directory  {newcomer} " in ops("fills")


def test_what_not_every_member_may_read_is_sent_only_when_that_is_said(site: Site, ops: Ops, newcomer: str) -> None:
    private = ("fill", "--from", "directory", "--to", newcomer, "--types", "role.granted")
    with pytest.raises(Failure, match="private types"):
        ops(*private)
    site.panellist("chair")
    assert ops(*private, "--private").startswith("Sent: ")


def test_damaged_copies_are_rebuilt(site: Site, ops: Ops) -> None:
    site.panellist("chair")
    site.community.settled()
    roles = site.community.database("notifications")["roles"]
    held = {"roles": {"$ne": []}}
    before = list(roles.find(held).sort("_id"))
    roles.update_many(held, {"$set": {"roles": []}})
    assert ops("rebuild", ROLES).startswith("Sent: ")
    assert ops.code == 0
    site.community.eventually(lambda: list(roles.find(held).sort("_id")) == before)


@pytest.mark.parametrize("command", [("fill", "--from", "directory", "--to", NEWCOMER), ("rebuild", ROLES)])
def test_an_answer_that_is_lost_begins_no_second_filling(
    site: Site, ops: Ops, newcomer: str, command: tuple[str, ...], lost: list[str]
) -> None:
    fills = site.community.database("directory")["bus_fills"]
    before = fills.count_documents({})
    ops(*command)
    assert (ops.code, len(lost)) == (0, 1)
    assert fills.count_documents({}) == before + 1


def test_a_filling_that_takes_longer_is_left_to_go_on(site: Site, ops: Ops, newcomer: str) -> None:
    assert "It goes on: './q ops fills'" in ops("fill", "--from", "directory", "--to", newcomer, "--wait", "-1")
    assert ops.code == 1


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("rebuild", "newcomer.people"), "No service of ours reads newcomer.people"),
        (("rebuild", "notifications.welcomes.v1"), "projection unknown. This queue is of no projection"),
        (
            ("fill", "--from", "directory", "--to", "nowhere"),
            "queue unknown. There is no such queue. Let its reader declare it",
        ),
        (("fill", "--from", "directory", "--to", NEWCOMER, "--types", "role.granted"), "Say --private if"),
        (("fill", "--from", "gateway", "--to", NEWCOMER, "--types", "coffee.matched"), "No state is told by coffee"),
    ],
)
def test_what_cannot_be_filled_is_refused_in_a_sentence(ops: Ops, arguments: tuple[str, ...], reason: str) -> None:
    with pytest.raises(Failure, match=reason):
        ops(*arguments)
