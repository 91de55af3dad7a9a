"""Grants, revokes and lists roles: staff, and chair or assessor of a region."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bus.errors import NotFound
from deploy.local.ops.operator import Operator
from deploy.local.terminal import Failure


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
