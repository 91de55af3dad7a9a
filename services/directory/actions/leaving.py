"""What ends between a member and all others when they go."""

from __future__ import annotations

from bus.database import Work
from services.directory import store


def part_from_all(work: Work, person_id: str) -> None:
    """End the connections, requests and introductions of who is a member no more, with every word of them."""
    store.part_from_all(work, person_id)
    store.forget_introductions(work, person_id)
