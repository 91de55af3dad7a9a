"""Accepting a request to connect, fifty a second, whether or not the ones before are done.

From the command to the moment at which both see each other in their connections and both have their notice. Every
request is of two people of its own, so that nobody waits for another. Both moments are seen through change streams,
which show what a majority has committed, and so what a list shows.

accept.p50_ms  the median
accept.p99_ms  the slowest of a hundred; at most 250 ms is wanted
accept.rate    accepted in a second, in fact
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count

from benchmarks._house import SERVICES, House, changed_in_bulk, house
from benchmarks._measuring import Line, choose, percentile, say_faults
from benchmarks._people import Community
from benchmarks._seen import Seen
from bus.actor import Actor
from bus.database import Work
from bus.relay import nudge_of
from bus.testing import eventually
from services.directory import store
from services.directory.actions import ask_to_connect
from services.directory.model import Person
from services.directory.service import DirectoryService

N, A_SECOND = 3_000, 50
LONGEST_S = 60.0
SPARE = 100
"""More members than pairs: a transaction that runs again takes others. Who is not asked for is not invented."""
CALLERS = 64
TARGETS: dict[str, dict[str, float]] = {"p50_ms": {}, "p99_ms": {"": 250.0}}


@dataclass(frozen=True)
class Asked:
    """A request that waits, and who has to answer it."""

    connection_id: str
    asker_id: str
    person_id: str


def accepted(here: House, asked: Sequence[Asked]) -> tuple[list[float], float]:
    """Accept all, each at its time; return how long each took in milliseconds, and how many a second it were."""
    due: dict[str, float] = {}
    pause, answers = threading.Event(), []
    with (
        Seen(here.directory["connections"], {"state": "connected"}, "_id") as connected,
        Seen(here.notifications["notices"], {"kind": "connection_made"}, "person_id") as told,
        ThreadPoolExecutor(CALLERS) as callers,
    ):
        began = time.monotonic()
        for place, each in enumerate(asked):
            due[each.connection_id] = began + place / A_SECOND
            pause.wait(max(0.0, due[each.connection_id] - time.monotonic()))
            answers.append(callers.submit(accept, here, each))
        for answer in answers:
            answer.result()
        took = time.monotonic() - began
        eventually(lambda: (len(connected.at), len(told.at)) >= (len(asked), 2 * len(asked)), LONGEST_S)
    moments = [
        max(connected.at[each.connection_id], told.at[each.asker_id], told.at[each.person_id]) - due[each.connection_id]
        for each in asked
    ]
    return [1000 * moment for moment in moments], len(asked) / took


def accept(here: House, asked: Asked) -> None:
    """Say yes, as who was asked."""
    person = here.community.person(asked.person_id)
    request = {"connection_id": asked.connection_id}
    here.community.call("directory", "accept_connection", request, actor=person)


def requests(here: House, n: int) -> list[Asked]:
    """Let n pairs of members be there, one of whom asked the other long enough ago."""
    pairs = zip(*[Community().members(SPARE * n)] * 2, strict=True)
    numbers = count()

    def meet(work: Work) -> str:
        asker, asked = next(pairs)
        for member in (asker, asked):
            member.member_id = work.new_id()
            store.add_person(work, Person(member.member_id, f"digest {next(numbers)} {member.member_id}", work.now))
            store.save_member(work, member)
        made = ask_to_connect(work, Actor("person", asker.member_id), asked.member_id, "directory")
        return f"{made['connection_id']} {asker.member_id} {asked.member_id}"

    asked = [Asked(*line.split()) for line in changed_in_bulk(here, n, meet)]
    here.community.send(nudge_of(DirectoryService.name))
    eventually(lambda: not here.left_over(), LONGEST_S)
    return asked


def main() -> int:
    choice = choose(__doc__)
    n = choice.of(N)
    values: dict[str, list[float]] = {"p50_ms": [], "p99_ms": []}
    rates: list[float] = []
    with house() as here, here.open(*SERVICES):
        for _ in range(choice.rounds):
            asked = requests(here, n)
            took, rate = accepted(here, asked)
            values["p50_ms"].append(percentile(took, 0.5))
            values["p99_ms"].append(percentile(took, 0.99))
            rates.append(rate)
        eventually(lambda: not here.left_over(), LONGEST_S)
        faults = _count(here, n * choice.rounds)
    for name, targets in TARGETS.items():
        choice.tell(Line.of(f"accept.{name}", "ms", n, values[name], targets=targets))
    choice.tell(Line.of("accept.rate", "/s", n, rates))
    return say_faults(faults)


def _count(here: House, n: int) -> list[str]:
    """Say what was lost or doubled: each is connected once, and each of the two was told once."""
    found = {
        "connected": here.directory["connections"].count_documents({"state": "connected"}),
        "events": here.directory["bus_outbox"].count_documents({"type": "connection.made"}),
        "pairs told": here.notifications["notices"].count_documents({"kind": "connection_made"}) / 2,
    }
    return [f"{number} {what} instead of {n}" for what, number in found.items() if number != n]


if __name__ == "__main__":
    sys.exit(main())
