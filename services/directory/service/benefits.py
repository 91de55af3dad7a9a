"""The doors of benefits, the monthly question, suggestions and the figures of the network."""

from __future__ import annotations

from typing import Any

from bus.actor import Actor
from bus.database import Read, Work
from bus.doors import command, query, reaction, scheduled
from bus.events import Received
from bus.schedules import Run
from services.directory import actions, queries, schemas

Answer = dict[str, Any]


class Benefiting:
    """Say who helped; be asked; find whom to meet; count."""

    @command(schemas.ReportBenefit)
    def report_benefit(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Say whether another member helped."""
        return actions.report_benefit(work, actor, **request)

    @query(schemas.Page)
    def list_my_benefits(self, read: Read, actor: Actor, request: dict[str, Any]) -> Answer:
        """List one's own reports."""
        return queries.list_my_benefits(read, actor, **request)

    @reaction(schemas.CoffeeBenefited, queue="directory.coffee_benefits.v1")
    def hear_of_coffee(self, work: Work, event: Received) -> None:
        """Keep what a member said of a coffee."""
        actions.hear_of_coffee(work, event.data)

    @scheduled("30 9 * * *")
    def ask_about_benefit(self, work: Work, run: Run) -> bool | None:
        """Ask members, some months on, whether their connections helped; each once a month at most."""
        return actions.ask_about_benefit(work) or None

    @query(schemas.Nothing)
    def get_my_question(self, read: Read, actor: Actor, request: dict[str, Any]) -> Answer:
        """Tell whether a question waits for one's answer."""
        return queries.get_my_question(read, actor)

    @query(schemas.GetBenefitQuestion)
    def get_benefit_question(self, read: Read, actor: Actor, request: dict[str, Any]) -> Answer:
        """Read a question that one was asked."""
        return queries.get_benefit_question(read, actor, **request)

    @command(schemas.AnswerBenefit)
    def answer_benefit(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Answer a question."""
        return actions.answer_benefit(work, actor, **request)

    @query(schemas.ListSuggestions)
    def list_suggestions(self, read: Read, actor: Actor, request: dict[str, Any]) -> Answer:
        """List whom one may want to meet, and why."""
        return queries.list_suggestions(read, actor, **request)

    @command(schemas.DismissSuggestion)
    def dismiss_suggestion(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Take somebody off one's suggestions."""
        return actions.dismiss_suggestion(work, actor, **request)

    @query(schemas.GetNetwork)
    def get_network(self, read: Read, actor: Actor, request: dict[str, Any]) -> Answer:
        """Count the connections of members, for staff."""
        return queries.get_network(read, actor, **request)
