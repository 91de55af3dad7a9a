"""The doors of the register of organisations."""

from __future__ import annotations

from typing import Any

from bus.actor import Actor
from bus.database import Read, Work
from bus.doors import command, query, scheduled
from bus.schedules import Run
from services.directory import actions, queries, schemas
from services.directory.service.panels import ITSELF

Answer = dict[str, Any]


class Registering:
    """Keep the register of organisations; find them, and who belongs to them."""

    @command(schemas.AddOrganisation)
    def add_organisation(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Add an organisation."""
        return actions.add_organisation(work, actor, **request)

    @command(schemas.ChangeOrganisation)
    def change_organisation(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Change an organisation."""
        return actions.change_organisation(work, actor, **request)

    @command(schemas.MergeOrganisations)
    def merge_organisations(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Make an organisation part of another."""
        return actions.merge_organisations(work, actor, **request)

    @command(schemas.OrganisationVersion)
    def remove_organisation(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Take an organisation that nobody names out of the register."""
        return actions.remove_organisation(work, actor, **request)

    @query(schemas.SearchOrganisations)
    def search_organisations(self, read: Read, actor: Actor, request: dict[str, Any]) -> Answer:
        """Find organisations by words and choices."""
        return queries.search_organisations(read, actor, **request)

    @query(schemas.GetOrganisation)
    def get_organisation(self, read: Read, actor: Actor, request: dict[str, Any]) -> Answer:
        """Read an organisation."""
        return queries.get_organisation(read, actor, **request)

    @query(schemas.GetWorkplace)
    def get_workplace(self, read: Read, actor: Actor, request: dict[str, Any]) -> Answer:
        """Read what the people of one's own organisation can do."""
        return queries.get_workplace(read, actor, **request)

    @query(schemas.Nothing)
    def list_unknown_organisations(self, read: Read, actor: Actor, request: dict[str, Any]) -> Answer:
        """List what members call organisations that the register does not know, for staff."""
        return queries.list_unknown_organisations(read, actor)

    @scheduled("* * * * *")
    def match_members(self, work: Work, run: Run) -> bool | None:
        """Let members belong to what they name, after the register has changed."""
        return actions.match_members(work, ITSELF) or None
