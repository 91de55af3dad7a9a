"""What is heard of coffees: our own tolerant copy."""

from __future__ import annotations

from marshmallow import fields

from bus.events import Copy


class CoffeeBenefited(Copy):
    """A member said whether a coffee with others was of benefit; what they say later comes as another one."""

    type, source, subject, private = "coffee.benefited", "matching", "answer_id", True
    answer_id = fields.String(required=True)
    person_id = fields.String(required=True)
    with_person_ids = fields.List(fields.String(), required=True)
    beneficial = fields.Boolean(required=True)
    gave = fields.List(fields.String(), required=True)
    answered_at = fields.String(required=True)
