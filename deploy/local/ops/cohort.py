"""Imports nominated people from a CSV file, line by line: a bad line is reported and stops only itself.

The directory knows people by their address: a file that is imported twice, or again after it was cut off, changes
nothing twice.
"""

from __future__ import annotations

import csv
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from bus.errors import Problem
from deploy.local.ops.operator import Operator
from deploy.local.terminal import Failure

REQUIRED = ("name", "address", "nominating_organisation", "region", "background", "topics")
OPTIONAL = ("organisation", "role", "biography", "confirmed_on")
AT_ONCE = 8
MOST_WAITING = 4 * AT_ONCE
"""How many lines are read ahead of the one whose outcome is told next."""


@dataclass(frozen=True)
class Line:
    """One line of the file: its number, what it asks for, and what is wrong with it."""

    number: int
    request: Mapping[str, Any]
    faults: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What became of a line: `created`, `unchanged`, `already_member` or `refused`, with its faults."""

    number: int
    outcome: str
    faults: tuple[str, ...] = ()


class Cohort:
    """The lines of a file: gone through once to see that it is a cohort, then again: any length takes little memory.

    Raises Failure when it cannot be read as a cohort at all.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._length = sum(1 for _ in self)

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[Line]:
        try:
            with self._path.open(encoding="utf-8-sig", newline="") as file:
                rows = csv.DictReader(file)
                _check_columns(rows.fieldnames or [], self._path)
                yield from (_line(rows.line_num, row) for row in rows)
        except UnicodeDecodeError as error:
            raise Failure(f"{self._path} is not in UTF-8: in a spreadsheet program, save it as 'CSV UTF-8'.") from error
        except (OSError, csv.Error) as error:
            said = getattr(error, "strerror", None) or error
            raise Failure(f"{self._path} cannot be read: {said}.") from error


def carry_out(lines: Iterable[Line], asking: Operator, report: Callable[[Outcome], None]) -> Counter[str]:
    """Import each line, report it in the order of the file, and return how many had which outcome."""
    counted: Counter[str] = Counter()
    for outcome in _outcomes(lines, asking):
        counted[outcome.outcome] += 1
        report(outcome)
    return counted


def _outcomes(lines: Iterable[Line], asking: Operator) -> Iterator[Outcome]:
    under_way: deque[Future[Outcome]] = deque()
    with ThreadPoolExecutor(AT_ONCE) as workers:
        for line in lines:
            under_way.append(workers.submit(_import, line, asking))
            if len(under_way) == MOST_WAITING:
                yield under_way.popleft().result()
        yield from (future.result() for future in under_way)


def _import(line: Line, asking: Operator) -> Outcome:
    if line.faults:
        return Outcome(line.number, "refused", line.faults)
    try:
        answer = asking.ask("directory", "import_nomination", line.request)
    except Problem as problem:
        return Outcome(line.number, "refused", _faults(problem, line.request))
    return Outcome(line.number, answer["outcome"])


def _faults(problem: Problem, request: Mapping[str, Any]) -> tuple[str, ...]:
    named = tuple(_fault(error, request) for error in problem.errors)
    return named or (problem.code.replace("_", " "),)


def _fault(error: Mapping[str, str], request: Mapping[str, Any]) -> str:
    """Say what is wrong with a cell; of a code that is not known, which it was and which come nearest."""
    name, _, place = error["pointer"].lstrip("/").partition("/")
    if error["code"] != "not_a_choice":
        return f"{name}: {error['message'].rstrip('.')}"
    value = request[name][int(place)] if place else request[name]
    known = error["message"].rstrip(".").partition(": ")[2].split(", ")
    nearest = get_close_matches(value, known, n=3, cutoff=0.6)
    return f"{name}: '{value}' is not known" + (f"; do you mean {' or '.join(nearest)}?" if nearest else "")


def _check_columns(names: Any, path: Path) -> None:
    if len(names) == 1 and ";" in names[0]:
        raise Failure(f"{path} separates its columns by semicolons: save it with commas.")
    missing = [name for name in REQUIRED if name not in names]
    unknown = [name for name in names if name not in REQUIRED + OPTIONAL]
    if missing:
        raise Failure(f"{path} has no column {', '.join(missing)}. Its first line names the columns.")
    if unknown:
        raise Failure(f"{path} has columns that are not known: {', '.join(unknown)}.")


def _line(number: int, row: Mapping[str | None, Any]) -> Line:
    if None in row or None in row.values():
        return Line(number, {}, ("has not as many fields as the first line",))
    cells = {str(name): " ".join(value.split()) for name, value in row.items()}
    faults = [f"{name}: is missing" for name in REQUIRED if not cells[name]]
    faults += _date_faults(cells.get("confirmed_on", ""))
    topics = [topic.strip() for topic in cells["topics"].split(";") if topic.strip()]
    given = {name: cell for name, cell in cells.items() if cell}
    return Line(number, given | {"topics": topics}, tuple(faults))


def _date_faults(text: str) -> list[str]:
    try:
        date.fromisoformat(text or "2000-01-01")
    except ValueError:
        return ["confirmed_on: must be a date such as 2024-05-31"]
    return []
