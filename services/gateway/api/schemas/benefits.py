"""Who helped whom, whom to meet, and how many connections there are."""

from typing import Any

from marshmallow import fields, validate

from bus.doors import Request
from bus.schema import Text
from services.gateway.api.schemas.common import Choice, Id, Moment, Shown, next_page
from services.gateway.api.schemas.people import MemberCard

GAVE = ("advice", "new_idea", "collaboration", "support", "contact")
WAYS = ("direct", "by_others")
REACHED = ("colleagues", "elsewhere")
BOUNDARIES = ("region", "background", "organisation")


def _some_of(values: tuple[str, ...], **kwargs: Any) -> fields.List[Any]:
    return fields.List(Choice(*values), validate=validate.Length(max=len(values)), **kwargs)


class ReportBenefit(Request):
    """Whether another member helped you; what you say later counts in its place."""

    member_id = Id(required=True)
    beneficial = fields.Boolean(required=True)
    gave = _some_of(GAVE)
    way = Choice(*WAYS, metadata={"description": "`direct` unless told; `by_others` also for what came late."})
    reached = _some_of(REACHED, metadata={"description": "Who is no member and was helped too."})
    words = Text(max=500)


class Benefit(Shown):
    """What you reported; nobody else reads it."""

    benefit_id = Id(required=True)
    member_id = Id(required=True)
    beneficial = fields.Boolean(required=True)
    gave = _some_of(GAVE, required=True)
    way = Choice(*WAYS, required=True)
    reached = _some_of(REACHED, required=True)
    words = fields.String(required=True)
    source = Choice("own_word", "question", "coffee", required=True)
    after_months = fields.Integer(required=True, metadata={"description": "Which follow-up it answers; 0 for none."})
    at = Moment(required=True)


class NamedBenefit(Benefit):
    """The same in a list; `name` is null of who is a member no more."""

    name = fields.String(required=True, allow_none=True)


class BenefitPage(Shown):
    """One page of what you reported, the latest first."""

    items = fields.List(fields.Nested(NamedBenefit), required=True)
    next = next_page()


class WaitingQuestion(Shown):
    """Which question you can answer now, if any; it waits until you have answered something of it."""

    question_id = fields.String(required=True, allow_none=True)
    waits = fields.Boolean(required=True)


class AskedAbout(Shown):
    """Somebody whom you are asked about; `beneficial` is null while you have not answered."""

    member_id = Id(required=True)
    months = fields.Integer(required=True)
    beneficial = fields.Boolean(required=True, allow_none=True)


class NamedAskedAbout(AskedAbout):
    """The same with the name."""

    name = fields.String(required=True)


class AnsweredQuestion(Shown):
    """A question with your answers."""

    question_id = Id(required=True)
    asked_at = Moment(required=True)
    about = fields.List(fields.Nested(AskedAbout), required=True)


class BenefitQuestion(AnsweredQuestion):
    """The one short question of a month."""

    about = fields.List(fields.Nested(NamedAskedAbout), required=True)
    is_open = fields.Boolean(required=True)


class BenefitAnswer(Request):
    """Whether it helped to be in touch with one of them."""

    member_id = Id(required=True)
    beneficial = fields.Boolean(required=True)
    gave = _some_of(GAVE)


class AnswerBenefit(Request):
    """Your answers about some or all of them; the first about each stands."""

    answers = fields.List(fields.Nested(BenefitAnswer), required=True, validate=validate.Length(1, 5))


class HowMany(Request):
    """How many to list."""

    limit = fields.Integer(validate=validate.Range(1, 12), metadata={"description": "12 unless told."})


class Reason(Shown):
    """Why you may want to meet: a code, and the values that it is about."""

    code = fields.String(required=True)
    values = fields.List(fields.String(), required=True)


class Suggestion(MemberCard):
    """A member whom you may want to meet."""

    reasons = fields.List(fields.Nested(Reason), required=True)


class Suggestions(Shown):
    """Whom you may want to meet, the best first."""

    items = fields.List(fields.Nested(Suggestion), required=True)


class Dismissed(Shown):
    """Until when a member is not suggested to you."""

    member_id = Id(required=True)
    until = Moment(required=True)


class OnDay(Request):
    """At the end of which day; now unless told."""

    on = fields.Date()


class Counted(Shown):
    """Members, connections, and the average: twice the connections over the members."""

    members = fields.Integer(required=True)
    edges = fields.Integer(required=True)
    average = fields.Float(required=True, allow_none=True)


class Point(Counted):
    """The same at a time."""

    at = Moment(required=True)


class NetworkGroup(Shown):
    """The members of one region, background or organisation; of few the rest is null."""

    value = fields.String(required=True)
    name = fields.String(required=True, allow_none=True, metadata={"description": "Of an organisation."})
    members = fields.Integer(required=True)
    within = fields.Integer(required=True, allow_none=True)
    across = fields.Integer(required=True, allow_none=True)
    average = fields.Float(required=True, allow_none=True)
    average_within = fields.Float(required=True, allow_none=True)


class Boundary(Shown):
    """Connections within one and across, and those of which that is not known."""

    within = fields.Integer(required=True)
    across = fields.Integer(required=True)
    unsaid = fields.Integer(required=True)
    groups = fields.List(fields.Nested(NetworkGroup), required=True)
    further = fields.Integer(required=True)


class FollowUp(Shown):
    """How many answered so many months on, and of how many it had helped."""

    months = fields.Integer(required=True)
    answers = fields.Integer(required=True)
    beneficial = fields.Integer(required=True)


class Reports(Shown):
    """What all reports say together."""

    follow_ups = fields.List(fields.Nested(FollowUp), required=True)
    gave = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)
    way = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)
    reached = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)


class Network(Point):
    """The network at a time, with its growth by month until then."""

    growth = fields.List(fields.Nested(Point), required=True)
    boundaries = fields.Dict(
        keys=fields.String(validate=validate.OneOf(BOUNDARIES)), values=fields.Nested(Boundary), required=True
    )
    reports = fields.Nested(Reports, required=True)
