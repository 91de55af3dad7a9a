"""A directory on a real broker and a real database."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bus.testing import Community, Keys, servers
from services.directory.service import DirectoryService
from tests.integration.directory.asking import Directory


@pytest.fixture(scope="package")
def running(keys: Keys) -> Iterator[Community]:
    """Run the directory once for all tests of this folder: to start it takes longer than most of them."""
    community = Community(*servers(), keys)
    community.start(DirectoryService, digest_key="digest-key-of-a-test", decision_hold_s=0)
    yield community
    community.close()


@pytest.fixture
def directory(running: Community) -> Directory:
    """Empty the running directory of what earlier tests left."""
    asked = Directory(running)
    for name in asked.db.list_collection_names():
        asked.db[name].delete_many({})
    return asked
