"""`./q ops audit`: checks that no row of the audit trail was changed, put in or taken out of the middle."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any

from deploy.local.ops.operator import Operator
from deploy.local.ops.showing import add_command, show

MOST_NAMED = 20


def add_to(commands: Any) -> None:
    """Add the command."""
    add_command(commands, "audit", verify, "check that the audit trail is as it was written", "audit")


def verify(asking: Operator, arguments: argparse.Namespace) -> int:
    """Check every row; 1 when some are not as they were added, named by their ids."""
    rows, unchained = 0, 0
    faults: list[str] = []
    request: dict[str, str] = {}
    while True:
        page = asking.ask("directory", "verify_audit", request)
        rows, unchained, faults = rows + page["rows"], unchained + page["unchained"], faults + page["faults"]
        if not page["next"]:
            break
        request = {"after": page["next"]}
    answer = {"rows": rows, "unchained": unchained, "faults": faults}
    show(arguments, answer, _lines(rows, unchained, faults))
    return 1 if faults else 0


def _lines(rows: int, unchained: int, faults: list[str]) -> Iterator[str]:
    yield f"{rows} rows checked, {len(faults)} not as they were added. The number of rows never falls: note it."
    if unchained:
        yield f"{unchained} rows are from before they were sealed and cannot be checked."
    yield from (f"  {row}" for row in faults[:MOST_NAMED])
