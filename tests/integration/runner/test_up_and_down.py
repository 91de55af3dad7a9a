"""The runner in earnest: a whole site started, hurt, mended, killed, started again and stopped."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bus.testing import eventually
from deploy.local.home import Home
from deploy.local.processes import Identity
from deploy.local.site import HOUSE

GIVEN = ("Q_", "AMQP_URI", "MONGODB_URI", "SMTP_URL")
LIMIT_S = 120.0


class Checkout:
    """One Q_HOME and the commands that are typed there."""

    def __init__(self, folder: Path) -> None:
        self.home = Home(folder)

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        machine = {name: value for name, value in os.environ.items() if not name.startswith(GIVEN)}
        return subprocess.run(
            [sys.executable, "-m", "deploy.local", *command],
            env=machine | {"Q_HOME": str(self.home.path), "Q_DEMO_MEMBERS": "231"},
            cwd=HOUSE,
            capture_output=True,
            text=True,
            check=False,
        )

    def state(self) -> dict:
        return self.home.recall("state") or {}

    def identity(self, name: str) -> Identity:
        return Identity.load(self.process(name)["process"])

    def process(self, name: str) -> dict:
        return next(process for process in self.state()["processes"] if process["name"] == name)

    def everyone(self) -> list[Identity]:
        lasting = [process["process"] for process in self.state()["processes"] if process["process"]]
        return [Identity.load(each) for each in [self.state()["supervisor"], *lasting]]

    def is_mentioned(self) -> bool:
        """Tell whether any process of the machine still knows this home."""
        told = str(self.home.path).encode()
        return any(told in _read(path) for path in Path("/proc").glob("[0-9]*/cmdline"))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


@pytest.fixture
def checkout(tmp_path: Path):
    made = Checkout(tmp_path / "home")
    yield made
    made.run("down")


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_site_survives_its_accidents_and_leaves_nothing_behind(checkout):
    started = checkout.run("up", "--detach")
    assert started.returncode == 0, started.stdout + started.stderr
    address = checkout.state()["address"]
    assert f"Q Commons is at {address}" in started.stdout
    assert f"Settings: Q_HOME={checkout.home.path}, Q_NAMESPACE=q" in started.stdout
    assert address in checkout.run("up").stdout, "a second start says that it runs, and where"

    hurt = checkout.identity("directory")
    hurt.signal(signal.SIGKILL)
    eventually(lambda: checkout.process("directory")["ends"] == 1, LIMIT_S)
    assert checkout.run("wait").returncode == 0
    assert checkout.run("status").returncode == 0
    assert checkout.identity("directory") != hurt
    assert "directory      ended (signal SIGKILL)" in checkout.run("logs", "up").stdout

    everyone = checkout.everyone()
    Identity.load(checkout.state()["supervisor"]).signal(signal.SIGKILL)
    eventually(lambda: not any(identity.is_alive for identity in everyone), LIMIT_S)
    eventually(lambda: not checkout.is_mentioned(), LIMIT_S)

    ports = json.loads((checkout.home.path / "run" / "ports.json").read_text())
    assert checkout.run("up", "--detach").returncode == 0
    assert checkout.home.recall("ports") == ports, "what was remembered is found again"
    everyone = checkout.everyone()
    assert checkout.run("down").returncode == 0
    assert not any(identity.is_alive for identity in everyone)
    assert not checkout.is_mentioned()
    assert checkout.run("status").returncode == 1
