"""The doors of rounds: staff's, the calendar's, and the loop that takes a round from step to step."""

from __future__ import annotations

import threading
from typing import Any

from bus.actor import Actor
from bus.database import Database, Read, Work
from bus.doors import background, command, query, scheduled
from bus.schedules import Run
from services.matching import actions, queries, rounds, schemas

Answer = dict[str, Any]


class Rounds:
    """Open, draw, announce and end rounds of coffee."""

    @command(schemas.OpenRound)
    def open_round(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Open a round."""
        return actions.open_round(work, actor, **request)

    @command(schemas.RoundVersion)
    def close_round(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Close a round, and so have it drawn."""
        return actions.close_round(work, actor, **request)

    @query(schemas.PageOf)
    def list_rounds(self, read: Read, actor: Actor, request: dict[str, Any]) -> Answer:
        """List rounds."""
        return queries.list_rounds(read, actor, **request)

    @query(schemas.NameRound)
    def get_round(self, read: Read, actor: Actor, request: dict[str, Any]) -> Answer:
        """Read how a round went."""
        return queries.get_round(read, actor, **request)

    @query(schemas.NameRound)
    def replay_round(self, read: Read, actor: Actor, request: dict[str, Any]) -> Answer:
        """Draw a round anew, to compare."""
        return queries.replay_round(read, actor, **request)

    @scheduled("0 8 * * *")
    def open_monthly_round(self, work: Work, run: Run) -> None:
        """Open the month's round."""
        actions.open_monthly_round(work)

    @scheduled("*/10 * * * *")
    def ask_pairs(self, work: Work, run: Run) -> bool | None:
        """Ask pairs whether they met, and how it was."""
        return actions.ask_pairs(work) or None

    @background
    def tend_rounds(self, database: Database, stop: threading.Event) -> None:
        """Take each round to its next step as soon as that is due."""
        rounds.tend(database, stop)
