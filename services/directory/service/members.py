"""The doors of the directory of members and of one's own entry."""

from __future__ import annotations

import threading
from typing import Any

from bus.actor import Actor
from bus.database import Database, Read, Work
from bus.doors import background, command, query, scheduled
from bus.schedules import Run
from services.directory import actions, queries, schemas, store

Answer = dict[str, Any]


class Belonging:
    """Find members; keep one's own entry."""

    @background
    def keep_search(self, database: Database, stop: threading.Event) -> None:
        """Keep what is searched in the memory of this process."""
        store.keep_search(database, stop)

    @query(schemas.SearchMembers)
    def search_members(self, read: Read, actor: Actor, request: dict[str, Any]) -> Answer:
        """Find members by words and filters."""
        return queries.search_members(read, actor, **request)

    @query(schemas.Nothing)
    def count_skills(self, read: Read, actor: Actor, request: dict[str, Any]) -> Answer:
        """Count members by topic and region."""
        return queries.count_skills(read, actor)

    @command(schemas.Nothing)
    def begin_export(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Note that staff take a list of members away."""
        return actions.begin_export(work, actor)

    @query(schemas.ExportMembers)
    def export_members(self, read: Read, actor: Actor, request: dict[str, Any]) -> Answer:
        """List who is found, for staff, page by page."""
        return queries.export_members(read, actor, **request)

    @query(schemas.GetMember)
    def get_member(self, read: Read, actor: Actor, request: dict[str, Any]) -> Answer:
        """Read a member's profile."""
        return queries.get_member(read, actor, **request)

    @query(schemas.Nothing)
    def get_my_profile(self, read: Read, actor: Actor, request: dict[str, Any]) -> Answer:
        """Read one's own profile."""
        return queries.get_my_profile(read, actor, **request)

    @query(schemas.PreviewProfile)
    def preview_profile(self, read: Read, actor: Actor, request: dict[str, Any]) -> Answer:
        """See one's own entry as others do."""
        return queries.preview_profile(read, actor, **request)

    @command(schemas.SettleStep)
    def settle_step(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Take a first step off one's list."""
        return actions.settle_step(work, actor, **request)

    @command(schemas.ChangeProfile)
    def confirm_membership(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Confirm a nomination."""
        return actions.confirm_membership(work, actor, **request)

    @command(schemas.ChangeProfile)
    def update_profile(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Change one's own profile."""
        return actions.update_profile(work, actor, **request)

    @command(schemas.CheckEntry)
    def check_entry(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Say that an entry is still right."""
        return actions.check_entry(work, actor, **request)

    @scheduled("0 9 * * *")
    def ask_to_check(self, work: Work, run: Run) -> bool | None:
        """Ask members, half a year after they last said so, whether their entry is still right."""
        return actions.ask_to_check(work) or None

    @command(schemas.LeaveCommunity)
    def leave_community(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Be a member no more."""
        return actions.leave_community(work, actor, **request)

    @command(schemas.ImportNomination)
    def import_nomination(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Nominate a person."""
        return actions.import_nomination(work, actor, **request)
