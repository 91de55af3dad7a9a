"""Matching on a real broker and a real database."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bus.testing import Community, Keys, servers
from services.matching.service import MatchingService
from tests.integration.matching.asking import Matching


@pytest.fixture(scope="package")
def running(keys: Keys) -> Iterator[Community]:
    """Run matching once for all tests of this folder."""
    community = Community(*servers(), keys)
    community.start(MatchingService)
    yield community
    community.close()


@pytest.fixture
def matching(running: Community) -> Matching:
    """Empty the running service of what earlier tests left."""
    running.settled()
    asked = Matching(running)
    for name in asked.db.list_collection_names():
        asked.db[name].delete_many({})
    return asked
