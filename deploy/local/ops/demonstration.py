"""Loads the demonstration: the founders through the doors that any cohort comes through, then the years since.

A task of the table: the site is usable while it loads, and a load that was cut off goes on where it was. What happened
before today cannot come through the doors of a running service, which take no time from outside: `telling` carries it
out in this process.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from bus import logs
from bus.errors import NotFound
from bus.rehearsal import Rehearsal
from deploy.local import running, showcase
from deploy.local.demonstration import coffee, story, swapping
from deploy.local.demonstration.acts import DRINKERS
from deploy.local.demonstration.calendar import FOUNDED
from deploy.local.demonstration.make_cohort import DAYS, FIRST_DAY
from deploy.local.home import Home
from deploy.local.ops import cohort, organisations, pouring, roles, telling, waves
from deploy.local.ops.importing import Report
from deploy.local.ops.operator import PATIENCE_S, Operator, operator, patiently
from deploy.local.site import Site
from deploy.local.table import DIRECTORY
from deploy.local.terminal import Failure, say
from services.directory.service import DirectoryService
from services.matching.service import MatchingService

ACCOUNTS_AT_ONCE = 100
LAST_DAY = FIRST_DAY + timedelta(days=DAYS)
"""The day before which the last of the founders confirmed, in the file."""


def add_to(commands: Any) -> None:
    """Add the command, which answers nothing to programs: `./q demo` is what people type."""
    commands.add_parser("demonstration", help="load the demonstration").set_defaults(operate=load_demonstration)


def load_demonstration(asking: Operator, arguments: argparse.Namespace) -> int:
    """Load the demonstration, or what of it is not there yet; raises Failure where real people may be."""
    site = arguments.site
    _refuse_real_people(site.demonstrates)
    load_once(Wanted.of(site), asking, site.variables("ops", DIRECTORY))
    return 0


def _refuse_real_people(demonstrates: bool) -> None:
    if not demonstrates:
        raise Failure("This community shows no demonstration: only './q up --demo' adds invented people to it.")


@dataclass(frozen=True)
class Wanted:
    """What is to be loaded, into which database, and where that is remembered."""

    home: Home
    edition: str
    database: str
    members: int

    @classmethod
    def of(cls, site: Site) -> Wanted:
        """Say what a site is to show."""
        return cls(site.home, showcase.edition(site), showcase.database(site), site.settings.demo_members)

    @property
    def has_past(self) -> bool:
        """Tell whether people joined after the founders."""
        return self.members > story.FOUNDERS


def load(wanted: Wanted, asking: Operator) -> None:
    """Add organisations and the cohort, give the accounts their roles and known password, and let people apply."""
    lines = cohort.Cohort(showcase.COHORT)
    say(f"Loading the demonstration: {len(lines)} founding members ...")
    organisations.load(asking, showcase.ORGANISATIONS)
    cohort.carry_out(map(_of_late, lines), asking, Report(len(lines)))
    known = showcase.accounts()
    for account in known["accounts"]:
        _open_account(asking, account, known["password"])
    if wanted.has_past:
        waves.close_everywhere(asking)
    else:
        waves.open_everywhere(asking)


def _of_late(line: cohort.Line) -> cohort.Line:
    """Let a founder have confirmed half a year before the first wave, as long before today as that."""
    later = telling.today() - timedelta(days=FOUNDED) - LAST_DAY
    confirmed_on = date.fromisoformat(line.request["confirmed_on"]) + later
    return replace(line, request={**line.request, "confirmed_on": confirmed_on.isoformat()})


def load_past(wanted: Wanted, asking: Operator, environ: Mapping[str, str]) -> None:
    """Tell the years since the founding, behind whoever uses the site."""
    begun = telling.begin(wanted.home, wanted.database, wanted.members)
    if begun.told:
        return
    say(f"Loading the years since: {begun.members} members will have joined ...")
    with Rehearsal(DirectoryService, telling.settings(environ)) as rehearsal:
        refused = telling.tell(rehearsal, begun, partial(_note, wanted.home, begun.members))
        known = rehearsal.done(f"{begun.prefix} {DRINKERS}")
    _open_accounts(asking, story.of(begun.members), known.get(f"{begun.prefix} {DRINKERS}", {}))
    with Rehearsal(MatchingService, pouring.settings(environ)) as rehearsal:
        refused += pouring.pour(rehearsal, begun, known)
    telling.finish(wanted.home, begun)
    say(f"The years since are loaded; {refused} steps were refused.")


def _open_accounts(asking: Operator, told: story.Story, named: Mapping[str, Any]) -> None:
    """Let those who take part in coffees and post ads have signed in: else nobody would be told their addresses."""
    drinkers = [each.address for each in coffee.drinkers(told)]
    people = dict(zip(named.get("ids", []), drinkers, strict=False))
    people |= dict(zip(named.get("posters", []), swapping.posters(told), strict=False))
    every = [{"person_id": person_id, "address": address} for person_id, address in people.items()]
    for at in range(0, len(every), ACCOUNTS_AT_ONCE):
        asking.ask("gateway", "open_demonstration_accounts", {"people": every[at : at + ACCOUNTS_AT_ONCE]})


def _note(home: Home, members: int, joined: int) -> None:
    showcase.remember_progress(home, joined, members)


def _open_account(asking: Operator, account: dict[str, Any], password: str) -> None:
    for role in account["roles"]:
        roles.change(asking, "grant_role", account["address"], role["role"], role["region"])
    # The gateway makes the account when it hears of the person, which is a moment later.
    request = {"address": account["address"], "password": password}
    patiently(
        lambda: asking.ask("gateway", "set_demonstration_password", request),
        passes=lambda problem: isinstance(problem, NotFound),
    )


def load_once(wanted: Wanted, asking: Operator, environ: Mapping[str, str]) -> None:
    """Load it and remember which edition is loaded, and where."""
    load(wanted, asking)
    if wanted.has_past:
        load_past(wanted, asking, environ)
    showcase.forget_progress(wanted.home)
    showcase.remember_loaded(wanted.home, wanted.edition)
    say("The demonstration is loaded.")


def main(home: Home, edition: str, database: str, members: int) -> None:
    """Load it as the task of the table, into the site that runs; raises Failure where real people may be."""
    _refuse_real_people(running.known(home)["demonstrates"])
    os.nice(telling.KINDNESS)  # Whoever uses the site goes first.
    settings = telling.settings(os.environ)
    logs.configure("ops", settings.log_level)
    with operator(settings.amqp_uri, settings.signing_key, PATIENCE_S) as operating:
        load_once(Wanted(home, edition, database, members), operating, os.environ)


if __name__ == "__main__":
    try:
        main(Home(Path(sys.argv[1])), sys.argv[2], sys.argv[3], int(sys.argv[4]))
    except Failure as failure:
        sys.exit(str(failure))
