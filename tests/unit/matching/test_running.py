"""A round is drawn by a program of its own, which is given no secret, and ends in time."""

import os
import subprocess
import sys

import pytest

from bus.errors import Unavailable
from services.matching import drawing
from services.matching.drawing import running
from services.matching.model import Inputs, pair_of
from tests.unit.matching.rounds import drawn, people

ROUND = Inputs(people(31), frozenset({("p0001", "p0002")}), frozenset({pair_of("p0004", "p0003")}))
AMONG_GREEN_THREADS = """
import eventlet
eventlet.monkey_patch()
from services.matching.drawing import draw_round
from tests.unit.matching.test_running import ROUND
turns = 0
def turn():
    global turns
    while True:
        eventlet.sleep(0.01)
        turns += 1
eventlet.spawn(turn)
assert draw_round(ROUND, 3).groups
print(turns)
"""


def test_the_program_draws_what_is_drawn_here_and_now():
    assert drawing.draw_round(ROUND, 3) == drawn(ROUND, 3)


def test_others_have_their_turns_meanwhile():
    done = subprocess.run(
        [sys.executable, "-c", AMONG_GREEN_THREADS], cwd=running.HOUSE, capture_output=True, text=True, check=True
    )
    assert int(done.stdout) >= 5


def test_whoever_waits_too_long_is_told(monkeypatch):
    monkeypatch.setattr(running, "DEADLINE_S", 0.01)
    with pytest.raises(Unavailable, match="draw_takes_too_long"):
        drawing.draw_round(ROUND, 3)


def test_a_program_that_fails_is_no_draw(monkeypatch, tmp_path):
    monkeypatch.setattr(running, "HOUSE", tmp_path)
    with pytest.raises(Unavailable, match="draw_failed"):
        drawing.draw_round(ROUND, 3)


def test_no_secret_goes_along():
    assert not running.ENVIRONMENT.keys() & {name for name in os.environ if "KEY" in name or "URI" in name}
