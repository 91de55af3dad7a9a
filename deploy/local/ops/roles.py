"""`./q ops grant | revoke | roles`: staff, and chair or assessor of a region."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any

from bus.errors import NotFound
from deploy.local.ops.operator import Operator
from deploy.local.ops.showing import add_command, show
from deploy.local.terminal import Failure


def add_to(commands: Any) -> None:
    """Add the commands about roles."""
    for verb, about in (("grant", "give a role"), ("revoke", "take a role back")):
        example = f"{verb} ana@example.org chair --region west-of-england"
        changing = add_command(commands, verb, change_role, about, example)
        changing.add_argument("who", help="e-mail address or person_id")
        changing.add_argument("role", choices=("staff", "chair", "assessor"))
        changing.add_argument("--region", help="the region of a chair or an assessor, such as west-of-england")
        changing.set_defaults(method=f"{verb}_role")
    add_command(commands, "roles", list_roles, "list who has which role", "roles --json")


def change_role(asking: Operator, arguments: argparse.Namespace) -> int:
    """Grant or revoke a role and say which ones the person has now."""
    if (arguments.role == "staff") == bool(arguments.region):
        raise Failure("A chair and an assessor have a --region; staff have none.")
    answer = change(asking, arguments.method, arguments.who, arguments.role, arguments.region)
    show(arguments, answer, [f"{answer['person_id']}: {_told(answer['roles']) or 'no roles'}"])
    return 0


def list_roles(asking: Operator, arguments: argparse.Namespace) -> int:
    """List everyone who has a role."""
    items = list(everyone(asking))
    lines = (f"{item['person_id']}  {item['name'] or '(not a member yet)'}: {_told(item['roles'])}" for item in items)
    show(arguments, {"items": items}, lines)
    return 0


def person(asking: Operator, who: str) -> str:
    """Return the person_id of an e-mail address, or the person_id itself; raises Failure for a stranger."""
    if "@" not in who:
        return who
    try:
        return str(asking.ask("directory", "find_person", {"address": who})["person_id"])
    except NotFound as error:
        raise Failure(f"Nobody is known by {who}.") from error


def change(asking: Operator, method: str, who: str, role: str, region: str | None) -> dict[str, Any]:
    """Grant or revoke (`grant_role`, `revoke_role`) and return the person's roles."""
    request = {"person_id": person(asking, who), "role": role} | ({"region": region} if region else {})
    return dict(asking.ask("directory", method, request))


def everyone(asking: Operator) -> Iterator[dict[str, Any]]:
    """Return all who have a role, page by page."""
    request: dict[str, Any] = {"limit": 100}
    while True:
        page = asking.ask("directory", "list_roles", request)
        yield from page["items"]
        if not page["next"]:
            return
        request["after"] = page["next"]


def _told(roles: list[dict[str, Any]]) -> str:
    return ", ".join(f"{role['role']} of {role['region']}" if role.get("region") else role["role"] for role in roles)
