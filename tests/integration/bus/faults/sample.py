"""Services that are hard to live with: one that fails until it is calmed, one that is slow."""

import threading
from typing import Any, ClassVar

from bus.actor import Actor
from bus.database import Work
from bus.doors import command, reaction
from bus.events import Received
from bus.settings import BusSettings
from tests.integration.bus.sample import OrderPlacedCopy, PlaceOrder, Shop


class Moody:
    """Fails at every order until a row in its database calms it."""

    name = "moody"
    settings = BusSettings

    @reaction(OrderPlacedCopy, queue="moody.orders.v1")
    def take(self, work: Work, event: Received) -> None:
        if work.db["calm"].find_one({}) is None:
            raise RuntimeError("not in the mood")
        work.db["taken"].insert_one({"_id": work.new_id(), "event": event.id})


class SlowShop(Shop):
    """Takes its time over each order."""

    takes_s: ClassVar[float] = 0.5

    @command(PlaceOrder)
    def place_order(self, work: Work, actor: Actor, request: dict[str, Any]) -> dict[str, Any]:
        threading.Event().wait(self.takes_s)
        return place(self, work, actor, request)


place = Shop.place_order.__wrapped__  # type: ignore[attr-defined]
