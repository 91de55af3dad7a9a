"""What is asked about questions, answers and decisions."""

from __future__ import annotations

from marshmallow import fields, validate

from bus.schema import Text
from services.directory.model import MOST_WAIT_MONTHS, REASONS
from services.directory.schemas.application import ApplicationVersion, GetApplication


class DecideApplication(ApplicationVersion):
    """Accept, or say not yet with feedback, whom to ask and in how many months to apply again."""

    outcome = fields.String(required=True, validate=validate.OneOf(["accept", "not_yet"]))
    feedback = Text(max=4000, allow_none=True)
    contact = Text(max=300, allow_none=True)
    again_in_months = fields.Integer(allow_none=True, strict=True, validate=validate.Range(0, MOST_WAIT_MONTHS))


class TakeBackDecision(ApplicationVersion):
    """Say why a decision is taken back."""

    code = fields.String(required=True, validate=validate.OneOf(REASONS))
    reason = Text(min=1, max=1000, required=True)


class ChangeDecision(DecideApplication, TakeBackDecision):
    """Decide anew, and say why."""


class AskApplicant(ApplicationVersion):
    """Ask one question."""

    question = Text(max=1000, required=True)


class Answer(GetApplication):
    """Answer a question as it was seen."""

    question_version = fields.Integer(required=True)
    answer = Text(max=2000, required=True)
