"""What is told of waves, to everybody, and to who asked for it."""

from __future__ import annotations

from datetime import date
from typing import Any

from marshmallow import fields, validate

from bus.events import Event
from services.directory.model import KINDS, WISHES, Interest, Wave


class _WaveTold(Event):
    """A wave as everybody may know it; the code of an invitation is never among it."""

    source, subject = "directory", "wave_id"
    wave_id = fields.String(required=True)
    name = fields.String(required=True)
    kind = fields.String(required=True, validate=validate.OneOf(KINDS))
    regions = fields.List(fields.String(), required=True)
    opens_on = fields.String(required=True)
    closes_on = fields.String(required=True)


class WaveOpened(_WaveTold):
    """Applications are taken in a wave from `opens_on` on (clause 21)."""

    type = "wave.opened"


class WaveClosed(_WaveTold):
    """No more applications are taken in a wave: its last day `closes_on` is over, or staff closed it."""

    type = "wave.closed"
    closed_on = fields.String(required=True)


class InterestAnswered(Event):
    """A wave opened that a person asked to be told of: they want to `apply` from `region`, or only `updates`."""

    type, source, subject, private = "interest.answered", "directory", "interest_id", True
    interest_id = fields.String(required=True)
    person_id = fields.String(required=True)
    wish = fields.String(required=True, validate=validate.OneOf(WISHES))
    region = fields.String(required=True)
    wave_id = fields.String(required=True)
    regions = fields.List(fields.String(), required=True)
    closes_on = fields.String(required=True)


def wave_opened(wave: Wave) -> dict[str, Any]:
    """Tell which wave opened, to whom and until when."""
    days = {"opens_on": wave.opens_on.isoformat(), "closes_on": wave.closes_on.isoformat()}
    return {"wave_id": wave.wave_id, "name": wave.name, "kind": wave.kind, "regions": list(wave.regions)} | days


def wave_closed(wave: Wave, today: date) -> dict[str, Any]:
    """Tell which wave is over, and on which day that was noted."""
    return wave_opened(wave) | {"closed_on": today.isoformat()}


def interest_answered(interest: Interest, wave: Wave) -> dict[str, Any]:
    """Tell a person that what they asked for is there."""
    asked = {name: getattr(interest, name) for name in ("interest_id", "person_id", "wish", "region")}
    told = {"wave_id": wave.wave_id, "regions": list(wave.regions), "closes_on": wave.closes_on.isoformat()}
    return asked | told
