"""What the tests of the runner share: a home, and a process that stands for the runner that has it."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.local.home import Home
from deploy.local.processes import Process


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


@pytest.fixture
def supervisor(home: Home) -> Iterator[Process]:
    process = Process(["sleep", "300"], os.environ, home.log("up"), "KILL")
    yield process
    process.end()
