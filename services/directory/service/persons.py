"""The doors to persons, their roles and what is forgotten of them."""

from __future__ import annotations

from typing import Any

from bus.actor import Actor
from bus.database import Read, Work
from bus.doors import command, erasure, query
from services.directory import actions, queries, schemas

Answer = dict[str, Any]


class Persons:
    """Know persons, give roles, forget."""

    @command(schemas.RegisterPerson)
    def register_person(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Give an address its person, always the same."""
        return actions.register_person(work, actor, **request)

    @command(schemas.AddressOf)
    def add_address(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Let another address lead to a person."""
        return actions.add_address(work, actor, **request)

    @command(schemas.AddressOf)
    def drop_address(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Let an address lead to its person no more."""
        return actions.drop_address(work, actor, **request)

    @query(schemas.FindPerson)
    def find_person(self, read: Read, actor: Actor, request: dict[str, Any]) -> Answer:
        """Find the person of an address."""
        return queries.find_person(read, actor, **request)

    @command(schemas.ChangeRole)
    def grant_role(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Give a role."""
        return actions.grant_role(work, actor, **request)

    @command(schemas.ChangeRole)
    def revoke_role(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Take a role away."""
        return actions.revoke_role(work, actor, **request)

    @query(schemas.Page)
    def list_roles(self, read: Read, actor: Actor, request: dict[str, Any]) -> Answer:
        """List who holds roles."""
        return queries.list_roles(read, actor, **request)

    @query(schemas.Nothing)
    def get_my_roles(self, read: Read, actor: Actor, request: dict[str, Any]) -> Answer:
        """Read one's own roles."""
        return queries.get_my_roles(read, actor, **request)

    @command(schemas.ErasePerson)
    def erase_person(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Forget a person, here and everywhere."""
        return actions.erase_person(work, actor, **request)

    @erasure(schemas.PersonErased, queue="directory.erasures.v1")
    def erase_writings(self, work: Work, person_id: str) -> bool:
        """Erase what a forgotten person wrote, and what was written about them."""
        return actions.erase_writings(work, person_id)
