"""Has a round drawn by a program of its own, so that whoever asks for it goes on with other things meanwhile."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from bus import logs
from bus.errors import Unavailable
from services.matching.drawing import wire
from services.matching.model.draw import Draw, Inputs

log = logs.get(__name__)

VERSION = "1"
"""Of the way of drawing: the same inputs, seed and version give the same draw anywhere and at any time."""

HOUSE = Path(__file__).parents[3]
DEADLINE_S = 900.0
ENVIRONMENT = {"OPENBLAS_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": "1"}
"""Nothing of ours goes along: keys and the address of the database are in it."""


def draw_round(inputs: Inputs, seed: int) -> Draw:
    """Draw a round: everybody in one pair, or in one trio when their number is odd (clauses 44, 48).

    Nobody meets whom they may not meet; where that leaves no pair for somebody they join one as a trio, or are left
    out by name. Who met before meets again only if no draw of the whole round avoids it. Raises Unavailable when it
    takes too long or too much memory: nothing was drawn then, and nothing is to be told.
    """
    try:
        done = subprocess.run(
            [sys.executable, "-m", "services.matching.drawing"],
            input=wire.write_round(inputs, seed),
            capture_output=True,
            timeout=DEADLINE_S,
            cwd=HOUSE,
            env=ENVIRONMENT,
        )
    except subprocess.TimeoutExpired as error:
        raise Unavailable("draw_takes_too_long") from error
    if done.returncode:
        log.error("draw.failed", status=done.returncode, reason=done.stderr.decode(errors="replace")[-500:])
        raise Unavailable("draw_failed")
    return wire.read_draw(done.stdout)
