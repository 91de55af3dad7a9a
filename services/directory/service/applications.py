"""The doors of applying and of assessing."""

from __future__ import annotations

from typing import Any

from bus.actor import Actor
from bus.database import Read, Work
from bus.doors import command, query
from services.directory import actions, queries, schemas

Answer = dict[str, Any]


class Applying:
    """Write and assess applications."""

    @command(schemas.SaveApplication)
    def save_application(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Start or change a draft."""
        return actions.save_application(work, actor, **request)

    @query(schemas.Nothing)
    def get_my_application(self, read: Read, actor: Actor, request: dict[str, Any]) -> Answer:
        """Read one's latest application."""
        return queries.get_my_application(read, actor, **request)

    @command(schemas.ApplicationVersion)
    def submit_application(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Hand a draft to the panel."""
        return actions.submit_application(work, actor, **request)

    @command(schemas.ApplicationVersion)
    def withdraw_application(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Take an application back."""
        return actions.withdraw_application(work, actor, **request)

    @query(schemas.ListApplications)
    def list_applications(self, read: Read, actor: Actor, request: dict[str, Any]) -> Answer:
        """List what is before the caller's panels."""
        return queries.list_applications(read, actor, **request)

    @query(schemas.GetApplication)
    def get_application(self, read: Read, actor: Actor, request: dict[str, Any]) -> Answer:
        """Read an application as its panel."""
        return queries.get_application(read, actor, **request)

    @command(schemas.Assess)
    def save_assessment(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Keep an assessment as a draft."""
        return actions.save_assessment(work, actor, **request)

    @command(schemas.Assess)
    def score_application(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Make an assessment final."""
        return actions.score_application(work, actor, **request)
