"""The doors of the lists that people choose from."""

from __future__ import annotations

from typing import Any

from bus.actor import Actor
from bus.database import Read, Work
from bus.doors import command, query, scheduled
from bus.schedules import Run
from services.directory import actions, queries, schemas

Answer = dict[str, Any]


class Choosing:
    """Tell the lists; let staff keep them."""

    @query(schemas.Nothing)
    def get_reference(self, read: Read, actor: Actor, request: dict[str, Any]) -> Answer:
        """Tell the regions, partnerships, backgrounds, topics and offers."""
        return queries.get_reference(read)

    @query(schemas.GetChoice)
    def get_choice(self, read: Read, actor: Actor, request: dict[str, Any]) -> Answer:
        """Read an entry of a list with what was done to it, for staff."""
        return queries.get_choice(read, actor, **request)

    @command(schemas.AddChoice)
    def add_choice(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Add to a list."""
        return actions.add_choice(work, actor, **request)

    @command(schemas.RenameChoice)
    def rename_choice(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Call an entry something else."""
        return actions.rename_choice(work, actor, **request)

    @command(schemas.ChoiceVersion)
    def retire_choice(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Offer an entry no more."""
        return actions.retire_choice(work, actor, **request)

    @command(schemas.ChoiceVersion)
    def restore_choice(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Offer an entry again."""
        return actions.restore_choice(work, actor, **request)

    @command(schemas.MergeChoice)
    def merge_choice(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Let an entry become another one."""
        return actions.merge_choice(work, actor, **request)

    @scheduled("* * * * *")
    def move_merged(self, work: Work, run: Run) -> bool | None:
        """Rewrite what carries the slug of something merged."""
        return actions.move_merged(work) or None
