"""Calls through the bus's client to the real directory, for its reference data: some 20 KB after one small look.

rpc.inflight20  twenty questions on their way at once, from one client
rpc.serial      one after the other
"""

from __future__ import annotations

import sys
import time
from functools import partial

from benchmarks._house import House, house
from benchmarks._measuring import Line, choose, interleave, say_faults
from benchmarks._peers._common import in_flight
from benchmarks._programs import calls_per_second
from bus.rpc import Pending
from services.directory.service import DirectoryService

N, PEERS = 6_000, {"nameko": 2_000, "raw_kombu": 6_000}
WAYS = {"inflight20": (20, 1), "serial": (1, 3)}
"""How many at once, and how many times fewer calls."""
TARGETS = {"inflight20": {"nameko": 3, "raw_kombu": 0.8}, "serial": {"nameko": 1.5}}


def through_the_bus(here: House, n: int, most: int) -> float:
    """Return the rate of n calls, so many at once."""
    client = here.community.client
    with here.open(DirectoryService):
        ask = partial(client.start, "directory", "get_reference", timeout_s=10)
        ask().result()
        began = time.monotonic()
        in_flight(n, most, ask, Pending.result)
        return n / (time.monotonic() - began)


def main() -> int:
    choice = choose(__doc__)
    sizes = {
        (way, who): choice.of(many // fewer)
        for way, (_, fewer) in WAYS.items()
        for who, many in ({"bus": N} | PEERS).items()
    }
    with house() as here:
        contenders = {}
        for way, (most, _) in WAYS.items():
            contenders[way, "bus"] = partial(through_the_bus, here, sizes[way, "bus"], most)
            for peer in PEERS:
                contenders[way, peer] = partial(calls_per_second, f"{peer}_rpc", sizes[way, peer], most)
        values = interleave(contenders, choice.rounds)
        faults = here.count()
    for way in WAYS:
        peers = {peer: values[way, peer] for peer in PEERS}
        for peer in PEERS:
            choice.tell(Line.of(f"rpc.{way}.{peer}", "calls/s", sizes[way, peer], peers[peer]))
        choice.tell(Line.of(f"rpc.{way}", "calls/s", sizes[way, "bus"], values[way, "bus"], peers, TARGETS[way]))
    return say_faults(faults)


if __name__ == "__main__":
    sys.exit(main())
