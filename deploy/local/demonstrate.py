"""Loads the demonstration: a founding cohort of invented people, through the door that any cohort comes through.

A task of the table: the site is usable while it loads, and a cut-off load goes on where it was.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

from bus.errors import NotFound, Unavailable
from bus.settings import BusSettings
from bus.settings import load as load_settings
from deploy.local.home import Home
from deploy.local.ops import cohort, roles
from deploy.local.ops.commands import Report
from deploy.local.ops.operator import Operator, operator, patiently
from deploy.local.terminal import say

FOLDER = Path(__file__).parent / "demonstration"
COHORT, ACCOUNTS = FOLDER / "founding-cohort.csv", FOLDER / "accounts.json"
LOADED = "demonstration"


def accounts() -> dict[str, Any]:
    """Return the demonstration's accounts: `{password, accounts: [{address, about, roles}], applicant}`."""
    return dict(json.loads(ACCOUNTS.read_text()))


def edition() -> str:
    """Return what tells one edition of the demonstration from another."""
    return hashlib.sha256(COHORT.read_bytes() + ACCOUNTS.read_bytes()).hexdigest()


def is_loaded(home: Home) -> bool:
    """Tell whether this edition was loaded into this home."""
    return bool(home.recall(LOADED) == edition())


def load(asking: Operator) -> None:
    """Import the cohort, then give the accounts their roles and their known password."""
    lines = cohort.read(COHORT)
    say(f"Loading the demonstration: {len(lines)} invented people ...")
    cohort.carry_out(lines, asking, Report(len(lines)))
    known = accounts()
    for account in known["accounts"]:
        _open_account(asking, account, known["password"])


def _open_account(asking: Operator, account: dict[str, Any], password: str) -> None:
    for role in account["roles"]:
        roles.change(asking, "grant_role", account["address"], role["role"], role["region"])
    # The gateway makes the account when it hears of the person, which is a moment later.
    request = {"address": account["address"], "password": password}
    patiently(
        lambda: asking.ask("gateway", "set_demonstration_password", request),
        passing=lambda problem: isinstance(problem, NotFound | Unavailable),
    )


def load_once(home: Home, asking: Operator) -> None:
    """Load it and remember that it is loaded."""
    load(asking)
    home.remember(LOADED, edition())
    say("The demonstration is loaded.")


if __name__ == "__main__":
    settings = load_settings(BusSettings)
    with operator(settings.amqp_uri, settings.signing_key) as operating:
        load_once(Home(Path(sys.argv[1])), operating)
