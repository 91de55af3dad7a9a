"""How every command of the operators is asked for help, and how it answers people and programs."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable
from typing import Any

from deploy.local.ops.operator import Operator
from deploy.local.terminal import say

Operate = Callable[[Operator, argparse.Namespace], int]


def add_command(commands: Any, name: str, operate: Operate, about: str, example: str) -> argparse.ArgumentParser:
    """Add a command with its help, an example and `--json`; return its parser for further arguments."""
    found: argparse.ArgumentParser = commands.add_parser(
        name, help=about, description=f"{about[0].upper()}{about[1:]}.", epilog=f"Example: ./q ops {example}"
    )
    found.add_argument("--json", action="store_true", help="answer with JSON, for programs")
    found.set_defaults(operate=operate)
    return found


def show(arguments: argparse.Namespace, answer: Any, lines: Iterable[str]) -> None:
    """Print the answer as JSON when that was asked for, else the lines for people."""
    for line in [json.dumps(answer, ensure_ascii=False)] if arguments.json else lines:
        say(line)


def age(seconds: float | None) -> str:
    """Say how long ago or how long: `12 ms`, `3.4 s`, `5 min`, `2 h`, `3 days`."""
    if seconds is None:
        return ""
    for limit, unit, name in ((1, 0.001, "ms"), (120, 1, "s"), (7200, 60, "min"), (172_800, 3600, "h")):
        if seconds < limit:
            return f"{seconds / unit:.{int(name == 's' and seconds < 10)}f} {name}"
    return f"{seconds / 86_400:.0f} days"
