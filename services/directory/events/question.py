"""What is told of a chair's question, and of drafts that nobody touches."""

from __future__ import annotations

from typing import Any

from marshmallow import fields

from bus.events import Event, personal
from services.directory.events.application import led_by, whose
from services.directory.model import Application, Leaders, Question
from services.directory.views import moment


class _OfAnApplication(Event):
    source, subject, private = "directory", "application_id", True
    application_id = fields.String(required=True)
    person_id = fields.String(required=True)
    name = fields.String(required=True, metadata=personal)
    region = fields.String(required=True)


class ApplicationQuestioned(_OfAnApplication):
    """The chair asked the applicant one question before deciding (clause 19)."""

    type = "application.questioned"
    question = fields.String(required=True, metadata=personal)
    answer_by = fields.String(required=True)
    decide_by = fields.String(required=True)


class ApplicationAnswered(_OfAnApplication):
    """The applicant answered; whoever leads the panel now is told, whether or not they asked."""

    type = "application.answered"
    asker_person_id = fields.String(required=True, allow_none=True)
    decide_by = fields.String(required=True)
    kept_from = fields.List(fields.String(), required=True)
    deputy_person_id = fields.String(required=True, allow_none=True)


class ApplicationExpiring(_OfAnApplication):
    """A draft that nobody touches is erased on `erase_on` unless its author comes back; it may have no region yet."""

    type = "application.expiring"
    region = fields.String(required=True, allow_none=True)
    erase_on = fields.String(required=True)


def application_questioned(application: Application, question: Question) -> dict[str, Any]:
    """Tell the question, until when the chair waits for the answer, and the new day of decision."""
    times = {"answer_by": moment(question.asked_at + question.added), "decide_by": moment(application.decide_by)}
    return whose(application) | {"question": question.text} | times


def application_answered(application: Application, asker_id: str | None, leaders: Leaders) -> dict[str, Any]:
    """Tell who leads the panel that there is an answer; the answer itself is read on the panel's page."""
    told = {"asker_person_id": asker_id, "decide_by": moment(application.decide_by)}
    return whose(application) | told | led_by(leaders)


def application_expiring(application: Application, erase_on: str) -> dict[str, Any]:
    """Tell whose draft is going to be erased, and when."""
    return whose(application) | {"erase_on": erase_on}
