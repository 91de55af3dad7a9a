"""Commands under way while something breaks, and the count afterwards: each acknowledged one, exactly once."""

import threading
import time
from collections import Counter
from contextlib import suppress

import kombu

from bus import topology
from bus.errors import Conflict, Unavailable
from bus.ids import new_id
from bus.testing import Community, eventually
from tests.integration.bus.sample import Ledger, Shop

ORDERS = 10
PATIENCE_S = 60.0


class Load:
    """Places orders from several callers; each call is repeated under its own id until it is acknowledged."""

    def __init__(self, community: Community, commands: int, callers: int = 4) -> None:
        self.acknowledged: list[int] = []
        self.repeated = 0
        self._community, self._commands = community, commands
        self._stop = threading.Event()
        shares = [range(first, commands, callers) for first in range(callers)]
        self._callers = [threading.Thread(target=self._place, args=(share,), daemon=True) for share in shares]

    def __enter__(self) -> "Load":
        for caller in self._callers:
            caller.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for caller in self._callers:
            caller.join(10)

    def reached(self, share: float, timeout_s: float = PATIENCE_S) -> None:
        """Wait until so much of it is acknowledged."""
        eventually(lambda: len(self.acknowledged) >= share * self._commands, timeout_s)

    def _place(self, numbers: range) -> None:
        for number in numbers:
            request = {"order_id": f"o{number % ORDERS}", "amount": number}
            self._until_acknowledged(request, new_id())
            if self._stop.is_set():
                return
            self.acknowledged.append(number)

    def _until_acknowledged(self, request: dict[str, object], command_id: str) -> None:
        while not self._stop.is_set():
            with suppress(Unavailable, Conflict):
                self._community.call("shop", "place_order", request, command_id=command_id, timeout_s=2)
                return
            self.repeated += 1


def assert_each_once(community: Community, load: Load) -> None:
    """Every acknowledged order was placed once, entered once, and copied as it is now."""
    shop, ledger = community.database("shop"), community.database("ledger")
    numbers = set(load.acknowledged)
    assert Counter(row["amount"] for row in ledger["entries"].find()) == Counter(numbers)
    assert sum(row["version"] for row in shop["orders"].find()) == len(numbers)
    assert shop["bus_outbox"].count_documents({}) == len(numbers)
    assert copies(community) == {row["_id"]: row["amount"] for row in shop["orders"].find()}
    assert ledger["bus_parked"].count_documents({}) == 0


def copies(community: Community) -> dict[str, int]:
    return {row["_id"]: row["amount"] for row in community.database("ledger")["orders"].find()}


def everything_told(community: Community, timeout_s: float = PATIENCE_S) -> float:
    """Wait until nothing waits in outbox or queue, and as much is entered as was placed; return how long it took."""
    began = time.monotonic()
    eventually(lambda: _is_told(community), timeout_s)
    return time.monotonic() - began


def _is_told(community: Community) -> bool:
    shop, ledger = community.database("shop"), community.database("ledger")
    placed = shop["bus_outbox"].count_documents({})
    return (
        shop["bus_outbox"].count_documents({"published": False}) == 0
        and ledger["entries"].count_documents({}) >= placed
        and all(depth(community.amqp_uri, queue.name) == 0 for queue in topology.of([Shop, Ledger]).queues)
    )


def depth(amqp_uri: str, queue: str) -> int:
    """Return how many messages are ready in a queue; those that a consumer has in hand are not counted."""
    with kombu.Connection(amqp_uri) as connection:
        return int(connection.connection.channel().queue_declare(queue, passive=True).message_count)
