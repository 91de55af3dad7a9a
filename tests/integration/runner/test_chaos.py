"""The trials of faults run, count, and say what they found; `./q chaos` runs them all."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

HOUSE = Path(__file__).resolve().parents[3]


def test_a_trial_counts_what_people_were_told_and_loses_nothing(tmp_path: Path):
    given = {name: value for name, value in os.environ.items() if not name.startswith("Q_")}
    done = subprocess.run(
        [sys.executable, "-m", "tests.chaos", "kill-one-of-each", "--json"],
        env=given | {"Q_HOME": str(tmp_path)},
        cwd=HOUSE,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    trial, afterwards = map(json.loads, done.stdout.splitlines())
    assert trial["acknowledged"] > 0
    assert afterwards["acknowledged"] > trial["acknowledged"]
    assert (afterwards["lost"], afterwards["doubled"], afterwards["unanswered"]) == (0, 0, 0)


def test_a_fault_that_is_not_known_is_refused_with_those_that_are(tmp_path: Path):
    command = [sys.executable, "-m", "tests.chaos", "flood"]
    done = subprocess.run(
        command, env=os.environ | {"Q_HOME": str(tmp_path)}, cwd=HOUSE, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "kill-broker" in done.stderr
