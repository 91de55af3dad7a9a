"""The doors of recognising advanced expertise."""

from __future__ import annotations

from typing import Any

from bus.actor import Actor
from bus.database import Read, Work
from bus.doors import command, query
from services.directory import actions, queries, schemas

Answer = dict[str, Any]


class Recognising:
    """Recognise what a member knows; show it, or not."""

    @command(schemas.GiveRecognition)
    def give_recognition(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Recognise a member's expertise."""
        return actions.give_recognition(work, actor, **request)

    @command(schemas.TakeRecognition)
    def take_recognition(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Take a recognition back."""
        return actions.take_recognition(work, actor, **request)

    @command(schemas.ShowRecognition)
    def show_recognition(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Show a recognition of one's own, or not."""
        return actions.show_recognition(work, actor, **request)

    @query(schemas.GetMember)
    def list_recognitions(self, read: Read, actor: Actor, request: dict[str, Any]) -> Answer:
        """List a member's recognitions with who gave them."""
        return queries.list_recognitions(read, actor, **request)
