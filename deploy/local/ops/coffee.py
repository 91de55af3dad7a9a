"""`./q ops coffee replay ROUND`: draws a round of coffee anew and says whether the same pairs come out (clause 44)."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any

from deploy.local.ops.operator import Operator
from deploy.local.ops.showing import add_command, show

SAID = {
    True: "The same people meet: the draw is as it was.",
    False: "Other people meet: what was kept of this round is not what was drawn.",
    None: "This cannot be told: {reason}.",
}


def add_to(commands: Any) -> None:
    """Add the command."""
    example = "coffee replay 0193a1b2-0000-7000-8000-000000000000"
    parser = add_command(
        commands,
        "coffee",
        replay,
        "show that a round of coffee was drawn as its certificate says; changes nothing",
        example,
    )
    parser.add_argument("what", choices=["replay"], help="what to do with the round")
    parser.add_argument("round_id", metavar="ROUND", help="the id in the address of the round's page")


def replay(asking: Operator, arguments: argparse.Namespace) -> int:
    """Compare; 1 when other pairs come out."""
    answer = asking.ask("matching", "replay_round", {"round_id": arguments.round_id})
    show(arguments, answer, _lines(answer))
    return 1 if answer["same"] is False else 0


def _lines(answer: dict[str, Any]) -> Iterator[str]:
    yield f"{answer['people']} people, {answer['groups']} pairs and trios, seed {answer['seed']}."
    yield SAID[answer["same"]].format(reason=_reason(answer))


def _reason(answer: dict[str, Any]) -> str:
    if answer["erased"]:
        return f"{answer['erased']} of them asked to be forgotten since, and what they brought to the draw is gone"
    return f"it was drawn by version {answer['drawing']}, and version {answer['drawing_now']} is in use"
