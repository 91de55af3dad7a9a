"""Every subscription gets its events once and in order, then twice and backwards: the outcome is the same.

A subscription without a case here fails, so that nobody adds one whose handler does not survive redelivery; erasing
has tests of its own in tests/integration/erasure.
"""

from typing import Any

import pytest

from bus.doors import Door
from bus.host import Host
from bus.testing import Community, envelope_of
from bus.wire import Envelope
from tests.contracts.cases import CASES, PLANTED, SETTINGS
from tests.contracts.house import HOUSE, PUBLISHED, sample, subscriptions

OF_SEARCH = ("search_",)
"""What a process notes for the search in its memory, whatever it hears."""

DURABLE = [(service, door) for service, door in subscriptions() if door.queue and door.kind != "erasure"]


def test_every_service_erases_people() -> None:
    assert {service for service, door in subscriptions() if door.kind == "erasure"} == set(HOUSE)


def test_every_subscription_has_a_case() -> None:
    assert {door.queue for _, door in DURABLE} == set(CASES)


@pytest.mark.parametrize(("service", "door"), DURABLE, ids=[door.queue for _, door in DURABLE])
def test_twice_and_backwards_is_the_same_as_once(community: Community, service: type, door: Door) -> None:
    host = start(community, service)
    plant(community, service, door)
    envelopes = envelopes_of(door)
    deliver(community, host, door, envelopes)
    once = state(community, service)
    assert set(once) != {"told"} or once["told"], "nothing came of it, so nothing is tested"
    deliver(community, host, door, [*reversed(envelopes), *envelopes])
    assert state(community, service) == once
    assert community.database(service.name)["bus_parked"].count_documents({}) == 0  # type: ignore[attr-defined]


@pytest.mark.parametrize(("service", "door"), DURABLE, ids=[door.queue for _, door in DURABLE])
def test_backwards_from_the_start_is_the_same_as_in_order(community: Community, service: type, door: Door) -> None:
    host = start(community, service)
    plant(community, service, door)
    envelopes = envelopes_of(door)
    deliver(community, host, door, envelopes[::-1])
    backwards = state(community, service)
    wipe(community, service)
    plant(community, service, door)
    deliver(community, host, door, envelopes)
    assert state(community, service) == backwards


def start(community: Community, service: type) -> Host:
    return community.start(service, **SETTINGS.get(service.name, {}))  # type: ignore[attr-defined]


def plant(community: Community, service: type, door: Door) -> None:
    """Put in place what a reaction needs to find."""
    for name, documents in PLANTED.get(door.queue, {}).items():
        community.database(service.name)[name].insert_many([dict(each) for each in documents])  # type: ignore[attr-defined]


def deliver(community: Community, host: Host, door: Door, envelopes: list[Envelope]) -> None:
    """Send the envelopes and wait until this subscription has handled every one of them."""
    subscription = next(one for one in host.subscriptions if one.door.queue == door.queue)
    handled = subscription.handled + len(envelopes)
    community.deliver(*envelopes)
    community.eventually(lambda: subscription.handled == handled)


def envelopes_of(door: Door) -> list[Envelope]:
    """Return the case's events, as the owner would send them, numbered from 1."""
    made = []
    for number, (event_type, given) in enumerate(CASES[door.queue], 1):
        event = PUBLISHED[(door.events[0].source, event_type)]
        made.append(envelope_of(event, sample(event(), **given), sequence=number))
    return made


def wipe(community: Community, service: type) -> None:
    database = community.database(service.name)  # type: ignore[attr-defined]
    for name in database.list_collection_names():
        database[name].delete_many({})


def state(community: Community, service: type) -> dict[str, Any]:
    """Return what the service holds, without identifiers and times that differ from run to run."""
    database = community.database(service.name)  # type: ignore[attr-defined]
    names = [name for name in database.list_collection_names() if not name.startswith(("bus_", *OF_SEARCH))]
    held = {name: sorted(map(_settled, database[name].find())) for name in names}
    told = sorted(row["type"] for row in database["bus_outbox"].find())
    return {name: rows for name, rows in held.items() if rows} | {"told": told}


def _settled(document: dict[str, Any]) -> str:
    """Return a document without what differs from run to run: identifiers, times, what the sender counts."""
    passing = ("_id", "version", "attempts", "state", "token", "count")
    stable = {key: value for key, value in document.items() if not key.endswith((*passing, "_at", "_until"))}
    return str(sorted(stable.items(), key=str))
