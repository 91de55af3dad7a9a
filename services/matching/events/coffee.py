"""What is told of coffee trials; whoever is named is told of it alone, so all of it is private."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from marshmallow import Schema, fields

from bus.events import Event, personal
from bus.times import to_text
from services.matching.model import Member
from services.matching.model.introducing import Introduction
from services.matching.model.pair import Pair
from services.matching.model.survey import Survey


class SomebodyElse(Schema):
    """Somebody whom one meets, as far as members see them; an empty role may be kept back."""

    person_id = fields.String(required=True)
    name = fields.String(required=True, metadata=personal)
    role = fields.String(required=True, metadata=personal)
    organisation = fields.String(required=True, metadata=personal)
    region = fields.String(required=True)
    background = fields.String(required=True)


class Name(Schema):
    """Somebody by name."""

    person_id = fields.String(required=True)
    name = fields.String(required=True, metadata=personal)


class Opening(Schema):
    """What one may begin a talk with: a code, and the slug that it speaks of."""

    code = fields.String(required=True)
    value = fields.String(required=True)


class _OfAPair(Event):
    source, subject, private = "matching", "pair_id", True
    pair_id = fields.String(required=True)
    round_id = fields.String(required=True)
    person_id = fields.String(required=True)
    name = fields.String(required=True, metadata=personal)


class CoffeeMatched(_OfAPair):
    """Somebody is to meet others for a coffee; `joins` when they were two and are three now (clause 44)."""

    type = "coffee.matched"
    others = fields.List(fields.Nested(SomebodyElse), required=True)
    shared_topics = fields.List(fields.String(), required=True)
    starters = fields.List(fields.Nested(Opening), required=True)
    ways = fields.List(fields.String(), required=True)
    joins = fields.Boolean(required=True)


class CoffeePartnerLeft(_OfAPair):
    """Somebody of a pair cannot meet; `others` are those whom one still meets, nobody when the pair is over."""

    type = "coffee.partner_left"
    others = fields.List(fields.Nested(Name), required=True)


class CoffeeAsked(_OfAPair):
    """Somebody is asked whether they met (clause 46)."""

    type = "coffee.asked"
    others = fields.List(fields.Nested(Name), required=True)


class CoffeeSurveyDue(_OfAPair):
    """Two have met, and one of them has not said yet how it was (clause 46)."""

    type = "coffee.survey_due"
    others = fields.List(fields.Nested(Name), required=True)


class CoffeeUnmatched(Event):
    """Nobody could be found whom somebody may meet in a round."""

    type, source, subject, private = "coffee.unmatched", "matching", "person_id", True
    person_id = fields.String(required=True)
    name = fields.String(required=True, metadata=personal)
    round_id = fields.String(required=True)


class CoffeeAwaited(Event):
    """Somebody takes part from now on, after a round has closed; `opens_on` is null while staff open the next one."""

    type, source, subject, private = "coffee.awaited", "matching", "person_id", True
    person_id = fields.String(required=True)
    name = fields.String(required=True, metadata=personal)
    opens_on = fields.String(required=True, allow_none=True)


class CoffeePaused(Event):
    """Somebody said nothing in three rounds and is paused until they carry on."""

    type, source, subject, private = "coffee.paused", "matching", "person_id", True
    person_id = fields.String(required=True)
    name = fields.String(required=True, metadata=personal)


class CoffeeBenefited(Event):
    """Somebody says whether a coffee was of benefit, and what it gave; the latest counts (clauses 33, 47)."""

    type, source, subject, private = "coffee.benefited", "matching", "answer_id", True
    answer_id = fields.String(required=True)
    person_id = fields.String(required=True)
    with_person_ids = fields.List(fields.String(), required=True)
    beneficial = fields.Boolean(required=True)
    gave = fields.List(fields.String(), required=True)
    answered_at = fields.String(required=True)


def coffee_matched(
    pair: Pair, to: Member, others: Sequence[Member], introduced: Introduction, roles: Mapping[str, str]
) -> dict[str, Any]:
    """Tell somebody whom they meet; `roles` are those that are shown."""
    return _told(pair, to) | {
        "others": [_somebody(each, roles.get(each.member_id, "")) for each in others],
        "shared_topics": list(introduced.shared),
        "starters": [{"code": code, "value": value} for code, value in introduced.starters],
    }


def coffee_told(pair: Pair, to: Member, others: Sequence[Member]) -> dict[str, Any]:
    """Tell somebody of their pair, by names."""
    return _told(pair, to) | {"others": [{"person_id": each.member_id, "name": each.name} for each in others]}


def coffee_benefited(survey: Survey) -> dict[str, Any]:
    """Tell what a coffee gave."""
    return {
        "answer_id": survey.answer_id,
        "person_id": survey.person_id,
        "with_person_ids": list(survey.with_person_ids),
        "beneficial": survey.beneficial,
        "gave": survey.gave if survey.beneficial else [],
        "answered_at": to_text(survey.answered_at),
    }


def _told(pair: Pair, to: Member) -> dict[str, Any]:
    return {"pair_id": pair.pair_id, "round_id": pair.round_id, "person_id": to.member_id, "name": to.name}


def _somebody(member: Member, role: str) -> dict[str, Any]:
    seen = {name: getattr(member, name) for name in ("name", "organisation", "region", "background")}
    return {"person_id": member.member_id, "role": role} | seen
