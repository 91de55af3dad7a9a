"""What is asked about benefits, the network that they make, and whom to meet."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, validate

from bus.doors import Request
from bus.schema import Text
from services.directory.model import GAVE, MOST_ASKED, REACHED, WAYS
from services.directory.schemas.kinds import Id
from services.directory.schemas.overview import OF_OUR_TIME


def _some_of(values: tuple[str, ...]) -> fields.List[Any]:
    return fields.List(fields.String(validate=validate.OneOf(values)), validate=validate.Length(max=len(values)))


class ReportBenefit(Request):
    """Say whether another member helped."""

    member_id = Id(required=True)
    beneficial = fields.Boolean(required=True)
    gave = _some_of(GAVE)
    way = fields.String(validate=validate.OneOf(WAYS))
    reached = _some_of(REACHED)
    words = Text(max=500)


class BenefitAnswer(Schema):
    """Say of one of those who are asked about whether they helped."""

    member_id = Id(required=True)
    beneficial = fields.Boolean(required=True)
    gave = _some_of(GAVE)


class GetBenefitQuestion(Request):
    """Name a question."""

    question_id = Id(required=True)


class AnswerBenefit(GetBenefitQuestion):
    """Answer a question, about one at least."""

    answers = fields.List(fields.Nested(BenefitAnswer), required=True, validate=validate.Length(min=1, max=MOST_ASKED))


class ListSuggestions(Request):
    """Ask whom to meet."""

    limit = fields.Integer(allow_none=True, validate=validate.Range(1, 12))


class DismissSuggestion(Request):
    """Name a member who is not to be suggested."""

    member_id = Id(required=True)


class GetNetwork(Request):
    """Name the day at whose end the network is wanted; none is now."""

    on = fields.Date(allow_none=True, validate=OF_OUR_TIME)
