"""The doors of deciding: question, decision, what takes effect later, and how it all goes."""

from __future__ import annotations

from typing import Any

from bus.actor import Actor
from bus.database import Read, Work
from bus.doors import command, query, scheduled
from bus.schedules import Run
from services.directory import actions, queries, schemas

Answer = dict[str, Any]


class Deciding:
    """Ask, decide, mend; let it take effect; erase what led nowhere; oversee."""

    @command(schemas.AskApplicant)
    def ask_applicant(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Ask the applicant one question."""
        return actions.ask_applicant(work, actor, **request)

    @command(schemas.Answer)
    def save_answer(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Keep an answer as a draft."""
        return actions.save_answer(work, actor, **request)

    @command(schemas.Answer)
    def send_answer(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Answer the chair's question."""
        return actions.send_answer(work, actor, **request)

    @command(schemas.DecideApplication)
    def decide_application(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Accept, or say not yet; held for a while."""
        return actions.decide_application(work, actor, **request)

    @command(schemas.ChangeDecision)
    def change_decision(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Change a decision that is held, or correct a not yet."""
        return actions.change_decision(work, actor, **request)

    @command(schemas.TakeBackDecision)
    def take_back_decision(self, work: Work, actor: Actor, request: dict[str, Any]) -> Answer:
        """Take a decision back that is held."""
        return actions.take_back_decision(work, actor, **request)

    @scheduled("* * * * *")
    def let_take_effect(self, work: Work, run: Run) -> bool | None:
        """Let decisions take effect that have been held long enough."""
        return actions.let_take_effect(work) or None

    @scheduled("15 4 * * *")
    def warn_of_expiry(self, work: Work, run: Run) -> bool | None:
        """Tell authors of untouched drafts that these are going to be erased."""
        return actions.warn_of_expiry(work) or None

    @scheduled("45 4 * * *")
    def expire_applications(self, work: Work, run: Run) -> bool | None:
        """Erase the texts of applications that led nowhere long ago."""
        return actions.expire_applications(work) or None

    @query(schemas.GetOverview)
    def get_overview(self, read: Read, actor: Actor, request: dict[str, Any]) -> Answer:
        """Tell how applications go, in figures."""
        return queries.get_overview(read, actor, **request)

    @query(schemas.ListOverseen)
    def list_overseen(self, read: Read, actor: Actor, request: dict[str, Any]) -> Answer:
        """List the applications behind a figure."""
        return queries.list_overseen(read, actor, **request)

    @query(schemas.VerifyAudit)
    def verify_audit(self, read: Read, actor: Actor, request: dict[str, Any]) -> Answer:
        """Check that the audit trail is as it was written."""
        return queries.verify_audit(read, actor, **request)
