"""Assessing and deciding, and how applications go (Clauses 13 to 15, 19, 20 and 24)."""

from collections.abc import Mapping
from typing import Any

from services.gateway.calls.asking import Command, Question, given


def save_assessment(
    application_id: str,
    scores: Mapping[str, int | None],
    reasons: Mapping[str, str],
    version: int | None = None,
) -> Command:
    """Keep scores as a draft that only their assessor sees."""
    return _assessment("save_assessment", application_id, scores, reasons, version)


def score_application(
    application_id: str,
    scores: Mapping[str, int | None],
    reasons: Mapping[str, str],
    version: int | None = None,
) -> Command:
    """Submit final scores, which cannot change afterwards."""
    return _assessment("score_application", application_id, scores, reasons, version)


def _assessment(
    method: str,
    application_id: str,
    scores: Mapping[str, int | None],
    reasons: Mapping[str, str],
    version: int | None,
) -> Command:
    request = {"application_id": application_id, "scores": dict(scores), "reasons": dict(reasons)}
    return Command("directory", method, {**request, **given(version=version)})


def decide_application(
    application_id: str,
    version: int,
    outcome: str,
    feedback: str,
    contact: str | None = None,
    again_in_months: int | None = None,
) -> Command:
    """Accept, or say not yet with feedback, whom to ask and when to apply again (Clauses 19 and 20)."""
    request = {"application_id": application_id, "version": version, "outcome": outcome, "feedback": feedback}
    more = given(contact=contact, again_in_months=again_in_months)
    return Command("directory", "decide_application", request | more)


def change_decision(application_id: str, version: int, **changes: Any) -> Command:
    """Decide anew what has not taken effect, or correct a not yet, and say why."""
    request = {"application_id": application_id, "version": version}
    return Command("directory", "change_decision", request | given(**changes))


def take_back_decision(application_id: str, version: int, code: str, reason: str) -> Command:
    """Take back what has not taken effect, and say why."""
    request = {"application_id": application_id, "version": version, "code": code, "reason": reason}
    return Command("directory", "take_back_decision", request)


def get_overview(since: str | None = None, until: str | None = None) -> Question:
    """Figures about applications everywhere, and about the decisions of a period."""
    return Question("directory", "get_overview", given(since=since, until=until))


def list_overseen(**chosen: Any) -> Question:
    """The applications behind a figure."""
    return Question("directory", "list_overseen", given(**chosen))
