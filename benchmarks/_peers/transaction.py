"""Bare pymongo: read one document, replace it and insert its event in one majority-committed, journaled transaction."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pymongo
from pymongo.client_session import ClientSession
from pymongo.read_concern import ReadConcern
from pymongo.write_concern import WriteConcern

from benchmarks._peers._common import EVENT, main, tell
from bus.ids import new_id

DATABASE = "test_peer"


def change(n: int, callers: int) -> None:
    """Make n changes, each of another document, with so many threads at once."""
    client: pymongo.MongoClient[dict[str, Any]] = pymongo.MongoClient(os.environ["MONGODB_URI"])
    client.drop_database(DATABASE)
    states, events = client[DATABASE]["states"], client[DATABASE]["events"]
    ids = [new_id() for _ in range(n)]
    states.insert_many([{"_id": each, "version": 1} for each in ids])
    events.create_index("aggregate")

    def change_one(session: ClientSession, each: str) -> None:
        state = states.find_one({"_id": each}, session=session) or {}
        states.replace_one({"_id": each}, state | {"version": 2, **EVENT}, session=session)
        events.insert_one({"_id": new_id(), "aggregate": each, "body": EVENT}, session=session)

    def commit(each: str) -> None:
        with client.start_session() as session:
            session.with_transaction(
                lambda running: change_one(running, each),
                read_concern=ReadConcern("snapshot"),
                write_concern=WriteConcern("majority", j=True),
            )

    with ThreadPoolExecutor(callers) as pool:
        tell("began")
        list(pool.map(commit, ids))
        tell("done")
    client.drop_database(DATABASE)


if __name__ == "__main__":
    main({"change": change})
