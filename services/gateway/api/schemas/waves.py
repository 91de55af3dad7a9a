"""Recruitment waves, as everybody may know them."""

from marshmallow import fields

from services.gateway.api.schemas.common import Choice, Day, Id, Shown, next_page


class Wave(Shown):
    """Who may apply from when to when; both days are included, UK time."""

    wave_id = Id(required=True)
    name = fields.String(required=True)
    kind = Choice("regions", "alumni", "organisations", required=True)
    regions = fields.List(fields.String(), required=True)
    audience = fields.String(required=True)
    opens_on = Day(required=True)
    closes_on = Day(required=True)
    state = Choice("planned", "open", "full", "closed", "cancelled", required=True)


class WavePage(Shown):
    """One page of waves."""

    items = fields.List(fields.Nested(Wave), required=True)
    next = next_page()
