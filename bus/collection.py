"""Collections as a unit of work hands them out: every operation passes the session, no list is without a bound."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from pymongo.client_session import ClientSession
from pymongo.errors import (
    AutoReconnect,
    BulkWriteError,
    ConnectionFailure,
    DuplicateKeyError,
    NetworkTimeout,
    PyMongoError,
)

from bus.errors import Conflict, Duplicate

MOST = 1000
"""No list read from the database is longer than this."""

Document = dict[str, Any]
_DUPLICATE_KEY = 11000


class Collection:
    """One collection, read and written within its unit of work."""

    def __init__(self, raw: Any, session: ClientSession | None) -> None:
        self._raw, self._session = raw, session

    def _reading(self, query: Document) -> Any:
        return self._raw

    def _writing(self, query: Document) -> Any:
        """Return what is written to; `query` finds what the write may concern."""
        return self._raw

    def find_one(self, query: Document, projection: Any = None, sort: Any = None) -> Document | None:
        found: Document | None = self._reading(query).find_one(query, projection, sort=sort, session=self._session)
        return found

    def find(self, query: Document, projection: Any = None, sort: Any = None, *, limit: int) -> list[Document]:
        """Return at most `limit` documents, in one answer; a limit above 1,000 is a mistake."""
        if not 0 < limit <= MOST:
            raise ValueError(f"a limit between 1 and {MOST}")
        how: dict[str, Any] = {"sort": sort, "limit": limit, "batch_size": limit}
        return list(self._reading(query).find(query, projection, **how, session=self._session))

    def count(self, query: Document, limit: int) -> int:
        return int(self._reading(query).count_documents(query, limit=limit, session=self._session))

    def count_by(self, query: Document, *by: Any) -> dict[tuple[Any, ...], int]:
        """Count the documents found by the values of expressions; more than 1,000 groups are a mistake."""
        key = {f"value{place}": expression for place, expression in enumerate(by)}
        steps = [{"$match": query}, {"$group": {"_id": key, "count": {"$sum": 1}}}, {"$limit": MOST + 1}]
        groups = list(self._reading(query).aggregate(steps, session=self._session))
        if len(groups) > MOST:
            raise ValueError(f"more than {MOST} groups")
        return {tuple(group["_id"].get(name) for name in key): int(group["count"]) for group in groups}

    def most_frequent(self, query: Document, by: str, shown: str, limit: int) -> list[tuple[Any, int]]:
        """Count the documents found by an expression; return at most `limit` groups, the largest first, each as shown.

        `shown` is an expression too, of which the smallest of a group stands for it.
        """
        group = {"_id": by, "count": {"$sum": 1}, "shown": {"$min": shown}}
        steps = [{"$match": query}, {"$group": group}, {"$sort": {"count": -1, "_id": 1}}, {"$limit": limit}]
        return [
            (found["shown"], found["count"]) for found in self._reading(query).aggregate(steps, session=self._session)
        ]

    def alike(self, document_id: str, field: str, query: Document, limit: int) -> dict[Any, list[Any]]:
        """Name, for each value of a list field of one document, those found by a query that have it too.

        At most `limit` a value, those with the greatest ids, the greatest first. An index on what the query names, then
        the list, then `_id` descending answers it, and no document is read but the one.
        """
        found = [{"$match": query}, {"$sort": {"_id": -1}}, {"$limit": limit}]
        ids = {"$group": {"_id": None, "ids": {"$push": "$_id"}}}
        joined = {"from": self._raw.name, "localField": field, "foreignField": field, "pipeline": [*found, ids]}
        steps = [
            {"$match": {"_id": document_id}},
            {"$project": {field: 1}},
            {"$unwind": f"${field}"},
            {"$lookup": joined | {"as": "alike"}},
        ]
        rows = self._reading({}).aggregate(steps, session=self._session)
        return {row[field]: row["alike"][0]["ids"] for row in rows if row["alike"]}

    def insert_one(self, document: Document) -> None:
        """Insert; raises Duplicate with the name of the unique index that refused."""
        with _naming_the_index():
            self._writing({}).insert_one(document, session=self._session)

    def insert_many(self, documents: Sequence[Document]) -> None:
        if documents:
            with _naming_the_index():
                self._writing({}).insert_many(documents, session=self._session)

    def update_one(self, query: Document, update: Document, upsert: bool = False) -> int:
        """Update one; return how many matched (an upsert counts)."""
        with _naming_the_index():
            result = self._writing(query).update_one(query, update, upsert=upsert, session=self._session)
        return int(result.matched_count + (result.upserted_id is not None))

    def update_many(self, query: Document, update: Document) -> int:
        return int(self._writing(query).update_many(query, update, session=self._session).matched_count)

    def replace_one(self, query: Document, document: Document, upsert: bool = False) -> int:
        with _naming_the_index():
            result = self._writing(query).replace_one(query, document, upsert=upsert, session=self._session)
        return int(result.matched_count + (result.upserted_id is not None))

    def replace_versioned(self, document: Document) -> None:
        """Replace the document whose stored version is one less; else raises Conflict("version_conflict")."""
        if not self.replace_one(of_the_version_before(document), document):
            raise Conflict("version_conflict")

    def bulk_write(self, operations: Sequence[Any]) -> None:
        if operations:
            with _naming_the_index():
                self._writing({}).bulk_write(operations, session=self._session)

    def delete_one(self, query: Document) -> int:
        return int(self._writing(query).delete_one(query, session=self._session).deleted_count)

    def delete_many(self, query: Document) -> int:
        return int(self._writing(query).delete_many(query, session=self._session).deleted_count)


def of_the_version_before(document: Document) -> Document:
    return {"_id": document["_id"], "version": document["version"] - 1}


class Db:
    """`db["applications"]`: the collections of one service, within one unit of work."""

    def __init__(self, raw: Any, session: ClientSession | None) -> None:
        self._raw, self._session = raw, session
        self.noted: dict[Any, Any] = {}
        """What this unit of work knows and need not read again: what it wrote itself, as it wrote it."""

    def __getitem__(self, name: str) -> Collection:
        return Collection(self._raw[name], self._session)

    def write(self) -> None:
        """Write what is gathered: nothing here."""


def is_away(error: BaseException) -> bool:
    """Say whether the database could not answer, as opposed to having refused."""
    if isinstance(error, ConnectionFailure) or getattr(error, "timeout", False):
        return True
    return isinstance(error, PyMongoError) and error.has_error_label("RetryableWriteError")


def is_missing(error: BaseException | None) -> bool:
    """Say whether there was no database to ask, or it went meanwhile, as opposed to being too slow for a question."""
    return isinstance(error, AutoReconnect) and not isinstance(error, NetworkTimeout)


def is_transient(error: BaseException) -> bool:
    """Say whether the same transaction may succeed when it is tried again."""
    return isinstance(error, PyMongoError) and error.has_error_label("TransientTransactionError")


def duplicates(error: BaseException | None) -> list[Document]:
    """Return what a unique index refused of several writes."""
    refused = error.details.get("writeErrors", []) if isinstance(error, BulkWriteError) else []
    return [one for one in refused if one.get("code") == _DUPLICATE_KEY]


class _naming_the_index:  # noqa: N801 - reads as a phrase
    """Turns pymongo's duplicate key errors into ours, which name the index."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: Any, error: BaseException | None, _trace: Any) -> None:
        if isinstance(error, DuplicateKeyError):
            raise _duplicate(str(error)) from error
        refused = duplicates(error)
        if refused:
            raise _duplicate(str(refused[0].get("errmsg"))) from error


def _duplicate(text: str) -> Duplicate:
    found = re.search(r"collection: [^.\s]+\.(\S+) index: (\S+)", text)
    return Duplicate(found.group(2), found.group(1)) if found else Duplicate("")
