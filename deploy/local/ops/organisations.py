"""`./q ops organisations`: lists the register of organisations, or adds what a CSV file names, by staff's own commands.

An organisation that has one of the names already stays as it is, so a file can be imported twice.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from bus.errors import Conflict, Problem
from deploy.local.ops.operator import Operator
from deploy.local.ops.showing import add_command, show
from deploy.local.terminal import Failure, say

COLUMNS = ("name", "other_names", "kind", "region", "partnership", "website")
NEEDED = ("name", "kind")
AT_ONCE = 8

Answer = dict[str, Any]
Outcome = tuple[int, str, str]
"""Line, `added`, `unchanged` or `refused`, and why."""


def add_to(commands: Any) -> None:
    """Add the command."""
    about = "list the organisations, or add those of a CSV file"
    found = add_command(commands, "organisations", operate, about, "organisations --file organisations.csv")
    found.add_argument("--file", type=Path, help=f"with the columns {', '.join(COLUMNS)}; other names split by ;")


def operate(asking: Operator, arguments: argparse.Namespace) -> int:
    """List the register, or add a file to it and report each bad line; the exit code is 1 when there was one."""
    if arguments.file is None:
        items = list(_everything(asking))
        show(arguments, {"items": items}, map(_line, items))
        return 0
    outcomes = carry_out(asking, arguments.file)
    counted = Counter(outcome for _, outcome, _ in outcomes)
    bad = [{"line": number, "fault": fault} for number, outcome, fault in outcomes if outcome == "refused"]
    told = "; ".join(f"{outcome}: {number}" for outcome, number in sorted(counted.items()))
    lines = [f"line {each['line']}: {each['fault']}" for each in bad]
    show(arguments, {"outcomes": dict(counted), "bad": bad}, [*lines, told])
    return 1 if bad else 0


def carry_out(asking: Operator, path: Path) -> list[Outcome]:
    """Add each organisation of a file; raises Failure when it cannot be read as a register at all."""
    with ThreadPoolExecutor(AT_ONCE) as workers:
        return list(workers.map(lambda line: _add(asking, *line), list(_read(path))))


def load(asking: Operator, path: Path) -> None:
    """Add the organisations of the demonstration; raises Failure when one is refused."""
    refused = [fault for _, outcome, fault in carry_out(asking, path) if outcome == "refused"]
    if refused:
        raise Failure(f"{path} has an organisation that is refused: {refused[0]}.")
    say("The register of organisations is loaded.")


def _add(asking: Operator, number: int, request: Answer) -> Outcome:
    try:
        asking.ask("directory", "add_organisation", request)
    except Conflict as conflict:
        if conflict.code == "name_taken":
            return number, "unchanged", ""
        return number, "refused", conflict.code.replace("_", " ")
    except Problem as problem:
        faults = "; ".join(f"{error['pointer'].strip('/')}: {error['message']}" for error in problem.errors)
        return number, "refused", faults or problem.code.replace("_", " ")
    return number, "added", ""


def _read(path: Path) -> Iterator[tuple[int, Answer]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            _check_columns(list(rows.fieldnames or []), path)
            yield from ((rows.line_num, _request(row)) for row in rows)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise Failure(f"{path} cannot be read as a CSV file in UTF-8: {error}.") from error


def _check_columns(names: list[str], path: Path) -> None:
    missing = [name for name in NEEDED if name not in names]
    unknown = [name for name in names if name not in COLUMNS]
    if missing or unknown:
        raise Failure(f"{path} needs the columns {', '.join(NEEDED)}; known are {', '.join(COLUMNS)}.")


def _request(row: dict[str, str | None]) -> Answer:
    cells = {name: " ".join((value or "").split()) for name, value in row.items() if name in COLUMNS}
    others = [name.strip() for name in cells.pop("other_names", "").split(";") if name.strip()]
    return {name: cell for name, cell in cells.items() if cell or name in NEEDED} | {"other_names": others}


def _everything(asking: Operator) -> Iterator[Answer]:
    request: Answer = {"limit": 100}
    while True:
        page = asking.ask("directory", "search_organisations", request)
        yield from page["items"]
        if not page["next"]:
            return
        request["after"] = page["next"]


def _line(one: Answer) -> str:
    return f"{one['organisation_id']}  {one['kind']:24}  {one['members']:5}  {one['name']}"
