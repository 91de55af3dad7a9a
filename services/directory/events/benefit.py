"""What is told of the short question of a month."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields

from bus.events import Event, personal
from services.directory.model import BenefitQuestion
from services.directory.views import moment


class AskedAbout(Schema):
    """Somebody whom a member is asked about, so many months on."""

    other_person_id = fields.String(required=True)
    other_name = fields.String(required=True, metadata=personal)
    months = fields.Integer(required=True)


class BenefitQuestionDue(Event):
    """A member is asked whether some of their connections helped, at most once a month (clauses 34 and 38)."""

    type, source, subject, private = "benefit.question_due", "directory", "question_id", True
    question_id = fields.String(required=True)
    person_id = fields.String(required=True)
    name = fields.String(required=True, metadata=personal)
    asked_at = fields.String(required=True)
    due = fields.List(fields.Nested(AskedAbout), required=True)


def benefit_question_due(question: BenefitQuestion, name: str, names: Mapping[str, str]) -> dict[str, Any]:
    """Tell who is asked about whom."""
    due = [
        {"other_person_id": other_id, "other_name": names[other_id], "months": months}
        for other_id, months in question.about.items()
    ]
    told = {"question_id": question.question_id, "person_id": question.person_id, "name": name}
    return told | {"asked_at": moment(question.asked_at), "due": due}
