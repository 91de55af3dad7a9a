"""A shop and a ledger around a broker that does as it is told, so that any order of things can be played.

The bus's own code runs, on a real database: answering, relay, subscription, failures. Only the broker is a model,
because a real one cannot be made to lose exactly this confirm or to deliver exactly that message twice.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import pytest
from pymongo.client_session import ClientSession

from bus.actor import Verifier
from bus.answering import Answering
from bus.database import Database
from bus.doors import Door, Handler, Job, doors_of
from bus.failing import Delivery, Failures
from bus.publisher import CONFIRMED, NACKED, UNROUTED, NotConfirmed, Outgoing
from bus.relay import Relay
from bus.subscription import Subscription
from bus.testing import Community
from tests.integration.bus.sample import Ledger, Shop

ORDERS, ENTRIES = "ledger.orders.v1", "ledger.entries.v1"


class Crash(BaseException):
    """The process dies here: nothing catches it, and what was not committed never was."""


class Broker:
    """Queues as lists. `fate` says what becomes of the next publishing, `between` what happens meanwhile."""

    def __init__(self) -> None:
        self.queues: dict[str, list[Outgoing]] = {ORDERS: [], ENTRIES: []}
        self.delayed: list[Outgoing] = []
        self.fate = "confirmed"
        self.between: Callable[[], object] = lambda: None

    def publish(self, messages: Sequence[Outgoing], timeout_s: float = 10.0) -> list[str]:
        fate, self.fate = self.fate, "confirmed"
        between, self.between = self.between, lambda: None
        between()
        arrived = {"lost": 0, "torn": len(messages) // 2}.get(fate, len(messages))
        refused = set(range(0, len(messages), 2)) if fate.startswith("nacked") else set()
        for position, message in enumerate(messages[:arrived]):
            if position not in refused or fate == "nacked_but_kept":
                self._route(message)
        if fate in ("lost", "torn", "unheard"):
            raise NotConfirmed(fate)
        return [NACKED if position in refused else CONFIRMED for position in range(len(messages))]

    def _route(self, message: Outgoing) -> None:
        if message.exchange.startswith("ledger.retry."):
            self.delayed.append(message)
        elif message.exchange == "shop.events":
            for queue in self.queues.values():
                queue.append(message)
        else:
            raise AssertionError(f"{UNROUTED}: {message.exchange}")

    def bring_back(self) -> None:
        """Let every delay end."""
        delayed, self.delayed = self.delayed, []
        for message in delayed:
            self.queues[message.routing_key].append(message)


class _Nowhere:
    """A link that never opens; only what lives on it is used."""

    def add(self, party: object) -> None:
        """Nobody is told anything."""


@dataclass
class _Channel:
    """Acknowledges by taking messages out of their queue."""

    queue: list[Outgoing]

    def basic_ack(self, tag: int, multiple: bool) -> None:
        del self.queue[:tag]


@dataclass
class World:
    """Everything that is played with. Its methods are the steps."""

    shop: Database
    ledger: Database
    verifier: Verifier
    broker: Broker = field(default_factory=Broker)
    acknowledged: int = 0
    commands: int = 0

    @classmethod
    def of(cls, community: Community) -> "World":
        shop, ledger = (
            Database(community.mongodb_uri, community.namespace, service, community.settings(service))
            for service in (Shop, Ledger)
        )
        for database in (shop, ledger):
            database.open()
            database.ensure_indexes()
        return cls(shop, ledger, Verifier(community.keys.public))

    def begin_again(self) -> None:
        """Forget everything."""
        for database in (self.shop, self.ledger):
            for name in database.raw.list_collection_names():
                database.raw[name].delete_many({})
        self.broker, self.acknowledged, self.commands = Broker(), 0, 0

    def place(self, order: int, deaths: list[str]) -> None:
        """A caller repeats one command, through deaths of the service before and after its commit."""
        self.commands += 1
        request = {"order_id": f"o{order}", "amount": self.commands, "command_id": f"c{self.commands}"}
        for death in [*deaths, "none"]:
            with suppress(Crash):
                self._answer(request, death)
                self.acknowledged += 1
                return

    def _answer(self, request: dict[str, Any], death: str) -> None:
        door = next(door for door in doors_of(Shop) if door.method == "place_order")

        def job(handler: Handler) -> Any:
            return Answering(self.shop, self.verifier).answer(door, handler, request, 30.0)

        with dying(death):
            Shop().place_order(job)  # type: ignore[call-arg, arg-type]

    def relay(self, fate: str) -> None:
        """A relay publishes a batch; something happens to its messages or to their confirms."""
        if fate == "overtaken":
            self.broker.between = self._publish_some
        else:
            self.broker.fate = fate
        self._publish_some()
        self.broker.fate = "confirmed"

    def _publish_some(self) -> None:
        relay = Relay(_Nowhere(), self.broker, self.shop)  # type: ignore[arg-type]
        with suppress(NotConfirmed):
            relay._publish_some()
        relay._marks.finish()
        relay._marks.close()

    def consume(self, queue: str, count: int, fate: str, failing: int) -> None:
        """A process takes messages, and dies at a point or not; one in three may fail."""
        messages = self.broker.queues[queue]
        door = next(door for door in doors_of(Ledger) if door.queue == queue)
        failures = Failures("ledger", self.ledger, self.broker)  # type: ignore[arg-type]
        subscription = Subscription(door, self.ledger, failures, invoking(failing))
        subscription._channel = _Channel(messages)  # type: ignore[assignment]
        batch = [delivery(queue, tag, message) for tag, message in enumerate(messages[:count], 1)]
        with suppress(Crash), dying(fate):
            if batch:
                subscription._carry_through(subscription._channel, batch)

    def repeat(self, queue: str, position: int) -> None:
        """Deliver a message once more."""
        messages = self.broker.queues[queue]
        messages += messages[position : position + 1]

    def shuffle(self, queue: str, seed: int) -> None:
        random.Random(seed).shuffle(self.broker.queues[queue])  # noqa: S311

    def bring_back(self) -> None:
        self.broker.bring_back()

    def heal(self) -> None:
        """Let everything go well from now on, until nothing is left to do; parked messages are replayed."""
        while self.shop.raw["bus_outbox"].count_documents({"published": False}):
            self.relay("confirmed")
        self._replay()
        while any(self.broker.queues.values()) or self.broker.delayed:
            self.bring_back()
            for queue, messages in self.broker.queues.items():
                self.consume(queue, len(messages), "alive", failing=-1)

    def _replay(self) -> None:
        for row in self.ledger.raw["bus_parked"].find():
            message = Outgoing("", row["queue"], bytes(row["body"]), _first(row["headers"]), row["message_id"])
            self.broker.queues[row["queue"]].append(message)
        self.ledger.raw["bus_parked"].delete_many({})


def _first(headers: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in headers.items() if name.startswith("cloudEvents_")}


def delivery(queue: str, tag: int, message: Outgoing) -> Delivery:
    return Delivery(queue, tag, message.body, message.headers, message.message_id, message.routing_key)


@contextmanager
def dying(death: str) -> Iterator[None]:
    """Let the process die at the next commit: right before it, or right after it."""
    commit = ClientSession.commit_transaction

    def deadly(session: ClientSession) -> None:
        if death == "after_commit":
            commit(session)
        raise Crash

    with pytest.MonkeyPatch.context() as patch:
        if death in ("before_commit", "after_commit"):
            patch.setattr(ClientSession, "commit_transaction", deadly)
        yield


def invoking(failing: int) -> Callable[[Door, Job], Any]:
    """Return how a host runs handlers that fail at one order in three."""

    def invoke(door: Door, job: Job) -> Any:
        def opened(handler: Handler) -> Any:
            def handled(work: Any, event: Any) -> Any:
                handler(work, event)
                if event.data["amount"] % 3 == failing:
                    raise RuntimeError("as it was told")

            return job(handled)

        return getattr(Ledger(), door.method)(opened)

    return invoke
