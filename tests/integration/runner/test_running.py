"""What other commands know of the site that runs, from the moment that somebody has its home."""

import shlex
import subprocess
import sys

import pytest

from bus.settings import BusSettings, load
from bus.testing import eventually
from deploy.local import reports, running
from deploy.local.home import Home
from deploy.local.processes import Identity, Process
from deploy.local.settings import from_environment
from deploy.local.terminal import Failure

GIVEN = {"AMQP_URI": "amqp://u:p@elsewhere/q", "MONGODB_URI": "mongodb://elsewhere", "Q_NAMESPACE": "wales"}
PREPARING = """
import sys, time
from pathlib import Path
from deploy.local import __main__ as runner, up

# Stands for a long installation, which the test interrupts; bounded, should the test itself be killed.
up.Up._prepare = lambda self: time.sleep(300)
sys.exit(runner.main(["up"]))
"""


def settings_of(home: Home, **environ: str):
    return from_environment({"Q_HOME": str(home.path)} | environ)


def open_site(home: Home, supervisor: Process) -> None:
    """Write down a site that is open, on servers that it was given."""
    running.begin(settings_of(home, **GIVEN), home, demonstrates=False)
    state = home.recall("state") | {"supervisor": supervisor.identity.dump(), "address": "http://127.0.0.1:8080"}
    home.remember("state", state)
    home.remember("ports", dict.fromkeys(("broker", "database", "mail", "gateway"), 1))


def exported(lines: str) -> dict[str, str]:
    """Return what a shell has after it was given these lines."""
    return dict(shlex.split(line)[1].split("=", 1) for line in lines.splitlines())


@pytest.fixture
def preparing(home: Home):
    """A runner that still installs packages."""
    child = subprocess.Popen([sys.executable, "-c", PREPARING], env={"Q_HOME": str(home.path)})
    eventually(lambda: running.state(home))
    yield child
    child.kill()
    child.wait()


def test_down_ends_a_runner_that_still_prepares_the_machine(home, preparing):
    assert running.end(home)
    assert preparing.wait(10) == 130
    assert running.state(home) is None
    assert not running.end(home)


def test_a_site_that_is_being_prepared_is_no_failure_to_wait_for(home, preparing):
    with pytest.raises(Failure, match="being prepared"):
        reports.status(settings_of(home), home)
    with pytest.raises(Failure, match="Not ready after"):
        reports.wait(settings_of(home), home, 0.1)


def test_every_shell_finds_the_servers_that_the_site_was_given(home, supervisor: Process):
    open_site(home, supervisor)
    site = running.site(settings_of(home), home)
    assert (site.amqp_uri, site.mongodb_uri) == (GIVEN["AMQP_URI"], GIVEN["MONGODB_URI"])
    assert site.settings.namespace == "wales"
    assert (home.path / "run" / "state.json").stat().st_mode & 0o777 == 0o600


def test_the_environment_of_a_service_beside_the_site_has_all_that_the_bus_reads(home, supervisor: Process, capsys):
    open_site(home, supervisor)
    assert reports.env(settings_of(home), home, "headcount") == 0
    loaded = load(BusSettings, exported(capsys.readouterr().out))
    assert (loaded.amqp_uri, loaded.namespace) == (GIVEN["AMQP_URI"], "wales")
    with pytest.raises(Failure, match="no name for a service"):
        reports.env(settings_of(home), home, "../ops")


def test_the_runner_is_asked_in_the_shell_that_has_the_environment_of_a_service(home, supervisor: Process, capsys):
    open_site(home, supervisor)
    reports.env(settings_of(home), home, "headcount")
    settings = settings_of(home, **exported(capsys.readouterr().out))
    assert running.site(settings, home).amqp_uri == GIVEN["AMQP_URI"]


def test_what_a_killed_runner_left_is_ended_before_the_next_begins(home, supervisor: Process):
    left = {"processes": [{"process": supervisor.identity.dump()}]}
    home.remember("state", left)
    running.begin(settings_of(home), home, demonstrates=True)
    assert not supervisor.identity.is_alive
    assert Identity.load(home.recall("state")["supervisor"]).is_alive


def test_nobody_waits_for_what_ends_again_and_again(home, supervisor: Process):
    open_site(home, supervisor)
    task = {"name": "demonstration", "state": "restarting", "ends": 5, "is_hopeless": True, "process": None}
    home.remember("state", home.recall("state") | {"processes": [task]})
    with pytest.raises(Failure, match="logs demonstration"):
        reports.wait(settings_of(home), home, 60)
