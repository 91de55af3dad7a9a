"""What a trial has shown, as a line for people or an object for machines; what went wrong is named on stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from typing import TextIO

from tests.chaos.trial import Result

WIDTHS = {"fault": 18, "acknowledged": 12, "lost": 6, "doubled": 8, "recovery_s": 10, "unanswered": 10}
MOST_NAMED = 20


def as_object(told: Mapping[str, object]) -> str:
    """Show a result as a line of JSON."""
    return json.dumps(told)


def as_line(told: Mapping[str, object]) -> str:
    """Show a result as a row of a table."""
    return "  ".join(str(told[name]).ljust(width) for name, width in WIDTHS.items()).rstrip()


def heads() -> str:
    """Return the heads of the table."""
    return as_line({name: name for name in WIDTHS})


class Report:
    """Prints each result as it comes; `code` is 1 once a promise was broken."""

    def __init__(self, out: TextIO, show: Callable[[Mapping[str, object]], str]) -> None:
        self._out, self._show = out, show
        self.code = 0

    def add(self, result: Result) -> None:
        """Print a result and name what went wrong."""
        counts = (len(result.lost), len(result.doubled), result.recovery_s, len(result.failed))
        told = dict(zip(WIDTHS, (result.fault, result.acknowledged, *counts), strict=True))
        print(self._show(told), file=self._out, flush=True)
        for what in ("lost", "doubled", "failed"):
            for named in getattr(result, what)[:MOST_NAMED]:
                print(f"  {what}: {named}", file=sys.stderr, flush=True)
        self.code = self.code if result.is_good else 1
