"""Who may assess, chair and run the place."""

from services.gateway import calls
from services.gateway.api.asking import Answer, ask, tell
from services.gateway.api.resources.groups import (
    Fields,
    roles,
)
from services.gateway.api.schemas import people as of_people
from services.gateway.api.schemas.common import PageOf


@roles.question("/roles", of_people.RolesPage, query=PageOf)
def list_roles(query: Fields) -> Answer:
    """List everyone who holds a role."""
    return ask(calls.list_roles(**query))


@roles.command("/roles", of_people.Roles, body=of_people.ChangeRole)
def grant_role(body: Fields) -> Answer:
    """Give a person a role."""
    return tell(calls.grant_role(**body))


@roles.command("/roles/revocations", of_people.Roles, body=of_people.ChangeRole)
def revoke_role(body: Fields) -> Answer:
    """Take a role from a person."""
    return tell(calls.revoke_role(**body))
