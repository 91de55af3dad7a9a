"""`./q ops import-cohort`: imports nominated people, and says how far it has come and which lines are bad."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from deploy.local.ops import cohort
from deploy.local.ops.cohort import Cohort, Outcome
from deploy.local.ops.operator import Operator
from deploy.local.ops.showing import add_command, show
from deploy.local.terminal import say

EVERY = 25


def add_to(commands: Any) -> None:
    """Add the command."""
    about = "import nominated people from a CSV file"
    importing = add_command(commands, "import-cohort", import_cohort, about, "import-cohort founders.csv")
    importing.add_argument("file", type=Path)


def import_cohort(asking: Operator, arguments: argparse.Namespace) -> int:
    """Import a file and report each bad line; the exit code is 1 when there was one."""
    lines = Cohort(arguments.file)
    bad: list[Outcome] = []
    counted = cohort.carry_out(lines, asking, _gather(bad) if arguments.json else Report(len(lines)))
    faults = [{"line": outcome.number, "faults": list(outcome.faults)} for outcome in bad]
    told = "; ".join(f"{outcome.replace('_', ' ')}: {number}" for outcome, number in sorted(counted.items()))
    show(arguments, {"outcomes": dict(counted), "bad": faults}, [told])
    return 1 if counted["refused"] else 0


def _gather(bad: list[Outcome]) -> Callable[[Outcome], None]:
    """Keep what is wrong, to be shown at the end."""

    def keep(outcome: Outcome) -> None:
        if outcome.faults:
            bad.append(outcome)

    return keep


class Report:
    """Says what is wrong with a line at once, and now and then how far it has come."""

    def __init__(self, total: int) -> None:
        self.total, self.done = total, 0

    def __call__(self, outcome: Outcome) -> None:
        self.done += 1
        if outcome.faults:
            say(f"line {outcome.number}: {'; '.join(outcome.faults)}")
        if self.done % EVERY == 0 or self.done == self.total:
            say(f"  {self.done} of {self.total} lines read")
