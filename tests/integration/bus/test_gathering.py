"""What a transaction of several changes gathers is seen by whoever reads it there."""

from collections.abc import Iterator
from typing import Any

import pytest

from bus.collection import Gathering, NotWritten
from bus.testing import Community


@pytest.fixture
def session(community: Community) -> Iterator[Any]:
    with community.database("shop").client.start_session() as opened:
        opened.start_transaction()
        yield opened
        opened.abort_transaction()


@pytest.fixture
def things(community: Community, session: Any) -> Gathering:
    raw = community.database("shop")["things"]
    raw.insert_one({"_id": "old", "kind": "x", "version": 1})
    return Gathering(raw, session)


def test_a_read_by_id_sees_what_was_gathered_for_it(things: Gathering) -> None:
    things.insert_one({"_id": "a", "kind": "x"})
    things.replace_versioned({"_id": "old", "kind": "y", "version": 2})
    assert things.find_one({"_id": "a"}) == {"_id": "a", "kind": "x"}
    assert things.find_one({"_id": "old"}) == {"_id": "old", "kind": "y", "version": 2}


@pytest.mark.parametrize("query", [{"kind": "x"}, {}, {"_id": {"$gt": ""}, "kind": "x"}, {"_id": {"$in": ["a"]}}])
def test_a_read_that_may_find_what_was_gathered_finds_it(things: Gathering, query: dict[str, Any]) -> None:
    things.insert_one({"_id": "a", "kind": "x"})
    assert "a" in {row["_id"] for row in things.find(query, limit=10)}


def test_a_read_of_another_id_leaves_what_is_gathered(things: Gathering) -> None:
    things.replace_one({"_id": "old"}, {"_id": "old", "kind": "z"}, upsert=True)
    things.insert_one({"_id": "old"})
    assert things.find_one({"_id": "other"}) is None
    with pytest.raises(NotWritten, match="things"):
        things.write()


def test_an_upsert_that_names_no_id_is_seen_by_every_read(things: Gathering) -> None:
    things.update_one({"kind": "x"}, {"$set": {"seen": True}}, upsert=True)
    found = things.find_one({"_id": "old"})
    assert found
    assert found["seen"]


def test_a_count_and_a_deletion_come_after_what_was_gathered(things: Gathering) -> None:
    things.insert_one({"_id": "a", "kind": "x"})
    assert things.count({"kind": "x"}, limit=10) == 2
    things.insert_one({"_id": "b", "kind": "x"})
    assert things.delete_many({"kind": "x"}) == 3


def test_a_version_that_has_moved_on_is_not_written(things: Gathering) -> None:
    things.replace_versioned({"_id": "old", "version": 7})
    with pytest.raises(NotWritten, match="things"):
        things.write()


def test_what_no_database_can_hold_is_told_as_not_written(things: Gathering) -> None:
    things.insert_one({"_id": "a", "number": 2**70})
    with pytest.raises(NotWritten, match="things") as told:
        things.write()
    assert not told.value.is_duplicate
