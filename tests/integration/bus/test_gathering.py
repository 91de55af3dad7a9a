"""What a transaction of several changes gathers is seen by whoever reads it there."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bus.collection import Collection
from bus.gathering import MOST_COMPARED, Gathering, NotWritten
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


def test_who_is_alike_is_named_by_what_they_share_the_newest_first_also_what_was_gathered(things: Gathering) -> None:
    for name, shared in (("a", ["red", "round"]), ("b", ["red"]), ("c", ["red", "blue"]), ("d", ["green"])):
        things.insert_one({"_id": name, "kind": "x", "marks": shared})
    things.insert_one({"_id": "e", "kind": "y", "marks": ["red"]})
    assert things.alike("a", "marks", {"kind": "x"}, 2) == {"red": ["c", "b"], "round": ["a"]}
    assert things.alike("nobody", "marks", {"kind": "x"}, 2) == {}


def test_a_read_of_another_id_leaves_what_is_gathered(things: Gathering) -> None:
    things.replace_one({"_id": "old"}, {"_id": "old", "kind": "z"}, upsert=True)
    things.insert_one({"_id": "old"})
    assert things.find_one({"_id": "other"}) is None
    with pytest.raises(NotWritten, match="things"):
        things.write()


@pytest.mark.parametrize("query", [{"_id": {"$in": ("old",)}}, {"_id": re.compile("^o")}, {"_id": {"$gte": "old"}}])
def test_a_change_by_any_spelling_of_an_id_is_seen(things: Gathering, query: dict[str, Any]) -> None:
    assert things.find_one({"_id": "old"})
    things.update_many(query, {"$set": {"kind": "changed"}})
    found = things.find_one({"_id": "old"})
    assert found
    assert found["kind"] == "changed"


def test_who_reads_what_no_database_takes_is_not_blamed_for_it(things: Gathering) -> None:
    things.insert_one({"_id": "a", "number": 2**70})
    with pytest.raises(NotWritten, match="things"):
        things.find_one({"_id": "a"})


def test_many_inserts_are_written_before_a_read_by_another_value(things: Gathering) -> None:
    for number in range(MOST_COMPARED + 1):
        things.insert_one({"_id": f"many {number}", "kind": "many"})
    assert things.count({"kind": "many"}, limit=1000) == MOST_COMPARED + 1
    assert things.find({"kind": "none"}, limit=10) == []


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


def test_a_read_by_another_value_leaves_what_is_gathered(things: Gathering) -> None:
    things.insert_one({"_id": "old", "kind": "z"})
    assert things.find_one({"kind": "other"}) is None
    with pytest.raises(NotWritten, match="things"):
        things.write()


class Asked:
    """A collection that tells which of its methods were wanted."""

    def __init__(self, raw: Any) -> None:
        self.raw: Any = raw
        self.wanted: list[str] = []

    def __getattr__(self, name: str) -> Any:
        self.wanted.append(name)
        return getattr(self.raw, name)


def test_what_was_asked_before_is_not_asked_again(community: Community, session: Any) -> None:
    asked = Asked(community.database("shop")["things"])
    asked.raw.insert_one({"_id": "old", "kind": "x", "version": 1})
    things = Gathering(asked, session)
    asked.wanted.clear()
    for _ in range(2):
        found = things.find_one({"_id": "old"})
        assert found == {"_id": "old", "kind": "x", "version": 1}
        found["kind"] = "changed by whoever asked"
        assert [row["_id"] for row in things.find({"kind": "x"}, limit=10)] == ["old"]
    assert asked.wanted == ["find_one", "find"]


STEPS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["insert", "replace", "upsert"]), st.sampled_from("abc"), st.sampled_from("xy")),
        st.tuples(st.just("change all"), st.sampled_from("xy"), st.sampled_from("xy")),
        st.tuples(st.just("read one"), st.sampled_from("abc"), st.just("")),
        st.tuples(st.just("read kind"), st.just(""), st.sampled_from("xy")),
        st.tuples(st.just("read some"), st.sampled_from(["a", "ab", "bc"]), st.sampled_from("xy")),
    ),
    max_size=12,
)


def test_what_was_written_whole_is_read_without_writing_it(things: Gathering) -> None:
    things.insert_one({"_id": "old", "at": datetime(2026, 1, 1, 0, 0, 0, 123456, UTC), "names": ("a", "b")})
    kept = {"_id": "old", "at": datetime(2026, 1, 1, 0, 0, 0, 123000, UTC), "names": ["a", "b"]}
    assert things.find_one({"_id": "old"}) == kept
    with pytest.raises(NotWritten, match="things"):
        things.write()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_what_is_gathered_reads_as_if_it_were_written_at_once(community: Community, steps: list[Any]) -> None:
    raw = community.database("shop")["compared"]
    with community.database("shop").client.start_session() as session:
        session.start_transaction()
        gathered = [_carried_out(Gathering(raw, session), steps)]
        session.abort_transaction()
        session.start_transaction()
        assert gathered == [_carried_out(Collection(raw, session), steps)]
        session.abort_transaction()


def _carried_out(things: Collection, steps: list[Any]) -> list[Any]:
    there: set[str] = set()
    return [answer for step in steps if (answer := _step(things, there, *step)) is not None]


def _step(things: Collection, there: set[str], name: str, one: str, kind: str) -> Any:
    if name == "insert" and one not in there:
        things.insert_one({"_id": one, "kind": kind})
    elif name in ("replace", "upsert"):
        things.replace_one(
            {"_id": one}, {"_id": one, "kind": kind, "by": name}, upsert=name == "upsert" or one in there
        )
    elif name == "change all":
        things.update_many({"kind": one}, {"$set": {"kind": kind}})
    elif name == "read one":
        return things.find_one({"_id": one}) or "nothing"
    elif name == "read kind":
        return things.find({"kind": kind}, sort=[("_id", 1)], limit=10)
    elif name == "read some":
        return things.find({"_id": {"$in": [*one]}, "kind": kind}, sort=[("_id", 1)], limit=10)
    if name in ("insert", "upsert"):
        there.add(one)
    return None
