"""The three services, a clock that a test moves, and the operators' command line."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bus.testing import Community, Keys, servers
from bus.times import utc_now
from deploy.local.home import Home
from services.gateway.limits import limits
from tests.integration.api.site import Site
from tests.integration.operators.conftest import Ops


class Clock:
    """Tells the time, or a later one."""

    def __init__(self) -> None:
        self.ahead = timedelta(0)

    def __call__(self) -> datetime:
        return utc_now() + self.ahead


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def site(keys: Keys, clock: Clock) -> Iterator[Site]:
    community = Community(*servers(), keys, clock)
    try:
        yield Site(community)
    finally:
        community.close()


@pytest.fixture
def ops(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ops:
    limits.reset()
    return Ops(site.community, Home(tmp_path), monkeypatch)
