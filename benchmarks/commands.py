"""Commands of the real directory over the bus, beside plain transactions without a bus.

Each gives another person a role: a call, one aggregate changed, one event, one command row (and a row of the audit
trail, which the directory keeps); its relay publishes meanwhile. The peer writes state and event alone.

commands.c8   eight callers
commands.c50  fifty callers
"""

from __future__ import annotations

import sys
import time
from functools import partial

from benchmarks._changing import Roles
from benchmarks._house import House, house
from benchmarks._measuring import Line, choose, interleave, say_faults
from benchmarks._programs import program
from services.directory.service import DirectoryService
from services.notifications.service import NotificationsService

N = 2_000
CALLERS = {"c8": 8, "c50": 50}
TARGETS: dict[str, dict[str, float]] = {"c8": {"transaction": 0.8}}


def through_the_bus(here: House, n: int, callers: int) -> float:
    """Return the rate of n commands, each answered; then see that every one has become a copy."""
    with here.open(DirectoryService):
        roles = Roles(here, n)
        began = time.monotonic()
        roles.change(callers)
        took = time.monotonic() - began
    with here.open(DirectoryService, NotificationsService):
        roles.wait_for_copies()
    return n / took


def transactions(n: int, callers: int) -> float:
    """Return the rate of n plain transactions."""
    with program("benchmarks._peers.transaction", "change", n, callers) as peer:
        began = peer.moment("began")
        return n / (peer.moment("done") - began)


def main() -> int:
    choice = choose(__doc__)
    n = choice.of(N)
    with house() as here:
        contenders = {}
        for name, callers in CALLERS.items():
            contenders[name, "bus"] = partial(through_the_bus, here, n, callers)
            contenders[name, "transaction"] = partial(transactions, n, callers)
        values = interleave(contenders, choice.rounds)
        faults = here.count()
    for name in CALLERS:
        peer = {"transaction": values[name, "transaction"]}
        choice.tell(Line.of(f"commands.{name}.transaction", "commands/s", n, peer["transaction"]))
        choice.tell(Line.of(f"commands.{name}", "commands/s", n, values[name, "bus"], peer, TARGETS.get(name)))
    return say_faults(faults)


if __name__ == "__main__":
    sys.exit(main())
