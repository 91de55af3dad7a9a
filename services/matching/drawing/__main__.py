"""Draws one round: takes it from standard input, answers on standard output, bounded in memory and time by itself."""

import os
import resource
import sys

from services.matching.drawing import wire
from services.matching.drawing.rounds import draw
from services.matching.drawing.table import Table

MEMORY_BYTES, PROCESSOR_S = 4 * 2**30, 1_800
LESS_URGENT = 10


def main() -> None:
    """Answer for one round."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_S, PROCESSOR_S))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(LESS_URGENT)
    sys.stdout.buffer.write(wire.write_draw(draw(Table.read(sys.stdin.buffer.read()))))


if __name__ == "__main__":
    main()
