"""How an import is followed at the terminal."""

from __future__ import annotations

from deploy.local.ops.cohort import Outcome
from deploy.local.terminal import say

EVERY = 25


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
