"""Whatever a copy is built from, its owner can tell again."""

from typing import Any

import pytest

from bus.doors import Door
from bus.filling import State, chosen
from tests.contracts.house import HOUSE, subscriptions

PROJECTIONS = [door for _, door in subscriptions() if door.kind == "projection"]
STATES: dict[str, tuple[State, ...]] = {service.name: getattr(service, "states", ()) for service in HOUSE}  # type: ignore[attr-defined]
EVENTS = [event for states in STATES.values() for state in states for event in state.events]


@pytest.mark.parametrize("door", PROJECTIONS, ids=[door.queue for door in PROJECTIONS])
def test_every_projection_can_be_filled(door: Door) -> None:
    assert chosen(STATES[door.events[0].source], [event.type for event in door.events])


@pytest.mark.parametrize("event", EVENTS, ids=[event.type for event in EVENTS])
def test_a_service_tells_again_only_what_it_publishes(event: Any) -> None:
    owner = next(service for service in HOUSE if service.name == event.source)  # type: ignore[attr-defined]
    assert event in owner.publishes  # type: ignore[attr-defined]


@pytest.mark.parametrize("state", [state for states in STATES.values() for state in states])
def test_the_types_that_tell_one_state_say_the_same(state: State) -> None:
    first, *others = (set(event().fields) for event in state.events)
    assert all(other == first for other in others)
