"""Installing packages leaves the machine's own ways as they were."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bus.testing import eventually
from deploy.local import machine
from deploy.local.home import Home

INSTALL = """
import signal, sys
from pathlib import Path
from deploy.local import __main__ as runner, machine

def install(home):
    with machine._nothing_starts([]):
        return machine.run_into(["sleep", "300"], Path(sys.argv[1]) / "log")

signal.signal(signal.SIGINT, signal.default_int_handler)  # Also where the tests run in the background.
machine.POLICY = Path(sys.argv[1]) / "policy-rc.d"
runner.reports.logs = lambda home, name: install(home)
sys.exit(runner.main(["logs"]))
"""


@pytest.fixture
def policy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "policy-rc.d"
    monkeypatch.setattr(machine, "POLICY", path)
    monkeypatch.setattr(machine, "_privilege", list)
    return path


def installing(tmp_path: Path, policy: Path) -> subprocess.Popen[bytes]:
    """Install something that takes long."""
    environ = os.environ | {"Q_HOME": str(tmp_path / "home")}
    child = subprocess.Popen([sys.executable, "-c", INSTALL, str(tmp_path)], env=environ, start_new_session=True)
    eventually(lambda: (tmp_path / "log").exists())
    assert policy.exists()
    return child


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP], ids=str)
def test_an_interrupted_installation_leaves_no_policy_behind(tmp_path, policy, number):
    child = installing(tmp_path, policy)
    child.send_signal(number)
    assert child.wait(10) == 130
    assert not policy.exists()


def test_what_a_killed_installation_left_is_removed_by_the_next_one(tmp_path, policy):
    child = installing(tmp_path, policy)
    machine.ensure(Home(tmp_path))
    assert policy.exists(), "an installation that lives keeps its policy"
    os.killpg(child.pid, signal.SIGKILL)
    child.wait()
    machine.ensure(Home(tmp_path))
    assert not policy.exists()


def test_a_policy_of_the_machine_stays(tmp_path, policy):
    policy.write_text("#!/bin/sh\nexit 101\n")
    with machine._nothing_starts([]):
        assert policy.read_text() == "#!/bin/sh\nexit 101\n"
    machine.ensure(Home(tmp_path))
    assert policy.exists()
