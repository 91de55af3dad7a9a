"""Matching on a real broker and a real database."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bus.testing import Community, Keys
from tests.integration.coffee.asking import Coffee
from tests.integration.matching.running import emptied, run_matching


@pytest.fixture(scope="package")
def running(keys: Keys) -> Iterator[Community]:
    """Run matching once for all tests of this folder; rounds open when staff open them."""
    yield from run_matching(keys, coffee_day=0)


@pytest.fixture
def coffee(running: Community) -> Coffee:
    return emptied(Coffee(running))
