"""A matching of its own for the tests of a folder."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol, TypeVar

from bus.testing import Community, Keys, servers
from services.matching.service import MatchingService


class Asks(Protocol):
    """What asks matching and may look into its database."""

    db: Any
    community: Community


A = TypeVar("A", bound=Asks)


def run_matching(keys: Keys, **settings: Any) -> Iterator[Community]:
    """Run matching on a real broker and a real database until the tests are done."""
    community = Community(*servers(), keys)
    community.start(MatchingService, **settings)
    yield community
    community.close()


def emptied(asked: A) -> A:
    """Empty the running service of what earlier tests left."""
    asked.community.settled()
    for name in asked.db.list_collection_names():
        asked.db[name].delete_many({})
    return asked
