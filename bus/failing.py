"""What becomes of an event that cannot be handled: it comes back later, is parked for an operator, or is counted.

Nothing is lost: the retry is confirmed by the broker, or the parked row is written, before the original message
is acknowledged. Only an error of the event itself counts as an attempt.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pymongo

from bus import erasure, logs, metrics, outbox, topology
from bus.database import Database
from bus.doors import PARK, RETRY, SKIP, Door
from bus.errors import Invalid
from bus.ids import ids_in, new_id
from bus.publisher import CONFIRMED, NotConfirmed, Outgoing, Publisher
from bus.wire import ATTEMPT, FAILED_WITH, LONGEST_BODY_BYTES, decode

log = logs.get(__name__)

PARKED = "bus_parked"
RETRIED = "bus_retried"
"""Notes, for who traces an event, of how its last attempt failed and when the next is due."""
_PARK_S = 5.0
_MOST_FIELDS, _LONGEST_FIELD = 10, 120


class Park(Exception):
    """Raised by a handler that knows that trying again is of no use; `reason` is a code for the operator.

    `errors` says which fields were refused, as those of `Invalid` do.
    """

    def __init__(self, reason: str, errors: Sequence[Mapping[str, str]] = ()) -> None:
        self.reason, self.errors = reason, [*errors]
        super().__init__(reason)


@dataclass(frozen=True)
class Delivery:
    """A message as it was delivered: raw bytes and raw headers."""

    queue: str
    tag: int
    body: bytes
    headers: dict[str, Any]
    message_id: str
    routing_key: str

    @property
    def attempt(self) -> int:
        """Which attempt this is, counted from 1."""
        value = self.headers.get(ATTEMPT, 1)
        return value if isinstance(value, int) and value > 0 else 1


class Failures:
    """Decides about failed events of one service, by the policy of their subscription."""

    def __init__(self, service: str, database: Database, publisher: Publisher) -> None:
        self._service, self._database, self._publisher = service, database, publisher
        self.counts: Counter[str] = Counter()

    def settle(self, door: Door, delivery: Delivery, error: Exception) -> None:
        """Retry, park or skip; returns when the decision is safe. Raises NotConfirmed or what pymongo raises."""
        code = code_of(error)
        log.warning("event.failed", queue=door.queue, id=delivery.message_id, attempt=delivery.attempt, error=code)
        if isinstance(error, Park) or door.policy == PARK:
            self.park(delivery, code, fields_of(error))
        elif door.policy == SKIP:
            self._count("skipped", delivery)
        elif door.policy == RETRY and delivery.attempt <= len(topology.DELAYS):
            self._retry(delivery, code)
        else:
            self.park(delivery, code, fields_of(error))

    def park(self, delivery: Delivery, code: str, fields: Sequence[str] = ()) -> None:
        """Keep the message as a row for an operator, with the fields that were refused; the same twice is one row."""
        attempt, delivery = delivery.attempt, _keepable(delivery)
        subjects = _subjects(delivery)
        row = {
            "queue": delivery.queue,
            "message_id": delivery.message_id,
            "routing_key": delivery.routing_key,
            "headers": delivery.headers,
            "body": delivery.body,
            "attempt": attempt,
            "error": code,
            "fields": list(fields),
            "parked_at": self._database.now(),
            "parking": new_id(),
            "subjects": subjects,
        }
        identifier = f"{delivery.queue}|{delivery.message_id or new_id()}"
        with pymongo.timeout(_PARK_S):
            self._database.raw[PARKED].update_one({"_id": identifier}, {"$set": row}, upsert=True)
            erasure.erase_again(self._database, subjects)
        self._count("parked", delivery)
        log.error("event.parked", queue=delivery.queue, id=delivery.message_id, error=code)

    def _retry(self, delivery: Delivery, code: str) -> None:
        delay, seconds = topology.DELAYS[delivery.attempt - 1]
        self._note(delivery, code, seconds)
        headers = delivery.headers | {ATTEMPT: delivery.attempt + 1, FAILED_WITH: code}
        exchange = topology.retry_exchange(self._service, delay)
        again = Outgoing(exchange, delivery.queue, delivery.body, headers, delivery.message_id)
        if self._publisher.publish([again]) != [CONFIRMED]:
            raise NotConfirmed("the delay queue did not take it")
        self._count("retried", delivery)

    def _note(self, delivery: Delivery, code: str, delay_s: float) -> None:
        now = self._database.now()
        note = {"attempt": delivery.attempt, "error": code, "at": now, "due_at": now + timedelta(seconds=delay_s)}
        with pymongo.timeout(_PARK_S):
            self._database.raw[RETRIED].update_one(
                {"_id": f"{delivery.queue}|{_text(delivery.message_id)}"}, {"$set": note}, upsert=True
            )

    def _count(self, outcome: str, delivery: Delivery) -> None:
        self.counts[outcome] += 1
        metrics.EVENTS.labels(delivery.queue, outcome).inc()


def _keepable(delivery: Delivery) -> Delivery:
    """Return what a database can hold of a message; what is too long to be read keeps its beginning."""
    return replace(
        delivery,
        message_id=_text(delivery.message_id),
        routing_key=_text(delivery.routing_key),
        headers={_text(name): _text(value) for name, value in delivery.headers.items()},
        body=delivery.body[:LONGEST_BODY_BYTES],
    )


def _text(value: object) -> str:
    return str(value).encode(errors="replace").decode().replace("\0", "?")


def _subjects(delivery: Delivery) -> list[str]:
    """Return the persons that a message names; of one that cannot be read, every id that it holds."""
    try:
        return sorted(set(outbox.people(decode(delivery.body))))
    except (Invalid, RecursionError):
        return sorted(ids_in(delivery.body.decode(errors="replace")))


def code_of(error: Exception) -> str:
    """Return what an operator is told of an error: its code, or the name of its kind, never its text."""
    return error.reason if isinstance(error, Park) else str(getattr(error, "code", "")) or type(error).__name__


def fields_of(error: Exception) -> list[str]:
    """Return which fields of a message were refused, as pointers with the code of why; never what they hold."""
    errors = error.errors if isinstance(error, Invalid | Park) else ()
    return [f"{each['pointer']} {each['code']}"[:_LONGEST_FIELD] for each in errors][:_MOST_FIELDS]
