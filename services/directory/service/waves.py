"""The doors of recruitment waves and of interest in them."""

from __future__ import annotations

from typing import Any

from bus.actor import Actor
from bus.database import Read, Work
from bus.doors import command, query, scheduled
from bus.schedules import Run
from services.directory import actions, queries, schemas

Answer = dict[str, Any]


class Recruiting:
    """Open to more people, wave by wave; tell who asked."""

    @command(schemas.CreateWave)
    def create_wave(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Plan a wave."""
        return actions.create_wave(work, actor, **request)

    @command(schemas.ChangeWave)
    def change_wave(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Change a wave."""
        return actions.change_wave(work, actor, **request)

    @command(schemas.WaveVersion)
    def close_wave(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Close an open wave."""
        return actions.close_wave(work, actor, **request)

    @command(schemas.WaveVersion)
    def cancel_wave(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Call a planned wave off."""
        return actions.cancel_wave(work, actor, **request)

    @query(schemas.Page)
    def list_waves(self, read: Read, actor: Actor, request: dict[str, Any]) -> Answer:
        """List the waves of regions."""
        return queries.list_waves(read, actor, **request)

    @query(schemas.Page)
    def list_all_waves(self, read: Read, actor: Actor, request: dict[str, Any]) -> Answer:
        """List every wave, for staff."""
        return queries.list_all_waves(read, actor, **request)

    @query(schemas.GetWave)
    def get_wave(self, read: Read, actor: Actor, request: dict[str, Any]) -> Answer:
        """Read a wave, for staff."""
        return queries.get_wave(read, actor, **request)

    @query(schemas.GetAdmission)
    def get_admission(self, read: Read, actor: Actor, request: dict[str, Any]) -> Answer:
        """Tell whether somebody could apply now."""
        return queries.get_admission(read, actor, **request)

    @command(schemas.KeepInterest)
    def keep_interest(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Ask to be told when applications open."""
        return actions.keep_interest(work, actor, **request)

    @command(schemas.WithdrawInterest)
    def withdraw_interest(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Ask to be told no more."""
        return actions.withdraw_interest(work, actor, **request)

    @query(schemas.Nothing)
    def get_my_interest(self, read: Read, actor: Actor, request: dict[str, Any]) -> Answer:
        """Read what one asked to be told."""
        return queries.get_my_interest(read, actor, **request)

    @scheduled("*/5 * * * *")
    def tell_of_waves(self, work: Work, run: Run) -> bool | None:
        """Tell that waves have opened or closed, and those who asked to hear of it."""
        return actions.tell_of_waves(work) or None
