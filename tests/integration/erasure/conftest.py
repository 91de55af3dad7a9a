"""The services, which go by the clock that a test moves, and the operators' command line."""

from pathlib import Path

import pytest

from bus.testing import Community
from deploy.local.home import Home
from services.gateway.limits import limits
from tests.integration.api.site import Site
from tests.integration.operators.conftest import Ops


@pytest.fixture
def site(timed: Community) -> Site:
    return Site(timed)


@pytest.fixture
def ops(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ops:
    limits.reset()
    return Ops(site.community, Home(tmp_path), monkeypatch)
