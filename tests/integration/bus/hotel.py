"""A hotel that books rooms and a porter who hears of guests; both forget a guest who asks for it."""

from typing import Any, ClassVar

from marshmallow import fields

from bus.actor import Actor
from bus.database import Work
from bus.doors import PARK, Request, command, erasure, projection, reaction
from bus.events import Copy, Event, Received, personal
from bus.settings import BusSettings
from tests.integration.bus.sample import Counter


class GuestErased(Event):
    type, source, subject, tombstone = "guest.erased", "hotel", "person_id", True
    person_id = fields.String(required=True)


class RoomBooked(Event):
    type, source, subject = "room.booked", "hotel", "room_id"
    room_id = fields.String(required=True)
    person_id = fields.String(required=True)
    name = fields.String(required=True, metadata=personal)
    wishes = fields.List(fields.String(), required=True, metadata=personal)
    host_person_id = fields.String(required=True, allow_none=True)
    nights = fields.Integer(required=True)


class GuestErasedCopy(Copy):
    type, source, subject, tombstone = "guest.erased", "hotel", "person_id", True


class RoomBookedCopy(Copy):
    type, source, subject = "room.booked", "hotel", "room_id"
    room_id = fields.String(required=True)
    name = fields.String(required=True, metadata=personal)
    nights = fields.Integer(required=True)


class BookRoom(Request):
    room_id = fields.String(required=True)
    person_id = fields.String(required=True)
    name = fields.String(required=True)
    host_person_id = fields.String(load_default=None)


class Hotel:
    """Books rooms, and answers with the name of the guest alone."""

    name = "hotel"
    settings = BusSettings
    publishes = (GuestErased, RoomBooked)

    @command(BookRoom)
    def book_room(self, work: Work, actor: Actor, request: dict[str, Any]) -> dict[str, Any]:
        work.emit(RoomBooked, request | {"wishes": [request["name"]], "nights": 1}, of=Counter())
        return {"booked_for": request["name"]}

    @erasure(GuestErasedCopy, queue="hotel.erasures.v1")
    def erase_guest(self, work: Work, person_id: str) -> None:
        """Keep nothing but what the bus keeps."""


class Porter:
    """Hears of guests."""

    name = "porter"
    settings = BusSettings
    publishes = ()
    faults: ClassVar[list[Exception]] = []
    busy: ClassVar[list[Exception]] = []

    @projection(RoomBookedCopy, queue="porter.rooms.v1")
    def keep_room(self, work: Work, event: Received) -> None:
        work.db["rooms"].replace_one({"_id": event.subject}, {"_id": event.subject} | event.data, upsert=True)

    @reaction(RoomBookedCopy, queue="porter.bags.v1", policy=PARK)
    def carry(self, work: Work, event: Received) -> None:
        if event.data["nights"] > 1:
            raise ValueError("too heavy")
        work.db["bags"].insert_one({"_id": event.id} | event.data)

    @reaction(RoomBookedCopy, queue="porter.letters.v1")
    def write(self, work: Work, event: Received) -> None:
        if self.busy:
            raise self.busy.pop()
        work.db["letters"].insert_one({"_id": event.id} | event.data)

    @reaction(GuestErasedCopy, queue="porter.farewells.v1")
    def say_farewell(self, work: Work, event: Received) -> None:
        work.db["farewells"].insert_one({"_id": event.id})

    @erasure(GuestErasedCopy, queue="porter.erasures.v1")
    def erase_guest(self, work: Work, person_id: str) -> bool:
        """Erase all rooms and letters, and one bag at a time."""
        if self.faults:
            raise self.faults.pop()
        for name in ("rooms", "letters"):
            work.db[name].delete_many({})
        return bool(work.db["bags"].delete_one({"name": {"$ne": ""}}))
