"""Two small services that the bus's tests run: a shop that sells, and a ledger that hears of it."""

import threading
from typing import Any, ClassVar

from marshmallow import fields

from bus.actor import Actor
from bus.database import Read, Work
from bus.doors import Request, command, projection, query, reaction
from bus.errors import Conflict, NotFound, Refused
from bus.events import Copy, Event, Received
from bus.settings import BusSettings


class Counter:
    def __init__(self, sequence: int = 0) -> None:
        self.sequence = sequence


class OrderPlaced(Event):
    """An order was placed or changed."""

    type, source, subject = "order.placed", "shop", "order_id"
    order_id = fields.String(required=True)
    amount = fields.Integer(required=True)


class OrderPlacedCopy(Copy):
    type, source, subject = "order.placed", "shop", "order_id"
    order_id = fields.String(required=True)
    amount = fields.Integer(required=True)


class PlaceOrder(Request):
    order_id = fields.String(required=True)
    amount = fields.Integer(required=True)


class GetOrder(Request):
    order_id = fields.String(required=True)


class Shop:
    name = "shop"
    settings = BusSettings
    publishes = (OrderPlaced,)

    @command(PlaceOrder)
    def place_order(self, work: Work, actor: Actor, request: dict[str, Any]) -> dict[str, Any]:
        if request["amount"] < 0:
            raise Conflict("negative_amount")
        if request["amount"] == 1313:
            raise RuntimeError("a text that holds data: secret@example.org")
        order = work.db["orders"].find_one({"_id": request["order_id"]}) or {"version": 0, "sequence": 0}
        counter = Counter(order["sequence"])
        work.emit(OrderPlaced, request, of=counter)
        document = {"_id": request["order_id"], "amount": request["amount"], "sequence": counter.sequence}
        work.db["orders"].replace_one(
            {"_id": document["_id"]}, document | {"version": order["version"] + 1}, upsert=True
        )
        return {"order_id": request["order_id"], "version": order["version"] + 1}

    @query(GetOrder)
    def get_order(self, read: Read, actor: Actor, request: dict[str, Any]) -> dict[str, Any]:
        if request["order_id"] == "mine" and not actor.is_person:
            raise Refused("sign_in_first")
        found = read.db["orders"].find_one({"_id": request["order_id"]})
        if found is None:
            raise NotFound("no_order")
        return {"order_id": found["_id"], "amount": found["amount"]}


class Ledger:
    name = "ledger"
    settings = BusSettings
    faults: ClassVar[dict[str, Exception]] = {}
    calls: ClassVar[list[str]] = []

    @projection(OrderPlacedCopy, queue="ledger.orders.v1")
    def keep_order(self, work: Work, event: Received) -> None:
        work.db["orders"].replace_one({"_id": event.subject}, {"_id": event.subject} | event.data, upsert=True)

    @reaction(OrderPlacedCopy, queue="ledger.entries.v1")
    def enter(self, work: Work, event: Received) -> None:
        Ledger.calls.append(event.id)
        if event.subject in self.faults:
            raise self.faults[event.subject]
        work.db["entries"].insert_one({"_id": work.new_id(), "event": event.id, "amount": event.data["amount"]})


class Till:
    """Welcomes what a stock publisher says of orders."""

    name = "till"
    settings = BusSettings

    @reaction(OrderPlacedCopy, queue="till.orders.v1", identified_by=("order_id",))
    def ring(self, work: Work, event: Received) -> None:
        work.db["rung"].insert_one({"_id": event.id})


class OrderEchoed(Copy):
    type, source, subject = "order.echoed", "stocky", "order_id"
    order_id = fields.String(required=True)
    amount = fields.Integer(required=True)


class Archive:
    """Hears what a stock service says of orders it heard of from us."""

    name = "archive"
    settings = BusSettings

    @reaction(OrderEchoed, queue="archive.echoes.v1", identified_by=("order_id", "amount"))
    def keep_echo(self, work: Work, event: Received) -> None:
        work.db["echoes"].insert_one({"_id": event.id})


class Clerk:
    """Handles slowly: more in a batch than one transaction has time for."""

    name = "clerk"
    settings = BusSettings

    @reaction(OrderPlacedCopy, queue="clerk.orders.v1")
    def file(self, work: Work, event: Received) -> None:
        threading.Event().wait(0.1)
        work.db["files"].insert_one({"_id": event.id})
