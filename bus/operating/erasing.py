"""How far this service is with forgetting a person."""

from __future__ import annotations

from typing import Any

from marshmallow import fields

from bus.actor import Actor
from bus.doors import Request, operation
from bus.erasure import ERASED
from bus.operating.part import Part
from bus.times import to_text


class OnePerson(Request):
    """Name a person."""

    person_id = fields.String(required=True)


class Erasing(Part):
    """Tells whether a person is erased here."""

    @operation(OnePerson)
    def bus_erasure(self, actor: Actor, request: dict[str, Any]) -> dict[str, Any]:
        """Return `{heard_at, erased_at}`, each null until then; a last look some minutes later is not waited for."""
        row = self.host.database.raw[ERASED].find_one({"_id": request["person_id"]}, max_time_ms=2000) or {}
        return {"heard_at": _moment(row.get("at")), "erased_at": _moment(row.get("erased_at"))}


def _moment(at: Any) -> str | None:
    return to_text(at) if at else None
