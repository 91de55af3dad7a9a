"""The operator's command line: `./q ops help` lists the commands, each of which is in the file of its subject."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from bus import logs
from bus.errors import Problem
from deploy.local.ops import (
    audit,
    coffee,
    connections,
    demonstration,
    erase,
    fill,
    importing,
    jobs,
    organisations,
    outbox,
    parked,
    queues,
    rebuild,
    roles,
    trace,
    waves,
)
from deploy.local.ops.operator import operator_of
from deploy.local.site import Site
from deploy.local.terminal import Failure

SUBJECTS = (
    importing,
    organisations,
    roles,
    waves,
    connections,
    erase,
    queues,
    parked,
    outbox,
    trace,
    jobs,
    fill,
    rebuild,
    audit,
    coffee,
    demonstration,
)
"""Each adds its own commands."""


def parser() -> argparse.ArgumentParser:
    """Return the parser of the operator's commands."""
    found = argparse.ArgumentParser("./q ops", description="What an operator may do.")
    commands = found.add_subparsers(required=True, metavar="COMMAND")
    for subject in SUBJECTS:
        subject.add_to(commands)
    return found


def main(arguments: list[str], find_site: Callable[[], Site]) -> int:
    """Carry out one command against the site that runs; returns the exit code."""
    typed = parser().parse_args(["--help"] if arguments in ([], ["help"]) else arguments)
    site = find_site()
    typed.site = site
    logs.configure("ops", "warning", sys.stderr)
    with operator_of(site) as asking:
        try:
            return int(typed.operate(asking, typed))
        except Problem as problem:
            raise Failure(f"It was not done: {_reason(problem)}") from problem


ADVICE = {
    "queue_unknown": "There is no such queue. Let its reader declare it and bind it first (docs/joining-the-bus.md).",
    "private_types": "Some of these types are private. Say --private if whoever reads the queue may know them.",
    "type_not_told": "docs/events.md says which types can be told again, and by whom.",
    "projection_unknown": "This queue is of no projection, and only they can be rebuilt: docs/events.md lists them.",
    "draw_takes_too_long": "The machine is too busy for a round of this size just now. Try again later.",
    "draw_failed": "The log of matching says why, under draw.failed.",
    "no_person": "Nobody is known by that: give an e-mail address or a person_id.",
}
"""What whoever typed a command may do about a refusal."""


def _reason(problem: Problem) -> str:
    faults = "; ".join(f"{error['pointer']} {error['message'].rstrip('.')}" for error in problem.errors)
    reason = f"{problem.code.replace('_', ' ')}{': ' if faults else ''}{faults}"
    return f"{reason}. {ADVICE[problem.code]}" if problem.code in ADVICE else f"{reason}."
