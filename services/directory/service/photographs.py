"""The doors of photographs."""

from __future__ import annotations

from typing import Any

from bus.actor import Actor
from bus.database import Read, Work
from bus.doors import command, query
from services.directory import actions, queries, schemas

Answer = dict[str, Any]


class Photographs:
    """Show a photograph with one's entry, or not."""

    @command(schemas.SetPhotograph)
    def set_photograph(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Show a photograph with one's entry."""
        return actions.set_photograph(work, actor, **request)

    @command(schemas.ShowPhotograph)
    def show_photograph(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Say who sees one's photograph."""
        return actions.show_photograph(work, actor, **request)

    @command(schemas.Nothing)
    def remove_photograph(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Forget one's photograph."""
        return actions.remove_photograph(work, actor, **request)

    @query(schemas.GetPhotograph)
    def get_photograph(self, read: Read, actor: Actor, request: dict[str, Any]) -> Answer:
        """Read a member's photograph."""
        return queries.get_photograph(read, actor, **request)
