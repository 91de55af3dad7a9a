"""A service that reads orders twice, and letters; and how operators ask it."""

from typing import Any, ClassVar

from marshmallow import EXCLUDE, Schema, fields

from bus import wire
from bus.database import Work
from bus.doors import PARK, projection, reaction
from bus.events import Copy, Received, personal
from bus.failing import Park
from bus.settings import BusSettings
from bus.testing import Community, envelope_of
from tests.integration.bus.sample import OrderPlacedCopy

WORKS, BROKEN = "desk.works.v1", "desk.breaks.v1"


class Place(Schema):
    class Meta:
        unknown = EXCLUDE

    town = fields.String()
    street = fields.String(metadata=personal)


class LetterCopy(Copy):
    type, source, subject = "letter.sent", "shop", "letter_id"
    letter_id = fields.String(required=True)
    to = fields.String(required=True, metadata=personal)
    place = fields.Nested(Place)
    topics = fields.List(fields.String())


class Desk:
    """Reads orders twice, and letters not at all while it is told so."""

    name = "desk"
    settings = BusSettings
    fails: ClassVar[bool] = False

    @projection(OrderPlacedCopy, queue=WORKS)
    def keep(self, work: Work, event: Received) -> None:
        work.db["orders"].replace_one({"_id": event.subject}, {"_id": event.subject}, upsert=True)

    @reaction(OrderPlacedCopy, queue="desk.entries.v1")
    def enter(self, work: Work, event: Received) -> None:
        if Desk.fails:
            raise RuntimeError("not yet")
        work.db["entries"].insert_one({"_id": event.id})

    @reaction(LetterCopy, queue=BROKEN, policy=PARK)
    def file(self, work: Work, event: Received) -> None:
        if Desk.fails:
            raise Park("no_room")
        work.db["letters"].insert_one({"_id": event.id})


class Operators:
    """Asks services as the operators do."""

    def __init__(self, community: Community) -> None:
        self._community, self._token = community, community.service("ops")

    def ask(self, service: str, method: str, **request: Any) -> Any:
        return self._community.call(service, method, request, actor=self._token)

    def eventually_parked(self, count: int) -> list[dict[str, Any]]:
        def found() -> list[dict[str, Any]]:
            items = self.ask("desk", "bus_parked")["items"]
            return items if len(items) == count else []

        return self._community.eventually(found)


def letter(number: int = 1, **more: Any) -> wire.Envelope:
    data = {"letter_id": f"l{number}", "to": "Ada Penrose"} | more
    return envelope_of(LetterCopy, data, sequence=number)


def said(event: wire.Envelope) -> dict[str, Any]:
    return {name: getattr(event, name) for name in ("id", "source", "type", "subject", "sequence")}
