"""What operators are told of parked messages while a service does not answer."""

from collections.abc import Iterable, Mapping
from typing import Any

import pytest

from deploy.local.ops import commands
from deploy.local.table import SERVICES
from deploy.local.terminal import Failure


class Services:
    """Answer page after page, the last one with `next` null; who has no pages does not answer."""

    def __init__(self, **pages: list[dict[str, Any]]) -> None:
        self._pages = pages

    def ask_each(
        self, services: Iterable[str], method: str, request: Mapping[str, Any]
    ) -> tuple[dict[str, Any], list[str]]:
        asked = list(services)
        there = [service for service in asked if self._pages.get(service)]
        return {service: self._pages[service].pop(0) for service in there}, [one for one in asked if one not in there]


class Asked:
    """One command of an operator: what it prints, and how it ends."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.said: list[str] = []
        monkeypatch.setattr("deploy.local.ops.showing.say", self.said.append)

    def __call__(self, services: Services, *typed: str) -> int:
        arguments = commands.parser().parse_args(typed)
        return int(arguments.operate(services, arguments))


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    return Asked(monkeypatch)


def item(queue: str, identifier: str) -> dict[str, Any]:
    noted = {"error": "no_room", "attempt": 1, "age_s": 1.0, "type": "a.b", "payload": {}, "size": 2}
    return {"queue": queue, "id": identifier} | noted


def test_messages_are_listed_in_order_and_who_is_silent_is_named(asked: Asked) -> None:
    first = {"items": [item("gateway.a.v1", "1")], "next": "gateway.a.v1|1"}
    second = {"items": [item("gateway.b.v1", "2")], "next": None}
    directory = {"items": [item("directory.c.v1", "3")], "next": None}
    assert asked(Services(gateway=[first, second], directory=[directory]), "parked") == 1
    assert [line for line in asked.said if "  " in line and not line.startswith(" ")] == [
        "directory.c.v1  3",
        "gateway.a.v1  1",
        "gateway.b.v1  2",
    ]
    assert asked.said[-1] == "notifications does not answer: what is parked there is not known."


def test_a_replay_says_what_was_done_where_a_service_fell_silent_on_the_way(asked: Asked) -> None:
    done = {"replayed": 20, "no_queue": [], "full": [], "next": "directory.c.v1|20"}
    last = {"replayed": 1, "no_queue": [], "full": [], "next": None}
    answers = {service: [dict(last)] for service in SERVICES} | {"directory": [done]}
    assert asked(Services(**answers), "replay", "--all") == 1
    assert asked.said == [
        f"Replayed: {19 + len(SERVICES)}.",
        "directory did not answer: what it has done is not known. Ask again.",
    ]


def test_a_replay_says_which_messages_stay_and_why(asked: Asked) -> None:
    answers: dict[str, list[dict[str, Any]]]
    answers = {service: [{"replayed": 0, "no_queue": [], "full": [], "next": None}] for service in SERVICES}
    answers["gateway"] = [{"replayed": 0, "no_queue": ["gateway.a.v1"], "full": ["gateway.b.v1"], "next": None}]
    assert asked(Services(**answers), "replay", "an-id") == 1
    assert asked.said == [
        "Replayed: 0.",
        "No queue gateway.a.v1 is there: its messages stay parked.",
        "gateway.b.v1 takes no more now: its messages stay parked.",
    ]


def test_of_a_message_whose_service_is_silent_nobody_says_that_it_is_not_parked(asked: Asked) -> None:
    nothing = {service: [{"dropped": 0, "next": None}] for service in SERVICES if service != "gateway"}
    assert asked(Services(**nothing), "drop", "an-id") == 1
    assert asked.said == ["Dropped: 0.", "gateway did not answer: what it has done is not known. Ask again."]
    everywhere = {service: [{"dropped": 0, "next": None}] for service in SERVICES}
    with pytest.raises(Failure, match="Nothing with the id an-id is parked"):
        asked(Services(**everywhere), "drop", "an-id")
