"""Collections of a transaction of several changes: a batch of events, commands that wait together.

Their handlers are written for one and read, insert or replace a document or two each. Gathered, a hundred writes go to
the database at once; and since a snapshot answers a question always alike, until this transaction itself writes what
would change the answer, what several handlers ask is asked once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar, cast

import bson
from bson.codec_options import CodecOptions
from pymongo import InsertOne, ReplaceOne, UpdateOne
from pymongo.client_session import ClientSession

from bus.collection import Collection, Db, Document, duplicates, is_away, is_transient, of_the_version_before

ANY = object()
"""Stands for every id, where it is not known which."""
LONGEST_KEPT = 20
"""Longer lists are not kept for who asks again: few ask, and each would cost a copy."""
AS_READ: CodecOptions[Document] = CodecOptions(tz_aware=True)
MOST_COMPARED = 100
"""More inserts are written rather than compared, each, with what a read asks for."""
PLAIN = (str, int)
"""Types of which the database tells values apart as Python does."""

AS_IT_IS = [None, None, 0]
WHOLE = b"all of it"
"""Stands for the question that is asked most: all of the document with an id."""

T = TypeVar("T")
Question = tuple[Document, Any, Any, int]
"""A query, what is wanted of each document found, in which order, and at most how many; 0 is the first alone."""


class NotWritten(Exception):
    """What was gathered for a collection could not be written; whose write it was is not known."""

    def __init__(self, collection: str, is_duplicate: bool = False) -> None:
        self.collection, self.is_duplicate = collection, is_duplicate
        super().__init__(collection)


class Gathering(Collection):
    """Gathers inserts, upserts and versioned replacements, in order, until `write`, or until they would be missed here.

    What fails (a duplicate, a version that has moved on) shows only then, as NotWritten: whoever runs several changes
    together then runs each alone.
    """

    def __init__(self, raw: Any, session: ClientSession | None) -> None:
        super().__init__(raw, session)
        self._gathered: list[Any] = []
        self._ids: set[Any] = set()
        self._new: list[Document] = []
        self._has_old = False
        self._answers = Answers(self._raw.name)
        self.changes = 0
        """How many writes there were, gathered ones too."""

    # Reading

    def find_one(self, query: Document, projection: Any = None, sort: Any = None) -> Document | None:
        ask = super().find_one
        return self._answers.get((query, projection, sort, 0), lambda: ask(query, projection, sort))

    def find(self, query: Document, projection: Any = None, sort: Any = None, *, limit: int) -> list[Document]:
        ask = super().find
        return self._answers.get((query, projection, sort, limit), lambda: ask(query, projection, sort, limit=limit))

    def _reading(self, query: Document) -> Any:
        if self._may_miss(query):
            self.write()
        return self._raw

    def _may_miss(self, query: Document) -> bool:
        """Say whether a query may find anything of what is gathered, or find it as it was."""
        wanted = _ids_of(query)
        if ANY not in wanted:
            return ANY in self._ids or not self._ids.isdisjoint(wanted)
        if self._has_old or len(self._new) > MOST_COMPARED:
            return bool(self._gathered)
        return any(may_find(query, each) for each in self._new)

    # Writing

    def _writing(self, query: Document) -> Any:
        self.changes += 1
        self.write()
        self._answers.forget(_ids_of(query))
        return self._raw

    def write(self) -> None:
        """Write what is gathered; raises NotWritten."""
        gathered, self._gathered, self._ids = self._gathered, [], set()
        self._new, self._has_old = [], False
        if gathered:
            try:
                done = self._raw.bulk_write(gathered, session=self._session)
            except Exception as error:  # what no database takes, too: a number of 70 bits
                if is_away(error) or is_transient(error):
                    raise
                raise NotWritten(self._raw.name, bool(duplicates(error))) from error
            if done.inserted_count + done.matched_count + done.upserted_count < len(gathered):
                raise NotWritten(self._raw.name)

    def insert_one(self, document: Document) -> None:
        self._gather(document, InsertOne(dict(document)), new=document)
        self._answers.learn(document)

    def insert_many(self, documents: Sequence[Document]) -> None:
        for document in documents:
            self.insert_one(document)

    def update_one(self, query: Document, update: Document, upsert: bool = False) -> int:
        if not upsert:
            return super().update_one(query, update)
        return self._gather(query, UpdateOne(query, update, upsert=True))

    def replace_one(self, query: Document, document: Document, upsert: bool = False) -> int:
        if not upsert:
            return super().replace_one(query, document)
        self._gather(document | query, ReplaceOne(query, dict(document), upsert=True))
        if query.keys() == {"_id"}:
            self._answers.learn(document | query)
        return 1

    def replace_versioned(self, document: Document) -> None:
        self._gather(document, ReplaceOne(of_the_version_before(document), dict(document)))
        self._answers.learn(document)

    def _gather(self, about: Document, operation: Any, new: Document | None = None) -> int:
        """Keep a write for later; `new` is all of a document that was not there before."""
        self.changes += 1
        self._gathered.append(operation)
        ids = _ids_of(about)
        self._ids |= ids
        if new is None:
            self._has_old = True
        else:
            self._new.append(dict(new))
        self._answers.forget(ids, new)
        return 1


class Answers:
    """What was asked of one collection in one snapshot, and answered, as the database spells it."""

    def __init__(self, collection: str) -> None:
        self._collection = collection
        self._of_one: dict[Any, dict[bytes, bytes | Document]] = {}
        self._of_several: dict[bytes, tuple[Document, bytes | Document]] = {}

    def get(self, question: Question, ask: Callable[[], T]) -> T:
        """Return the answer to a question: the kept one, or what `ask` returns, which is kept.

        Raises NotWritten for a document that was to be written and that no database takes.
        """
        query, one = dict(question[0]), _one_id_of(question[0])
        key = _key(question, one)
        kept = self._of_one.get(one, {}).get(key) if one is not ANY else self._of_several.get(key, (query, None))[1]
        if kept is not None:
            return cast(T, self._read(kept))
        answer = ask()
        if isinstance(answer, list) and len(answer) > LONGEST_KEPT:
            return answer
        if one is not ANY:
            self._of_one.setdefault(one, {})[key] = bson.encode({"": answer})
        else:
            self._of_several[key] = query, bson.encode({"": answer})
        return answer

    def learn(self, document: Document) -> None:
        """Keep a document that was written whole for who reads it by its id."""
        one = _one_id_of(document)
        if one is not ANY:
            self._of_one[one] = {WHOLE: dict(document)}

    def forget(self, ids: set[Any], new: Document | None = None) -> None:
        """Forget what would be answered otherwise after a write of these ids; `new` was not there before."""
        if ANY in ids:
            self._of_one, self._of_several = {}, {}
            return
        for one in ids:
            self._of_one.pop(one, None)
        several = self._of_several.items() if new else ()
        self._of_several = {key: kept for key, kept in several if new and not may_find(kept[0], new)}

    def _read(self, kept: bytes | Document) -> Any:
        """Return what was kept as the database gives it: times in milliseconds, lists for tuples."""
        if isinstance(kept, bytes):
            return bson.decode(kept, AS_READ)[""]
        try:
            return bson.decode(bson.encode(kept), AS_READ)
        except Exception as error:  # whatever its writer put there
            raise NotWritten(self._collection) from error


class GatheringDb(Db):
    """The collections of one service, for several changes together."""

    def __init__(self, raw: Any, session: ClientSession | None) -> None:
        super().__init__(raw, session)
        self._opened: dict[str, Gathering] = {}

    def __getitem__(self, name: str) -> Collection:
        if name not in self._opened:
            self._opened[name] = Gathering(self._raw[name], self._session)
        return self._opened[name]

    def write(self) -> None:
        for collection in self._opened.values():
            collection.write()

    @property
    def changes(self) -> int:
        """How many writes there were."""
        return sum(collection.changes for collection in self._opened.values())


def may_find(query: Document, document: Document) -> bool:
    """Say whether a query may find a document, of which a part is known; it does not where one value differs."""
    return not any(_differ(wanted, document.get(name)) for name, wanted in query.items())


def _differ(wanted: Any, value: Any) -> bool:
    if not isinstance(value, PLAIN):
        return False
    values = wanted.get("$in", [ANY]) if isinstance(wanted, dict) else [wanted]
    return all(isinstance(one, PLAIN) and one != value for one in values)


def _ids_of(query: Document) -> set[Any]:
    """Return the ids of the only documents that a query can find; ANY when it may find others."""
    wanted = query.get("_id", ANY)
    if isinstance(wanted, PLAIN):
        return {wanted}
    if isinstance(wanted, dict):
        wanted = wanted.get("$in", ANY)
    ids = list(wanted) if isinstance(wanted, list | tuple) else [wanted]
    return set(ids) if all(isinstance(one, PLAIN) for one in ids) else {ANY}


def _one_id_of(query: Document) -> Any:
    ids = _ids_of(query)
    return ids.pop() if len(ids) == 1 else ANY


def _key(question: Question, one: Any) -> bytes:
    query, *how = question
    is_whole = one is not ANY and len(query) == 1 and how == AS_IT_IS
    return WHOLE if is_whole else bson.encode({"": list(question)})
