"""What a chair decides, held back for a while before it takes effect, and what may be mended after (clauses 19, 20).

The functions change an application; until a decision takes effect its status stays `submitted`, so that the
applicant sees nothing and may still withdraw.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from services.directory.model.rules import RuleBroken, require, require_nothing_missing

if TYPE_CHECKING:
    from services.directory.model.application import Application

WAIT_MONTHS, MOST_WAIT_MONTHS = 3, 12
REASONS = ("mistake", "new_information", "procedure", "other")
"""Why a decision is changed or taken back."""


@dataclass(frozen=True)
class Decision:
    """Hold what was decided, by whom, and when it takes effect; who may not join yet also gets a contact and a date."""

    outcome: str
    feedback: str
    contact: str
    again_on: str | None
    decided_by: str
    made_at: datetime
    effective_at: datetime

    def missing(self) -> tuple[str, ...]:
        """Name what a not yet lacks, as pointers (clause 20)."""
        return ("/feedback",) if self.outcome == "not_yet" and not self.feedback.strip() else ()


def months_after(day: date, months: int) -> date:
    """Return the same day some months later, or the last of its month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def hold(application: Application, decision: Decision) -> None:
    """Hold a decision until it takes effect. Raises `Incomplete`."""
    require_nothing_missing(decision.missing())
    application.held = decision
    application.touch(decision.made_at)


def change(application: Application, decision: Decision) -> None:
    """Change a decision that is held, or correct a not yet to an acceptance; an acceptance is never undone.

    Raises `nothing_to_change`, `acceptance_stands`, `Incomplete`.
    """
    require(application.status != "accepted", "acceptance_stands")
    is_correction = application.status == "not_yet" and decision.outcome == "accepted"
    require(is_correction or (application.status == "submitted" and application.is_held), "nothing_to_change")
    hold(application, decision)


def take_back(application: Application, now: datetime) -> None:
    """Drop a decision that is held, or a correction. Raises `nothing_to_take_back`."""
    require(application.is_held, "nothing_to_take_back")
    application.held = None
    application.touch(now)


def take_effect(application: Application, now: datetime) -> bool:
    """Make the held decision what the applicant is told; return whether it corrects an earlier one.

    Raises `not_due`.
    """
    decision = application.held
    if decision is None or decision.effective_at > now:
        raise RuleBroken("not_due")
    is_correction = application.status == "not_yet"
    application.status, application.decided_at, application.decided_by = decision.outcome, now, decision.decided_by
    application.feedback, application.contact = decision.feedback, decision.contact
    application.again_on, application.held = decision.again_on, None
    application.touch(now)
    return is_correction
