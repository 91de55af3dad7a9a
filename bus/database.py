"""One unit of work: a command changes state and records its events in the same MongoDB transaction.

`Work` and `Read` hand out collections that always pass the session, so that nothing can be written beside the
transaction. Deadlines are pymongo's client-side operation timeout, which sets `maxTimeMS` on every operation.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Protocol, TypeVar

import pymongo
from pymongo import IndexModel
from pymongo.client_session import ClientSession
from pymongo.errors import OperationFailure, PyMongoError
from pymongo.read_concern import ReadConcern
from pymongo.write_concern import WriteConcern

from bus import outbox
from bus.cause import NOBODY, Caused
from bus.collection import Db, Document, is_away, is_missing, is_transient
from bus.errors import Conflict, Problem, Unavailable
from bus.events import Event
from bus.gathering import GatheringDb
from bus.ids import new_id
from bus.times import Clock, utc_now

BUDGET_S = 5.0
"""How long a transaction is tried again before it is a conflict."""
SETTLING_S = 30.0
"""How long a database that came back may be too slow without what it fails being blamed."""

T = TypeVar("T")


class Aggregate(Protocol):
    """Whatever an event is about; `sequence` counts the events it has emitted."""

    sequence: int


@dataclass
class Read:
    """Reads outside a transaction, from what a majority has; `kept` is what this process keeps between its reads."""

    db: Db
    now: datetime
    settings: Any
    kept: dict[type, Any] = field(default_factory=dict)


@dataclass
class Work:
    """One transaction being made. It may run twice: change nothing but the database, and only through `db`.

    `now` is when things happen, and all rules go by it. `recorded_at` is when they are written down, and what follows
    the order of writing goes by that; the two differ only in a rehearsal (`bus.rehearsal`).
    """

    db: Db
    now: datetime
    settings: Any
    source: str
    publishes: frozenset[type[Event]]
    recorded_at: datetime
    actor_id: str = ""
    correlation_id: str = ""
    causation_id: str = ""
    traceparent: str = ""
    emitted: list[Document] = field(default_factory=list)
    concerned: set[str] = field(default_factory=set)
    kept: dict[type, Any] = field(default_factory=dict)
    """What this process keeps between its units of work: only copies that say themselves whether they are current."""

    def new_id(self) -> str:
        return new_id(self.now)

    def as_of(self, moment: datetime) -> Work:
        """Return this work as it would have been done at another time; it is recorded now."""
        return replace(self, now=moment)

    def concern(self, person_id: str) -> None:
        """Note that the answer says something about a person whom neither it nor the request names."""
        self.concerned.add(person_id)

    def emit(self, event: type[Event], data: Mapping[str, Any], *, of: Aggregate) -> None:
        """Record that something happened to `of`: raises its sequence (save it afterwards) and fills the outbox."""
        if event not in self.publishes:
            raise TypeError(f"{self.source} does not say that it publishes {event.type}")
        of.sequence += 1
        row = outbox.row(event, dict(data), of.sequence, self)
        self.concerned.update(row["subjects"])
        self.emitted.append(row)


class Database:
    """The database of one service: transactions, reads, indexes. Safe to share between threads."""

    def __init__(self, uri: str, namespace: str, service: type, settings: Any, clock: Clock = utc_now) -> None:
        self._uri, self._clock, self.settings = uri, clock, settings
        self.service, self._source = service, service.name  # type: ignore[attr-defined]
        self._name = f"{namespace}_{self._source}"
        self._publishes = frozenset(getattr(service, "publishes", ()))
        self._client: pymongo.MongoClient[Document] | None = None
        self._lacking_at = -SETTLING_S
        self._kept: dict[type, Any] = {}
        self.nudge: Callable[[], None] = lambda: None
        """Called after a commit that left events in the outbox."""

    def open(self) -> None:
        self._client = pymongo.MongoClient(
            self._uri,
            tz_aware=True,
            w="majority",
            journal=True,
            readConcernLevel="majority",
            serverSelectionTimeoutMS=2000,
            appname=self._source,
        )

    def close(self) -> None:
        if self._client:
            self._client.close()

    @property
    def raw(self) -> Any:
        """The pymongo database, for the bus and for tests; a service's rooms use `Work` and `Read`."""
        return self._opened()[self._name]

    def ensure_indexes(self) -> None:
        """Create the bus's and the service's indexes; safe to repeat and to run beside others."""
        wanted: dict[str, list[IndexModel]] = outbox.INDEXES | getattr(self.service, "indexes", {})
        for collection, indexes in wanted.items():
            self.raw[collection].create_indexes(indexes)

    def lacked(self, error: Exception) -> bool:
        """Say whether there was no database for what failed: gone, silent, or back for so short that it is slow yet."""
        if is_missing(error) or is_missing(error.__cause__) or not self._answers():
            self._lacking_at = time.monotonic()
            return True
        too_slow = isinstance(error, Unavailable) or is_away(error)
        return too_slow and time.monotonic() - self._lacking_at < SETTLING_S

    def _answers(self) -> bool:
        try:
            with pymongo.timeout(1):
                return bool(self._opened().admin.command("ping")["ok"])
        except PyMongoError:
            return False

    def now(self) -> datetime:
        return self._clock()

    def read(self) -> Read:
        return Read(Db(self.raw, None), self.now(), self.settings, self._kept)

    def ask(self, question: Callable[[Read], T], timeout_s: float = BUDGET_S) -> T:
        """Answer `question(read)` within the time; raises Unavailable when the database is away."""
        try:
            with pymongo.timeout(timeout_s):
                return question(self.read())
        except PyMongoError as error:
            raise _told(error) from error

    def transact(self, change: Callable[[Work], T], caused: Caused = NOBODY, budget_s: float = BUDGET_S) -> T:
        """Run `change(work)` in one transaction with its events, again on a conflict; return its answer.

        Raises Conflict("busy") when the budget is spent, Unavailable when the database is away.
        """
        now, caused = self.now(), caused.rooted()
        try:
            with pymongo.timeout(budget_s), self._session() as session:
                answer, emitted = session.with_transaction(
                    lambda running: self._once(change, Db(self.raw, running), now, caused),
                    read_concern=ReadConcern("snapshot"),
                    write_concern=WriteConcern("majority", j=True),
                )
        except PyMongoError as error:
            raise _told(error) from error
        if emitted:
            self.nudge()
        return answer

    def once(self, change: Callable[[Work], T], caused: Caused = NOBODY, budget_s: float = BUDGET_S) -> T:
        """Run `change(work)` in one transaction, its writes gathered, without trying again.

        For callers with a plan of their own for when it fails: batches of events.
        """
        now, caused = self.now(), caused.rooted()
        with pymongo.timeout(budget_s), self._gathering() as db:
            answer, emitted = self._once(change, db, now, caused)
            db.write()
        if emitted:
            self.nudge()
        return answer

    def together(self, changes: Sequence[tuple[Callable[[Work], T], Caused]], budget_s: float) -> list[T | Problem]:
        """Run several changes in one transaction, without trying again; return each one's answer or refusal.

        A change may be refused as long as it has written nothing. Anything else that goes wrong undoes all of them
        and is raised: run each alone then.
        """
        now = self.now()
        with pymongo.timeout(budget_s), self._gathering() as db:
            outcomes = [self._one_of_several(change, db, now, caused.rooted()) for change, caused in changes]
            db.write()
        if any(emitted for _, emitted in outcomes):
            self.nudge()
        return [answer for answer, _ in outcomes]

    def _one_of_several(
        self, change: Callable[[Work], T], db: GatheringDb, now: datetime, caused: Caused
    ) -> tuple[T | Problem, bool]:
        before = db.changes
        try:
            return self._once(change, db, now, caused)
        except Problem as refusal:
            if db.changes != before:
                raise
            return refusal, False

    @contextmanager
    def _gathering(self) -> Iterator[GatheringDb]:
        snapshot, durable = ReadConcern("snapshot"), WriteConcern("majority", j=True)
        with self._session() as session, session.start_transaction(snapshot, durable):
            yield GatheringDb(self.raw, session)

    def _once(self, change: Callable[[Work], T], db: Db, now: datetime, caused: Caused) -> tuple[T, bool]:
        work = Work(db, now, self.settings, self._source, self._publishes, now, kept=self._kept, **vars(caused))
        answer = change(work)
        db[outbox.COLLECTION].insert_many(work.emitted)
        return answer, bool(work.emitted)

    def _session(self) -> ClientSession:
        return self._opened().start_session()

    def _opened(self) -> pymongo.MongoClient[Document]:
        if self._client is None:
            raise RuntimeError("the database is not open")
        return self._client


def _told(error: PyMongoError) -> Exception:
    cause = error.__cause__ if isinstance(error.__cause__, PyMongoError) else error
    if isinstance(cause, OperationFailure) and is_transient(cause):
        return Conflict("busy")
    if is_away(error) or is_away(cause):
        return Unavailable("database_away")
    return error
