"""A cohort of 10,000 lines, imported as `./q ops import-cohort` does it, with notifications telling each person.

import.per_s         lines a second, until the last answer
import.memory_ratio  what operator, directory and notifications hold at the end beside what they held after a fifth
"""

from __future__ import annotations

import csv
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks._house import SERVICES, House, house, many
from benchmarks._measuring import Line, choose, interleave, say_faults
from bus.actor import Signer
from bus.ids import new_id
from deploy.local.ops import cohort
from deploy.local.ops.cohort import Cohort, Outcome
from deploy.local.ops.operator import Operator

N = 10_000
TARGETS = {"memory_ratio": {"": 1.25}}
SAID = "Has led work across the boundaries of teams, places and professions, and learned from what did not work. " * 4


class Progress:
    """Counts outcomes, and looks at the memory that is held after a fifth."""

    def __init__(self, here: House, n: int) -> None:
        self._here, self._fifth, self._read = here, n // 5, 0
        self.held_mb = 0.0

    def __call__(self, outcome: Outcome) -> None:
        self._read += 1
        if self._read == self._fifth:
            self.held_mb = self._here.memory_mb(os.getpid())


def imported(here: House, n: int, ratios: list[float]) -> float:
    """Return the rate at which n lines are imported; see that each one led to its effects."""
    notices, operator = here.notifications["notices"], _operator(here)
    before = notices.estimated_document_count()
    with tempfile.TemporaryDirectory() as folder, here.open(*SERVICES):
        lines = Cohort(_written(Path(folder) / "cohort.csv", n))
        progress = Progress(here, n)
        here.expect_imported(n)
        began = time.monotonic()
        counted = cohort.carry_out(lines, operator, progress)
        took = time.monotonic() - began
        ratios.append(here.memory_mb(os.getpid()) / progress.held_mb)
        many(notices, before + n)
    assert counted == {"created": n}, counted
    return n / took


def main() -> int:
    choice = choose(__doc__)
    n = choice.of(N)
    ratios: list[float] = []
    with house() as here:
        values = interleave({"per_s": partial(imported, here, n, ratios)}, choice.rounds)
        faults = here.count()
    choice.tell(Line.of("import.per_s", "lines/s", n, values["per_s"]))
    choice.tell(Line.of("import.memory_ratio", "×", n, ratios, targets=TARGETS["memory_ratio"]))
    return say_faults(faults)


def _operator(here: House) -> Operator:
    return Operator(here.community.client, Signer("ops", here.community.keys.private["ops"]))


def _written(path: Path, n: int) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.DictWriter(file, (*cohort.REQUIRED, *cohort.OPTIONAL))
        rows.writeheader()
        rows.writerows(_people(n))
    return path


def _people(n: int) -> Iterator[dict[str, str]]:
    for number in range(n):
        yield {
            "name": f"Robin Example {number}",
            "address": f"{new_id()}@example.org",
            "nominating_organisation": "Example Network",
            "region": "wales",
            "background": "manager",
            "topics": "patient-safety;coaching",
            "organisation": f"Example Trust {number % 200}",
            "role": "Improvement lead",
            "biography": SAID,
            "confirmed_on": "2016-03-01",
        }


if __name__ == "__main__":
    sys.exit(main())
