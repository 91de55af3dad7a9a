"""What every test may ask for: a community on a real broker and a real database, and one whose clock a test moves."""

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta

import pytest

from bus.testing import Community, Keys, servers
from bus.times import utc_now


def pytest_addoption(parser: pytest.Parser) -> None:
    browsing = parser.getgroup("browser", "tests in the browser")
    browsing.addoption("--applicants", type=int, choices=(12, 30), help="walk the whole wave, with so many")
    browsing.addoption("--pictures", action="store_true", help="photograph every page, into .q/screenshots")
    browsing.addoption("--write-snapshots", action="store_true", help="write tests/e2e/snapshots anew")


class Clock:
    """Tells the time, or a later one."""

    def __init__(self) -> None:
        self.ahead = timedelta(0)

    def __call__(self) -> datetime:
        return utc_now() + self.ahead


@pytest.fixture(scope="session")
def keys() -> Keys:
    return Keys()


@pytest.fixture
def community(keys: Keys) -> Iterator[Community]:
    with closing(Community(*servers(), keys)) as made:
        yield made


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def timed(keys: Keys, clock: Clock) -> Iterator[Community]:
    """A community that goes by the clock that the test moves."""
    with closing(Community(*servers(), keys, clock)) as made:
        yield made
