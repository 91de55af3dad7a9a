"""Matching on a real broker and a real database."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bus.testing import Community, Keys, servers
from services.matching.service import MatchingService
from tests.integration.coffee.asking import Coffee


@pytest.fixture(scope="package")
def running(keys: Keys) -> Iterator[Community]:
    """Run matching once for all tests of this folder; rounds open when staff open them."""
    community = Community(*servers(), keys)
    community.start(MatchingService, coffee_day=0)
    yield community
    community.close()


@pytest.fixture
def coffee(running: Community) -> Coffee:
    """Empty the running service of what earlier tests left."""
    running.settled()
    asked = Coffee(running)
    for name in asked.db.list_collection_names():
        asked.db[name].delete_many({})
    return asked
