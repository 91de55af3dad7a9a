"""The doors of who assesses what, and of the examples on which assessors practise."""

from __future__ import annotations

from typing import Any

from bus.actor import Actor
from bus.database import Read, Work
from bus.doors import command, query, scheduled
from bus.schedules import Run
from services.directory import actions, queries, reference, schemas

Answer = dict[str, Any]
ITSELF = Actor("service", "directory")


class Panels:
    """Assign, replace, remind; practise."""

    @query(schemas.Page)
    def list_my_assignments(self, read: Read, actor: Actor, request: dict[str, Any]) -> Answer:
        """List what the caller is to assess."""
        return queries.list_my_assignments(read, actor, **request)

    @query(schemas.GetPanel)
    def get_panel(self, read: Read, actor: Actor, request: dict[str, Any]) -> Answer:
        """Read how a panel's work stands, as its chair."""
        return queries.get_panel(read, actor, **request)

    @command(schemas.DeclareConflict)
    def declare_conflict(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Step back from an application."""
        return actions.declare_conflict(work, actor, **request)

    @command(schemas.ReassignApplication)
    def reassign_application(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Replace an assessor who is silent."""
        return actions.reassign_application(work, actor, **request)

    @command(schemas.MoveApplication)
    def move_application(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Hand an application to another region's panel."""
        return actions.move_application(work, actor, **request)

    @command(schemas.NameDeputy)
    def name_deputy(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Let somebody stand in for the chair."""
        return actions.name_deputy(work, actor, **request)

    @query(schemas.Nothing)
    def list_examples(self, read: Read, actor: Actor, request: dict[str, Any]) -> Answer:
        """List the examples to practise on."""
        return queries.list_examples(read, actor)

    @query(schemas.GetExample)
    def get_example(self, read: Read, actor: Actor, request: dict[str, Any]) -> Answer:
        """Read an example."""
        return queries.get_example(read, actor, **request)

    @command(schemas.ScoreExample)
    def score_example(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Score an example."""
        return actions.score_example(work, actor, **request)

    @scheduled("0 8 * * *")
    def remind_assessors(self, work: Work, run: Run) -> bool | None:
        """Remind assessors of what is due in three days, and of what is late."""
        return actions.remind_assessors(work) or None

    @scheduled("20 * * * *")
    def fill_panels(self, work: Work, run: Run) -> str | None:
        """Assign whoever is free by now to what waits for assessors."""
        return actions.fill_panels(work, ITSELF, reference.slugs(reference.REGIONS), run.cursor or "")
