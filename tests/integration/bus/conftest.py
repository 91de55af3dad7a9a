"""What the tests of the bus share: operators who ask, and a desk that fails."""

from collections.abc import Iterator

import pytest

from bus.testing import Community
from tests.integration.bus.desk import Desk, Operators


@pytest.fixture
def operators(community: Community) -> Operators:
    return Operators(community)


@pytest.fixture
def failing_desk() -> Iterator[None]:
    """Let the desk fail, until the test says otherwise."""
    Desk.fails = True
    yield
    Desk.fails = False
