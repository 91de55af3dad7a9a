"""What matching tells of coffee trials."""

from marshmallow import EXCLUDE, Schema, fields

from bus.events import Copy, personal


class Name(Schema):
    """Somebody by name."""

    class Meta:
        unknown = EXCLUDE

    person_id = fields.String(required=True)
    name = fields.String(required=True, metadata=personal)


class Somebody(Name):
    """Somebody whom one meets."""

    role = fields.String(required=True, metadata=personal)
    organisation = fields.String(required=True, metadata=personal)
    region = fields.String(required=True)
    background = fields.String(required=True)


class Starter(Schema):
    """What one may begin a talk with."""

    class Meta:
        unknown = EXCLUDE

    code = fields.String(required=True)
    value = fields.String(required=True)


class _OfAPair(Copy):
    source, subject, private = "matching", "pair_id", True

    pair_id = fields.String(required=True)
    round_id = fields.String(required=True)
    person_id = fields.String(required=True)
    name = fields.String(required=True, metadata=personal)
    others = fields.List(fields.Nested(Name), required=True)


class CoffeeMatched(_OfAPair):
    """Somebody is to meet others."""

    type = "coffee.matched"

    others = fields.List(fields.Nested(Somebody), required=True)
    shared_topics = fields.List(fields.String(), required=True)
    starters = fields.List(fields.Nested(Starter), required=True)
    ways = fields.List(fields.String(), required=True)
    joins = fields.Boolean(required=True)


class CoffeePartnerLeft(_OfAPair):
    """Somebody of a pair cannot meet."""

    type = "coffee.partner_left"


class CoffeeAsked(_OfAPair):
    """Somebody is asked whether they met."""

    type = "coffee.asked"


class CoffeeSurveyDue(_OfAPair):
    """Somebody has not said yet how it was."""

    type = "coffee.survey_due"


class CoffeeUnmatched(Copy):
    """Nobody could be found for somebody."""

    type, source, subject, private = "coffee.unmatched", "matching", "person_id", True

    person_id = fields.String(required=True)
    name = fields.String(required=True, metadata=personal)
    round_id = fields.String(required=True)


class CoffeeAwaited(Copy):
    """Somebody takes part from now on, after a round has closed."""

    type, source, subject, private = "coffee.awaited", "matching", "person_id", True

    person_id = fields.String(required=True)
    name = fields.String(required=True, metadata=personal)
    opens_on = fields.String(required=True, allow_none=True)


class CoffeePaused(Copy):
    """Somebody said nothing in three rounds."""

    type, source, subject, private = "coffee.paused", "matching", "person_id", True

    person_id = fields.String(required=True)
    name = fields.String(required=True, metadata=personal)
