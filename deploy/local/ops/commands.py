"""The operator's command line: `./q ops import-cohort | grant | revoke | roles`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from bus import logs
from bus.errors import Problem
from deploy.local import showcase
from deploy.local.ops import cohort, demonstration, erase, fill, jobs, outbox, parked, queues, rebuild, roles, trace
from deploy.local.ops.operator import Operator, operator_of
from deploy.local.ops.report import Report
from deploy.local.site import Site
from deploy.local.terminal import Failure, say

SUBJECTS = (queues, parked, outbox, trace, jobs, erase, fill, rebuild)
"""Each adds its own commands."""


def parser() -> argparse.ArgumentParser:
    """Return the parser of the operator's commands."""
    found = argparse.ArgumentParser("./q ops", description="What an operator may do.")
    commands = found.add_subparsers(required=True, metavar="COMMAND")
    importing = commands.add_parser("import-cohort", help="import nominated people from a CSV file")
    importing.add_argument("file", type=Path)
    importing.set_defaults(operate=import_cohort)
    for verb, about in (("grant", "give a role"), ("revoke", "take a role back")):
        changing = commands.add_parser(verb, help=about)
        changing.add_argument("who", help="e-mail address or person_id")
        changing.add_argument("role", choices=("staff", "chair", "assessor"))
        changing.add_argument("--region", help="the region of a chair or an assessor, such as west-of-england")
        changing.set_defaults(operate=change_role, method=f"{verb}_role")
    commands.add_parser("roles", help="list who has which role").set_defaults(operate=list_roles)
    loading = commands.add_parser("demonstration", help="load the demonstration")
    loading.set_defaults(operate=load_demonstration)
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
            raise Failure(f"It was not done: {_reason(problem)}.") from problem


def import_cohort(asking: Operator, arguments: argparse.Namespace) -> int:
    """Import a file and report each bad line; the exit code is 1 when there was one."""
    lines = cohort.read(arguments.file)
    counted = cohort.carry_out(lines, asking, Report(len(lines)))
    say("; ".join(f"{outcome.replace('_', ' ')}: {number}" for outcome, number in sorted(counted.items())))
    return 1 if counted["refused"] else 0


def load_demonstration(asking: Operator, arguments: argparse.Namespace) -> int:
    """Load the demonstration, or what of it is not there yet; raises Failure where real people may be."""
    if not arguments.site.demonstrates:
        raise Failure("This community shows no demonstration: only './q up --demo' adds invented people to it.")
    demonstration.load_once(arguments.site.home, showcase.edition(arguments.site), asking)
    return 0


def change_role(asking: Operator, arguments: argparse.Namespace) -> int:
    """Grant or revoke a role and say which ones the person has now."""
    if (arguments.role == "staff") == bool(arguments.region):
        raise Failure("A chair and an assessor have a --region; staff have none.")
    answer = roles.change(asking, arguments.method, arguments.who, arguments.role, arguments.region)
    say(f"{answer['person_id']}: {', '.join(_role(role) for role in answer['roles']) or 'no roles'}")
    return 0


def list_roles(asking: Operator, arguments: argparse.Namespace) -> int:
    """List everyone who has a role."""
    for item in roles.everyone(asking):
        roles_held = ", ".join(_role(role) for role in item["roles"])
        say(f"{item['person_id']}  {item['name'] or '(not a member yet)'}: {roles_held}")
    return 0


def _role(role: dict[str, str | None]) -> str:
    return f"{role['role']} of {role['region']}" if role.get("region") else str(role["role"])


def _reason(problem: Problem) -> str:
    faults = "; ".join(f"{error['pointer']} {error['message'].rstrip('.')}" for error in problem.errors)
    return f"{problem.code.replace('_', ' ')}{': ' if faults else ''}{faults}"
