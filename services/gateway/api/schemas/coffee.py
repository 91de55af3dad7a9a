"""Coffee trials: how one takes part, whom one meets, what one says of it."""

from marshmallow import fields

from bus.doors import Request
from bus.schema import Text
from services.gateway.api.schemas.common import Choice, Day, Id, Moment, Shown, Slug, Version, next_page
from services.gateway.pages.coffee_words import ANSWERS, BOUNDS, STATES, WAYS

PAIR_STATES = ("live", "past", "over")


class Enrol(Request):
    """How you would like to meet."""

    ways = fields.List(Choice(*WAYS), required=True)
    keeps_title = fields.Boolean(metadata={"description": "Keep job titles back until all of a pair agree."})


class Pause(Request):
    """From which day on you are drawn again."""

    until = fields.Date(required=True)


class Avoid(Request):
    """Whom you would rather not meet."""

    person_id = Id(required=True)


class MeetingAnswer(Request):
    """Whether you met."""

    answer = Choice(*ANSWERS, required=True)


class AnswerSurvey(Request):
    """How it was."""

    new_ideas = fields.Boolean(required=True)
    collaboration = fields.Boolean(required=True)
    beneficial = fields.Boolean(required=True)
    words = Text(max=2000)


class CoffeeName(Shown):
    """Somebody by name."""

    person_id = Id(required=True)
    name = fields.String(required=True)


class Enrolment(Shown):
    """How you take part. Nobody but you sees whom you would rather not meet."""

    person_id = Id(required=True)
    state = Choice("enrolled", "paused", "left", required=True)
    ways = fields.List(Choice(*WAYS), required=True)
    keeps_title = fields.Boolean(required=True)
    paused_until = Day(required=True, allow_none=True)
    paused_for = Choice("asked", "silence", required=True, allow_none=True)
    avoided = fields.List(fields.Nested(CoffeeName), required=True)
    enrolled_at = Moment(required=True)
    version = Version()


class Round(Shown):
    """One round."""

    round_id = Id(required=True)
    state = Choice(*STATES, required=True)
    opened_at = Moment(required=True)
    closes_at = Moment(required=True)
    announced_at = Moment(required=True, allow_none=True)


class Survey(Shown):
    """What you said of a coffee; nobody whom you met sees it."""

    new_ideas = fields.Boolean(required=True)
    collaboration = fields.Boolean(required=True)
    beneficial = fields.Boolean(required=True)
    words = fields.String(required=True)
    answered_at = Moment(required=True)


class PairRow(Shown):
    """A coffee of yours."""

    pair_id = Id(required=True)
    round_id = Id(required=True)
    state = Choice(*PAIR_STATES, required=True)
    announced_at = Moment(required=True, allow_none=True)
    others = fields.List(fields.Nested(CoffeeName), required=True)
    answer = Choice(*ANSWERS, required=True, allow_none=True)
    has_met = fields.Boolean(required=True)
    survey = fields.Nested(Survey, required=True, allow_none=True)


class PairPage(Shown):
    """A page of your coffees."""

    items = fields.List(fields.Nested(PairRow), required=True)
    next = next_page()


class Somebody(CoffeeName):
    """Somebody whom you meet, as far as they let members see."""

    role = fields.String(required=True)
    organisation = fields.String(required=True)
    region = fields.String(required=True)
    background = fields.String(required=True)
    looking_for = fields.String(required=True)
    topics = fields.List(Slug(), required=True)
    interests = fields.List(Slug(), required=True)
    offers = fields.List(Slug(), required=True)


class Starter(Shown):
    """What you may begin a talk with: a code, and the word of a list that it speaks of."""

    code = fields.String(required=True)
    value = fields.String(required=True)


class Pair(PairRow):
    """A coffee of yours, with an introduction."""

    others = fields.List(fields.Nested(Somebody), required=True)
    shared_topics = fields.List(Slug(), required=True)
    starters = fields.List(fields.Nested(Starter), required=True)
    ways = fields.List(Choice(*WAYS), required=True)
    titles_kept_back = fields.Boolean(required=True)
    agreed = fields.Boolean(required=True)


