"""From a command's commit in the directory to its effect in notifications' database, idle and at half load.

Both moments are seen in the same way: through a change stream, which shows what a majority has committed.

latency.idle_p50_ms, latency.idle_p99_ms  nothing else happens
latency.loaded_p99_ms                     other events come, at half of the rate that this machine carries today
latency.load                              the part of that rate which could be committed: well below 1, the machine had
                                          other things to do, and the figure under load says nothing
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from benchmarks._changing import Roles
from benchmarks._house import SERVICES, House, events, house, many
from benchmarks._measuring import Line, choose, percentile, say_faults
from benchmarks._seen import Seen
from bus import outbox
from bus.testing import eventually
from services.directory.events import RoleGranted

PROBES, PAUSE_S = 400, 0.02
CARRIED = 6_000
SLICE_S = 0.05
ROLE = {"role": "assessor", "region": "wales"}
OTHER = ROLE | {"roles": [ROLE]}
TARGETS = {"idle_p50_ms": 15, "idle_p99_ms": 50, "loaded_p99_ms": 250}


def probe(here: House, n: int) -> list[float]:
    """Give n people a role, one after the other; return how long each took to be kept, in milliseconds."""
    roles = Roles(here, n)
    wanted = set(roles.ids)
    with (
        Seen(here.directory[outbox.COLLECTION], {"subject": {"$in": sorted(wanted)}}, "subject") as committed,
        Seen(here.notifications["roles"], {"_id": {"$in": sorted(wanted)}}, "_id") as kept,
    ):
        roles.change_one_by_one(PAUSE_S)
        eventually(lambda: len(kept.at) == len(committed.at) == n, 30)
    return [1000 * (kept.at[each] - committed.at[each]) for each in wanted]


def carried(here: House, n: int) -> float:
    """Return how many events a second this machine carries just now."""
    rows, collection = events(RoleGranted, OTHER, n), here.notifications["roles"]
    before = collection.estimated_document_count()
    with here.held():
        here.commit(rows)
    began = time.monotonic()
    many(collection, before + n)
    return n / (time.monotonic() - began)


@contextmanager
def loaded(here: House, rate: float, parts: list[float]) -> Iterator[None]:
    """Commit other events all the time, so many a second, until the block ends; note which part of them it was."""
    stop, at_once = threading.Event(), max(1, round(rate * SLICE_S))

    def commit() -> float:
        began, n = time.monotonic(), 0
        while not stop.wait(max(0.0, began + n / rate - time.monotonic())):
            here.commit(events(RoleGranted, OTHER, at_once))
            n += at_once
        return n / (time.monotonic() - began)

    with ThreadPoolExecutor(1) as pool:
        load = pool.submit(commit)
        try:
            yield
        finally:
            stop.set()
        parts.append(load.result() / rate)


def main() -> int:
    choice = choose(__doc__)
    values: dict[str, list[float]] = {name: [] for name in TARGETS}
    parts: list[float] = []
    probes = choice.of(PROBES)
    with house() as here:
        with here.open(*SERVICES):
            for _ in range(choice.rounds):
                idle = probe(here, probes)
                values["idle_p50_ms"].append(percentile(idle, 0.5))
                values["idle_p99_ms"].append(percentile(idle, 0.99))
                rate = carried(here, choice.of(CARRIED)) / 2
                with loaded(here, rate, parts):
                    values["loaded_p99_ms"].append(percentile(probe(here, probes), 0.99))
                many(here.notifications["roles"], here.directory[outbox.COLLECTION].estimated_document_count())
        faults = here.count()
    for name, target in TARGETS.items():
        choice.tell(Line.of(f"latency.{name}", "ms", probes, values[name], targets={"": target}))
    choice.tell(Line.of("latency.load", "of the rate", probes, parts))
    return say_faults(faults)


if __name__ == "__main__":
    sys.exit(main())
