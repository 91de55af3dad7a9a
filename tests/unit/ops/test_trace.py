"""How a story is put together from what each service says of its own part, and how it is told."""

from collections.abc import Iterable, Mapping
from typing import Any

import pytest

from deploy.local.ops import trace

SECOND = "2026-11-22T10:00:{:06.3f}Z"


def command(identifier: str, at: float, **more: Any) -> dict[str, Any]:
    row = {"id": identifier, "method": "place_order", "correlation_id": "c", "causation_id": "", "at": said(at)}
    return row | more


def event(identifier: str, at: float, cause: str, published: float | None = None, **more: Any) -> dict[str, Any]:
    row = {"id": identifier, "type": "order.placed", "subject": "a", "sequence": 1, "unrouted": False}
    times = {"at": said(at), "published_at": said(published)}
    return row | times | {"correlation_id": "c", "causation_id": cause} | more


def said(second: float | None) -> str | None:
    return None if second is None else SECOND.format(second)


class Services:
    """Answer as services do; those without parts do not answer."""

    def __init__(self, hops: Mapping[str, list[dict[str, Any]]] | None = None, **parts: Any) -> None:
        self._hops, self._parts = hops or {}, parts

    def ask_each(
        self, services: Iterable[str], method: str, request: Mapping[str, Any]
    ) -> tuple[dict[str, Any], list[str]]:
        asked = list(services)
        answer = {"bus_trace": self._part, "bus_handled": self._handled}[method]
        answers = {service: answer(service, request) for service in asked if service in self._parts}
        return answers, [service for service in asked if service not in answers]

    def _part(self, service: str, request: Mapping[str, Any]) -> dict[str, Any]:
        commands, events = (
            [row for row in self._parts[service].get(kind, ()) if request["id"] in (row["id"], row["correlation_id"])]
            for kind in ("commands", "events")
        )
        return {"commands": commands, "events": events, "complete": self._parts[service].get("complete", True)}

    def _handled(self, service: str, request: Mapping[str, Any]) -> dict[str, Any]:
        ids = {event["id"] for event in request["events"]}
        return {"items": [dict(hop) for hop in self._hops.get(service, ()) if hop["event"] in ids]}


def traced(services: Services, identifier: str = "c") -> dict[str, Any]:
    return trace.trace(services, ("shop", "ledger"), identifier)


def told(services: Services) -> list[str]:
    return list(trace._lines(traced(services)))


SHOP = {"commands": [command("k", 1)], "events": [event("e", 1.01, "k", 1.02)]}
LEDGER = {"events": [event("f", 1.05, "e", 1.25, type="entry.made")]}
ENTERED = {"event": "e", "queue": "ledger.entries.v1", "state": "handled", "at": said(1.05)}


def test_a_story_hangs_together_from_any_of_its_ids() -> None:
    services = Services({"ledger": [ENTERED]}, shop=SHOP, ledger=LEDGER)
    for identifier in ("c", "k", "e", "f"):
        [root] = traced(services, identifier)["roots"]
        [placed] = root["caused"]
        [made] = placed["caused"]
        assert (root["id"], placed["id"], made["id"]) == ("k", "e", "f")
        assert (placed["after_ms"], placed["published_ms"], placed["queues"][0]["after_ms"]) == (10, 10, 40)


def test_a_story_is_told_as_a_tree() -> None:
    assert told(Services({"ledger": [ENTERED]}, shop=SHOP, ledger=LEDGER)) == [
        "correlation c",
        "command shop.place_order  k  2026-11-22T10:00:01.000Z",
        "└─ event order.placed of shop, after 10 ms, published after 10 ms  e",
        "   ├─ → ledger.entries.v1 handled after 40 ms",
        "   └─ event entry.made of ledger, after 40 ms, published after 200 ms  f",
    ]


@pytest.mark.parametrize(
    ("hop", "line"),
    [
        ({"state": "handled", "at": said(3)}, "handled after 2.0 s"),
        (
            {"state": "handled", "at": said(3), "attempt": 1, "error": "no_room"},
            "handled after 2.0 s (failed at attempt 1: no_room)",
        ),
        ({"state": "superseded", "at": said(1.5), "by": "g"}, "superseded by a later state after 500 ms"),
        (
            {"state": "parked", "at": said(3), "attempt": 5, "error": "no_room"},
            "PARKED after 2.0 s, attempt 5: no_room",
        ),
        (
            {"state": "retrying", "at": None, "attempt": 2, "error": "no_room", "due_at": said(13)},
            "failed at attempt 2: no_room; again at 2026-11-22T10:00:13.000Z",
        ),
        ({"state": "waiting", "at": None}, "waiting"),
    ],
)
def test_each_state_of_an_event_is_told(hop: dict[str, Any], line: str) -> None:
    hops = {"ledger": [{"event": "e", "queue": "ledger.q.v1"} | hop]}
    lines = told(Services(hops, shop={"events": [event("e", 1, "", 1)]}, ledger={}))
    assert lines[-1] == f"└─ → ledger.q.v1 {line}"


def test_what_is_not_published_or_reached_no_queue_is_told() -> None:
    waiting = {"ledger": [{"event": "e", "queue": "ledger.q.v1", "state": "waiting", "at": None}]}
    lost = {"events": [event("e", 1, "", 1, unrouted=True), event("g", 2, "")]}
    lines = told(Services(waiting, shop=lost, ledger={}))
    assert "published after 0 ms, reached no queue" in lines[1]
    assert lines[2] == "└─ → ledger.q.v1 never arrived"
    assert "NOT YET PUBLISHED" in lines[3]


def test_who_does_not_answer_and_what_is_left_out_is_told() -> None:
    lines = told(Services(shop=SHOP | {"complete": False}))
    assert lines[-2:] == ["There is more than is shown here.", "ledger did not answer: its part is missing."]


def test_a_clock_that_is_behind_makes_no_delay_negative() -> None:
    early = {"event": "e", "queue": "ledger.entries.v1", "state": "handled", "at": said(0.5)}
    [root] = traced(Services({"ledger": [early]}, shop=SHOP, ledger={}))["roots"]
    assert root["caused"][0]["queues"][0]["after_ms"] == 0
