"""Events from one service's outbox to another's database, beside peers that only pass them on.

bus.e2e       n events wait in the directory's outbox -> the last nomination is kept by notifications' projection
bus.reaction  the same with a reaction: an inbox row, a notice and an event of its own for each new member
bus.sustained eight callers change roles meanwhile: each a command, its event and the copy
"""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from functools import partial

from benchmarks._changing import Roles
from benchmarks._house import SERVICES, House, Row, events, house, long_ago, many
from benchmarks._measuring import Line, choose, interleave, say_faults
from benchmarks._peers._common import EVENT
from benchmarks._programs import events_per_second
from bus.events import Event
from services.directory.events import MemberJoined, PersonNominated, member_state
from services.directory.model import Member, Profile

E2E, REACTION, SUSTAINED = 20_000, 6_000, 2_000
PEERS = {"nameko": 4_000, "faststream": 8_000, "raw_kombu": 20_000}
TARGETS: dict[str, dict[str, float]] = {
    "e2e": {"nameko": 5, "faststream": 2.5, "raw_kombu": 0.8},
    "reaction": {"nameko": 2},
}
CALLERS = 8


def through_the_bus(here: House, event: type[Event], data: Row, effects: str, n: int) -> float:
    """Return the rate at which n committed events become as many effects in a collection of notifications."""
    rows = events(event, data, n)
    collection = here.notifications[effects]
    with here.open(*SERVICES):
        before = collection.estimated_document_count()
        with here.held():
            here.commit(rows)
        began = time.monotonic()
        many(collection, before + n)
        return n / (time.monotonic() - began)


def joined() -> Row:
    """Return what is told of somebody who joined so long ago that no mail goes out."""
    member = Member("")
    profile = Profile(name="Robin Example", role="Improvement lead", organisation="Example Trust", region="wales")
    member.join(replace(profile, background="manager", visibility="public"), long_ago())
    return member_state(member)


def while_changing(here: House, n: int) -> float:
    """Return the rate at which n commands, from the first call on, become copies."""
    with here.open(*SERVICES):
        roles = Roles(here, n)
        began = time.monotonic()
        roles.change(CALLERS)
        roles.wait_for_copies()
        return n / (time.monotonic() - began)


def main() -> int:
    choice = choose(__doc__)
    n = {"e2e": choice.of(E2E), "reaction": choice.of(REACTION), "sustained": choice.of(SUSTAINED)} | {
        peer: choice.of(many) for peer, many in PEERS.items()
    }
    with house() as here:
        ours = {
            "e2e": partial(through_the_bus, here, PersonNominated, EVENT, "nominations", n["e2e"]),
            "reaction": partial(through_the_bus, here, MemberJoined, joined(), "notices", n["reaction"]),
            "sustained": partial(while_changing, here, n["sustained"]),
        }
        theirs = {peer: partial(events_per_second, f"{peer}_events", n[peer]) for peer in PEERS}
        values = interleave(ours | theirs, choice.rounds)
        faults = here.count()
    for name in (*PEERS, *ours):
        compared = {peer: values[peer] for peer in PEERS} if name in TARGETS else None
        choice.tell(Line.of(f"bus.{name}", "events/s", n[name], values[name], compared, TARGETS.get(name)))
    return say_faults(faults)


if __name__ == "__main__":
    sys.exit(main())
