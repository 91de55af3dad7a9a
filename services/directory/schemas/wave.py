"""What is asked about waves and about interest in them."""

from __future__ import annotations

from marshmallow import fields, validate

from bus.doors import Request
from bus.schema import Text
from services.directory.model import KINDS, WISHES
from services.directory.schemas.kinds import Id, Line, Slug

MOST = 100_000


class Number(fields.Integer):
    """How many applications."""

    def __init__(self, lowest: int, **kwargs: object) -> None:
        super().__init__(strict=True, validate=validate.Range(lowest, MOST), **kwargs)  # type: ignore[arg-type]


class WaveFields(Request):
    """What staff say of a wave; what is absent stays as it is."""

    opens_on = fields.Date()
    closes_on = fields.Date()
    regions = fields.List(Slug(), allow_none=True)
    audience = Line(max=200, allow_none=True)
    cap = Number(1, allow_none=True)
    expected = Number(0, allow_none=True)
    expected_by_region = fields.Dict(keys=Slug(), values=Number(0), allow_none=True)


class CreateWave(WaveFields):
    """Plan a wave."""

    name = Line(min=1, max=120, required=True)
    kind = fields.String(required=True, validate=validate.OneOf(KINDS))
    opens_on = fields.Date(required=True)
    closes_on = fields.Date(required=True)


class WaveVersion(Request):
    """Name a wave as it was seen."""

    wave_id = Id(required=True)
    version = fields.Integer(required=True)


class ChangeWave(WaveFields, WaveVersion):
    """Change a wave as it was seen."""

    name = Line(min=1, max=120)


class GetWave(Request):
    """Name a wave."""

    wave_id = Id(required=True)


class GetAdmission(Request):
    """Say where somebody is from and which invitation they hold, if any."""

    region = Slug(allow_none=True)
    invitation = Text(max=100, allow_none=True)


class KeepInterest(Request):
    """Say what somebody wants to be told; the gateway says who."""

    region = Slug(required=True)
    wish = fields.String(required=True, validate=validate.OneOf(WISHES))
    person_id = Id(allow_none=True)


class WithdrawInterest(Request):
    """Ask to be told no more."""