class Waiting(Shown):
    """A round in which you have no coffee."""

    round_id = Id(required=True)
    has_asked = fields.Boolean(required=True)


class MyCoffee(Shown):
    """How you take part, the round that is gathering, and your coffees of now."""

    enrolment = fields.Nested(Enrolment, required=True, allow_none=True)
    round = fields.Nested(Round, required=True, allow_none=True)
    next_opens_on = Day(required=True, allow_none=True)
    pairs = fields.List(fields.Nested(Pair), required=True)
    waits = fields.List(fields.Nested(Waiting), required=True)


class Said(Shown):
    """What you said."""

    pair_id = Id(required=True)
    answer = Choice(*ANSWERS, required=True)


class Agreed(Shown):
    """Whether everybody has agreed."""

    pair_id = Id(required=True)
    all_agreed = fields.Boolean(required=True)


class SurveyOf(Survey):
    """What you said of which coffee."""

    pair_id = Id(required=True)


class Another(Shown):
    """The coffee that was found, or null while nobody is free."""

    round_id = Id(required=True)
    pair_id = Id(required=True, allow_none=True)


class Certificate(Shown):
    """What is certified of a draw; shares are of all meetings, from 0 to 1."""

    people = fields.Integer(required=True)
    pairs = fields.Integer(required=True)
    trios = fields.Integer(required=True)
    repeats = fields.Integer(required=True)
    exclusions_held = fields.Boolean(required=True)
    cross_boundary_share = fields.Float(required=True)
    other_region_share = fields.Float(required=True)
    other_organisation_share = fields.Float(required=True)
    other_background_share = fields.Float(required=True)
    optimum_ratio = fields.Float(required=True)
    bound = Choice(*BOUNDS, required=True)


class CertifiedRound(Shown):
    """A round with what is certified of its draw, once it is drawn."""

    round = fields.Nested(Round, required=True)
    certificate = fields.Nested(Certificate, required=True, allow_none=True)


class OpenRound(Request):
    """Until the end of which day members can join."""

    closes_on = fields.Date(required=True)


class RoundOfStaff(Round):
    """One round, as staff see it."""

    closed_at = Moment(required=True, allow_none=True)
    drawn_at = Moment(required=True, allow_none=True)
    over_at = Moment(required=True, allow_none=True)
    certificate = fields.Nested(Certificate, required=True, allow_none=True)
    version = Version()


class Figures(Shown):
    """How a round went: each meeting is met, not_yet, silent or broken; `waiting` are people without one."""

    pairs = fields.Integer(required=True)
    met = fields.Integer(required=True)
    not_yet = fields.Integer(required=True)
    silent = fields.Integer(required=True)
    broken = fields.Integer(required=True)
    waiting = fields.Integer(required=True)
    answers = fields.Integer(required=True)
    new_ideas = fields.Integer(required=True)
    collaboration = fields.Integer(required=True)
    beneficial = fields.Integer(required=True)


class RoundWithFigures(RoundOfStaff):
    """A round and how it went."""

    figures = fields.Nested(Figures, required=True)


class WordsOfSurvey(Shown):
    """What somebody said of a coffee, without their name."""

    words = fields.String(required=True)
    beneficial = fields.Boolean(required=True)


class RoundInFull(RoundWithFigures):
    """A round, how it went, and what was said of it."""

    said = fields.List(fields.Nested(WordsOfSurvey), required=True)


class TakingPart(Shown):
    """How many take part, and how many pause."""

    enrolled = fields.Integer(required=True)
    paused = fields.Integer(required=True)


class RoundPage(Shown):
    """A page of rounds."""

    items = fields.List(fields.Nested(RoundWithFigures), required=True)
    next = next_page()
    enrolled = fields.Nested(TakingPart, required=True)
    next_opens_on = Day(required=True, allow_none=True)
    is_gathering = fields.Boolean(required=True)
