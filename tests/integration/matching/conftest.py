"""Matching on a real broker and a real database."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bus.testing import Community, Keys
from tests.integration.matching.asking import Matching
from tests.integration.matching.running import emptied, run_matching


@pytest.fixture(scope="package")
def running(keys: Keys) -> Iterator[Community]:
    """Run matching once for all tests of this folder."""
    yield from run_matching(keys)


@pytest.fixture
def matching(running: Community) -> Matching:
    return emptied(Matching(running))
