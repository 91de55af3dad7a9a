"""One unit of work: a command changes state and records its events in the same MongoDB transaction.

`Work` and `Read` hand out collections that always pass the session, so that nothing can be written beside the
transaction. Deadlines are pymongo's client-side operation timeout, which sets `maxTimeMS` on every operation.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol, TypeVar

import pymongo
from pymongo import IndexModel
from pymongo.client_session import ClientSession
from pymongo.errors import BulkWriteError, DuplicateKeyError, OperationFailure, PyMongoError
from pymongo.read_concern import ReadConcern
from pymongo.write_concern import WriteConcern

from bus import outbox
from bus.cause import NOBODY, Caused
from bus.errors import Conflict, Duplicate, Unavailable
from bus.events import Event
from bus.ids import new_id
from bus.times import Clock, utc_now

MOST = 1000
"""No list read from the database is longer than this."""
BUDGET_S = 5.0
"""How long a transaction is tried again before it is a conflict."""

T = TypeVar("T")
Document = dict[str, Any]


class Aggregate(Protocol):
    """Whatever an event is about; `sequence` counts the events it has emitted."""

    sequence: int


class Collection:
    """One collection, read and written within its unit of work."""

    def __init__(self, raw: Any, session: ClientSession | None) -> None:
        self._raw, self._session = raw, session

    def find_one(self, query: Document, projection: Any = None, sort: Any = None) -> Document | None:
        found: Document | None = self._raw.find_one(query, projection, sort=sort, session=self._session)
        return found

    def find(self, query: Document, projection: Any = None, sort: Any = None, *, limit: int) -> list[Document]:
        """Return at most `limit` documents; a limit above 1,000 is a mistake."""
        if not 0 < limit <= MOST:
            raise ValueError(f"a limit between 1 and {MOST}")
        return list(self._raw.find(query, projection, sort=sort, limit=limit, session=self._session))

    def count(self, query: Document, limit: int) -> int:
        return int(self._raw.count_documents(query, limit=limit, session=self._session))

    def insert_one(self, document: Document) -> None:
        """Insert; raises Duplicate with the name of the unique index that refused."""
        with _naming_the_index():
            self._raw.insert_one(document, session=self._session)

    def insert_many(self, documents: Sequence[Document]) -> None:
        if documents:
            with _naming_the_index():
                self._raw.insert_many(documents, session=self._session)

    def update_one(self, query: Document, update: Document, upsert: bool = False) -> int:
        """Update one; return how many matched (an upsert counts)."""
        with _naming_the_index():
            result = self._raw.update_one(query, update, upsert=upsert, session=self._session)
        return int(result.matched_count + (result.upserted_id is not None))

    def update_many(self, query: Document, update: Document) -> int:
        return int(self._raw.update_many(query, update, session=self._session).matched_count)

    def replace_one(self, query: Document, document: Document, upsert: bool = False) -> int:
        with _naming_the_index():
            result = self._raw.replace_one(query, document, upsert=upsert, session=self._session)
        return int(result.matched_count + (result.upserted_id is not None))

    def replace_versioned(self, document: Document) -> None:
        """Replace the document whose stored version is one less; else raises Conflict("version_conflict")."""
        query = {"_id": document["_id"], "version": document["version"] - 1}
        if not self.replace_one(query, document):
            raise Conflict("version_conflict")

    def bulk_write(self, operations: Sequence[Any]) -> None:
        if operations:
            with _naming_the_index():
                self._raw.bulk_write(operations, session=self._session)

    def delete_one(self, query: Document) -> int:
        return int(self._raw.delete_one(query, session=self._session).deleted_count)

    def delete_many(self, query: Document) -> int:
        return int(self._raw.delete_many(query, session=self._session).deleted_count)


class Db:
    """`db["applications"]`: the collections of one service, within one unit of work."""

    def __init__(self, raw: Any, session: ClientSession | None) -> None:
        self._raw, self._session = raw, session

    def __getitem__(self, name: str) -> Collection:
        return Collection(self._raw[name], self._session)


@dataclass
class Read:
    """Reads outside a transaction, from what a majority has."""

    db: Db
    now: datetime
    settings: Any


@dataclass
class Work:
    """One transaction being made. It may run twice: change nothing but the database, and only through `db`."""

    db: Db
    now: datetime
    settings: Any
    source: str
    publishes: frozenset[type[Event]]
    actor_id: str = ""
    correlation_id: str = ""
    causation_id: str = ""
    traceparent: str = ""
    emitted: list[Document] = field(default_factory=list)

    def new_id(self) -> str:
        return new_id(self.now)

    def emit(self, event: type[Event], data: Mapping[str, Any], *, of: Aggregate) -> None:
        """Record that something happened to `of`: raises its sequence (save it afterwards) and fills the outbox."""
        if event not in self.publishes:
            raise TypeError(f"{self.source} does not say that it publishes {event.type}")
        of.sequence += 1
        self.emitted.append(outbox.row(event, dict(data), of.sequence, self))


class Database:
    """The database of one service: transactions, reads, indexes. Safe to share between threads."""

    def __init__(self, uri: str, namespace: str, service: type, settings: Any, clock: Clock = utc_now) -> None:
        self._uri, self._clock, self.settings = uri, clock, settings
        self.service, self._source = service, service.name  # type: ignore[attr-defined]
        self._name = f"{namespace}_{self._source}"
        self._publishes = frozenset(getattr(service, "publishes", ()))
        self._client: pymongo.MongoClient[Document] | None = None
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

    def answers(self) -> bool:
        """Say whether the database answers a ping within a second."""
        try:
            with pymongo.timeout(1):
                return bool(self._opened().admin.command("ping")["ok"])
        except PyMongoError:
            return False

    def now(self) -> datetime:
        return self._clock()

    def read(self) -> Read:
        return Read(Db(self.raw, None), self.now(), self.settings)

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
                    lambda running: self._once(change, running, now, caused),
                    read_concern=ReadConcern("snapshot"),
                    write_concern=WriteConcern("majority", j=True),
                )
        except PyMongoError as error:
            raise _told(error) from error
        if emitted:
            self.nudge()
        return answer

    def once(self, change: Callable[[Work], T], caused: Caused = NOBODY, budget_s: float = BUDGET_S) -> T:
        """Run `change(work)` in one transaction without trying again; for callers with a plan of their own."""
        now, caused = self.now(), caused.rooted()
        snapshot, durable = ReadConcern("snapshot"), WriteConcern("majority", j=True)
        with pymongo.timeout(budget_s), self._session() as session, session.start_transaction(snapshot, durable):
            answer, emitted = self._once(change, session, now, caused)
        if emitted:
            self.nudge()
        return answer

    def _once(
        self, change: Callable[[Work], T], session: ClientSession, now: datetime, caused: Caused
    ) -> tuple[T, bool]:
        db = Db(self.raw, session)
        work = Work(db, now, self.settings, self._source, self._publishes, **vars(caused))
        answer = change(work)
        db[outbox.COLLECTION].insert_many(work.emitted)
        return answer, bool(work.emitted)

    def _session(self) -> ClientSession:
        return self._opened().start_session()

    def _opened(self) -> pymongo.MongoClient[Document]:
        if self._client is None:
            raise RuntimeError("the database is not open")
        return self._client


def is_away(error: BaseException) -> bool:
    """Say whether the database could not answer, as opposed to having refused."""
    if isinstance(error, pymongo.errors.ConnectionFailure) or getattr(error, "timeout", False):
        return True
    return isinstance(error, PyMongoError) and error.has_error_label("RetryableWriteError")


def is_transient(error: BaseException) -> bool:
    """Say whether the same transaction may succeed when it is tried again."""
    return isinstance(error, PyMongoError) and error.has_error_label("TransientTransactionError")


def _told(error: PyMongoError) -> Exception:
    cause = error.__cause__ if isinstance(error.__cause__, PyMongoError) else error
    if isinstance(cause, OperationFailure) and is_transient(cause):
        return Conflict("busy")
    if is_away(error) or is_away(cause):
        return Unavailable("database_away")
    return error


class _naming_the_index:  # noqa: N801 - reads as a phrase
    """Turns pymongo's duplicate key errors into ours, which name the index."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: Any, error: BaseException | None, _trace: Any) -> None:
        if isinstance(error, DuplicateKeyError):
            raise _duplicate(str(error)) from error
        if isinstance(error, BulkWriteError):
            texts = [str(one.get("errmsg")) for one in error.details.get("writeErrors", []) if one.get("code") == 11000]
            if texts:
                raise _duplicate(texts[0]) from error


def _duplicate(text: str) -> Duplicate:
    found = re.search(r"collection: [^.\s]+\.(\S+) index: (\S+)", text)
    return Duplicate(found.group(2), found.group(1)) if found else Duplicate("")
