"""What may be asked about coffee trials."""

from __future__ import annotations

from marshmallow import fields, validate

from bus.doors import Request
from bus.schema import Text
from services.matching.model.enrolment import WAYS
from services.matching.model.pair import ANSWERS
from services.matching.schemas.kinds import Id, Line, one_of

LONGEST_WORDS = 2000


class Asking(Request):
    """Ask without saying anything."""


class PageOf(Request):
    """Ask for one page of a list."""

    limit = fields.Integer(allow_none=True)
    after = Text(max=500, allow_none=True)


class Enrol(Request):
    """Say how one meets."""

    ways = fields.List(one_of(*WAYS), required=True, validate=validate.Length(max=len(WAYS)))
    keeps_title = fields.Boolean(load_default=False)


class PauseEnrolment(Request):
    """Say until when one is in no draw."""

    until = fields.Date(required=True)


class NamePerson(Request):
    """Name somebody."""

    person_id = Id(required=True)


class FindNamesakes(Request):
    """Name somebody as people do."""

    name = Line(min=1, max=200, required=True)


class NamePair(Request):
    """Name a pair."""

    pair_id = Id(required=True)


class AnswerMeeting(NamePair):
    """Say whether one met."""

    answer = one_of(*ANSWERS, required=True)


class AnswerSurvey(NamePair):
    """Say how it was."""

    new_ideas = fields.Boolean(required=True)
    collaboration = fields.Boolean(required=True)
    beneficial = fields.Boolean(required=True)
    words = Text(max=LONGEST_WORDS, load_default="")


class NameRound(Request):
    """Name a round."""

    round_id = Id(required=True)


class RoundVersion(NameRound):
    """Name a round as it was seen."""

    version = fields.Integer(required=True)


class OpenRound(Request):
    """Say until when a round can be joined."""

    closes_on = fields.Date(required=True)
