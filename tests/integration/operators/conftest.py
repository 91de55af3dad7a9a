"""The operators' command line against real services."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bus.testing import Community, Keys, servers
from deploy.local.home import Home
from deploy.local.ops import commands
from deploy.local.settings import from_environment
from deploy.local.site import Site as Deployment
from deploy.local.table import ISSUERS
from tests.integration.api.site import Site


@pytest.fixture(scope="package")
def site(keys: Keys) -> Iterator[Site]:
    made = Community(*servers(), keys)
    try:
        yield Site(made)
    finally:
        made.close()


class Ops:
    """Runs `./q ops` in this process, as the operator of a community that was started elsewhere."""

    def __init__(self, community: Community, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
        given = {"Q_HOME": str(home.path), "AMQP_URI": community.amqp_uri, "MONGODB_URI": community.mongodb_uri}
        (home.folder("keys") / "ops.pem").write_text(community.keys.private["ops"])
        ports = {"broker": 0, "database": 0}  # Given servers are not at any port of ours.
        self._deployment = Deployment(from_environment(given), home, ports, ISSUERS, demonstrates=False)
        self._said: list[str] = []
        self.code = 0
        # The services run in this process too, and log where the commands would print.
        monkeypatch.setattr("deploy.local.ops.showing.say", self._said.append)
        monkeypatch.setattr("bus.logs.configure", lambda *given: None)

    def __call__(self, *arguments: str) -> str:
        """Return what a command prints; `code` is how it ended."""
        self._said.clear()
        self.code = commands.main(list(arguments), lambda: self._deployment)
        return "\n".join(self._said)

    def json(self, *arguments: str) -> Any:
        return json.loads(self(*arguments, "--json"))


@pytest.fixture
def ops(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ops:
    return Ops(site.community, Home(tmp_path), monkeypatch)
