"""The supervisor alone, over small processes of its own."""

import sys
from pathlib import Path

import pytest

from deploy.local import child
from deploy.local.home import Home
from deploy.local.settings import from_environment
from deploy.local.site import Site
from deploy.local.supervisor import Supervisor
from deploy.local.table import ISSUERS, Entry
from deploy.local.terminal import Failure


@pytest.fixture
def site(tmp_path: Path) -> Site:
    home = Home(tmp_path / "home")
    return Site(from_environment({"Q_HOME": str(home.path)}), home, {"gateway": 1}, ISSUERS, demonstrates=False)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(child, "BACK_OFF_S", (0.0,))


def failing() -> Entry:
    command = [sys.executable, "-c", "print('out of memory'); raise SystemExit(1)"]
    return Entry("failing", lambda site: command, is_ready=lambda site: False)


def test_what_never_starts_stops_the_start_with_its_last_words(site, impatient):
    supervisor = Supervisor(site, [failing()])
    with pytest.raises(Failure, match=r"failing does not start(.|\n)*out of memory"):
        supervisor.run_until(supervisor.is_ready)


def test_an_open_community_goes_on_while_one_service_fails_again_and_again(site, impatient):
    supervisor = Supervisor(site, [failing()])
    supervisor.open()
    ends = 2 * child.HOPELESS
    supervisor.run_until(lambda: supervisor.children["failing"].ends >= ends)
    assert supervisor.children["failing"].last_words().count("out of memory") >= child.HOPELESS
    supervisor.stop()
