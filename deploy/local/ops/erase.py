"""`./q ops erase`: forgets a person who asked for it, and waits until every service has."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from typing import Any

from deploy.local.ops import roles
from deploy.local.ops.operator import Operator
from deploy.local.ops.showing import add_command, show
from deploy.local.table import SERVICES
from deploy.local.terminal import Failure

PATIENCE_S = 60.0
PAUSE_S = 0.5


def add_to(commands: Any) -> None:
    """Add the command that erases."""
    erasing = add_command(commands, "erase", erase, "erase a person from every service", "erase ana@example.org --yes")
    erasing.add_argument("who", help="e-mail address or person_id")
    erasing.add_argument("--yes", action="store_true", help="really erase them; nothing brings them back")


def erase(asking: Operator, arguments: argparse.Namespace) -> int:
    """Erase a person and say where they are gone; 1 when a service has not followed within a minute."""
    if not arguments.yes:
        raise Failure("Nothing brings an erased person back: say --yes if that is what they want.")
    person_id = roles.person(asking, arguments.who)
    print(f"Erasing {person_id}: by this id you may ask again.", file=sys.stderr, flush=True)
    asking.ask("directory", "erase_person", {"person_id": person_id})
    erased = _followed(asking, person_id)
    left = [service for service, at in erased.items() if at is None]
    show(arguments, {"person_id": person_id, "erased_at": erased}, _lines(person_id, erased))
    return 1 if left else 0


def _followed(asking: Operator, person_id: str) -> dict[str, str | None]:
    """Return when each service had erased the person; null for one that has not after a minute."""
    deadline = time.monotonic() + PATIENCE_S
    while True:
        answers, _ = asking.ask_each(SERVICES, "bus_erasure", {"person_id": person_id})
        erased = {service: answers.get(service, {}).get("erased_at") for service in SERVICES}
        if all(erased.values()) or time.monotonic() > deadline:
            return erased
        time.sleep(PAUSE_S)


def _lines(person_id: str, erased: dict[str, str | None]) -> Iterator[str]:
    yield f"{person_id} is erased."
    for service, at in erased.items():
        yield f"  {service}: {at or 'not yet; it follows as soon as it can. Ask again with the person_id above.'}"
