"""Loads the demonstration through the doors that any cohort and any role come through.

A task of the table: the site is usable while it loads, and a load that was cut off goes on where it was.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from bus import logs
from bus.errors import NotFound
from bus.settings import BusSettings
from bus.settings import load as load_settings
from deploy.local import showcase
from deploy.local.home import Home
from deploy.local.ops import cohort, organisations, roles, waves
from deploy.local.ops.importing import Report
from deploy.local.ops.operator import PATIENCE_S, Operator, operator, patiently
from deploy.local.terminal import Failure, say


def add_to(commands: Any) -> None:
    """Add the command, which answers nothing to programs: `./q demo` is what people type."""
    commands.add_parser("demonstration", help="load the demonstration").set_defaults(operate=load_demonstration)


def load_demonstration(asking: Operator, arguments: argparse.Namespace) -> int:
    """Load the demonstration, or what of it is not there yet; raises Failure where real people may be."""
    site = arguments.site
    if not site.demonstrates:
        raise Failure("This community shows no demonstration: only './q up --demo' adds invented people to it.")
    load_once(site.home, showcase.edition(site), asking)
    return 0


def load(asking: Operator) -> None:
    """Add organisations and the cohort, give the accounts their roles and known password, and let everybody apply."""
    lines = cohort.Cohort(showcase.COHORT)
    say(f"Loading the demonstration: {len(lines)} invented people ...")
    organisations.load(asking, showcase.ORGANISATIONS)
    cohort.carry_out(lines, asking, Report(len(lines)))
    known = showcase.accounts()
    for account in known["accounts"]:
        _open_account(asking, account, known["password"])
    waves.open_everywhere(asking)


def _open_account(asking: Operator, account: dict[str, Any], password: str) -> None:
    for role in account["roles"]:
        roles.change(asking, "grant_role", account["address"], role["role"], role["region"])
    # The gateway makes the account when it hears of the person, which is a moment later.
    request = {"address": account["address"], "password": password}
    patiently(
        lambda: asking.ask("gateway", "set_demonstration_password", request),
        passes=lambda problem: isinstance(problem, NotFound),
    )


def load_once(home: Home, edition: str, asking: Operator) -> None:
    """Load it and remember which edition is loaded, and where."""
    load(asking)
    showcase.remember_loaded(home, edition)
    say("The demonstration is loaded.")


if __name__ == "__main__":
    settings = load_settings(BusSettings)
    logs.configure("ops", settings.log_level)
    with operator(settings.amqp_uri, settings.signing_key, PATIENCE_S) as operating:
        load_once(Home(Path(sys.argv[1])), sys.argv[2], operating)
