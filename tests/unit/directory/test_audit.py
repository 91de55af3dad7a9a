"""A row of the audit trail that was changed, taken out or put in is found."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from services.directory.model.audit import faults, seal
from tests.unit.directory.people import NOW

KEY = "a key"


def chain(thing_id: str, length: int) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for number in range(1, length + 1):
        row = {
            "_id": f"{thing_id}-{number}",
            "thing_id": thing_id,
            "number": number,
            "before": rows[-1]["digest"] if rows else "",
            "at": NOW,
            "actor_kind": "person",
            "actor_id": "chair",
            "action": "application.decided",
            "detail": {"outcome": "accepted"},
        }
        rows.append(row | {"digest": seal(KEY, row)})
    return rows


def test_what_was_only_added_to_has_no_fault():
    assert faults(KEY, chain("a", 3) + chain("b", 1), None) == []


@given(st.integers(1, 5), st.data())
def test_one_changed_value_is_found_where_it_is(length, data):
    rows = chain("a", length) + chain("b", 2)
    place = data.draw(st.integers(0, len(rows) - 1))
    name, value = data.draw(
        st.sampled_from(
            [
                ("actor_id", "another"),
                ("action", "application.withdrawn"),
                ("detail", {"outcome": "not_yet"}),
                ("digest", "0" * 64),
                ("before", "0" * 64),
                ("number", 99),
            ]
        )
    )
    rows[place] = rows[place] | {name: value}
    assert rows[place]["_id"] in faults(KEY, rows, None)


@given(st.integers(2, 5), st.data())
def test_a_row_that_was_taken_out_of_the_middle_is_missed_by_the_next(length, data):
    rows = chain("a", length)
    gone = data.draw(st.integers(0, length - 2))
    assert faults(KEY, rows[:gone] + rows[gone + 1 :], None) == [rows[gone + 1]["_id"]]


def test_who_does_not_know_the_key_cannot_seal_a_row():
    rows = chain("a", 1)
    forged = rows[0] | {"actor_id": "another"}
    assert faults(KEY, [forged | {"digest": seal("a guess", forged)}], None) == ["a-1"]


@given(st.integers(1, 6), st.integers(0, 6))
def test_a_page_goes_on_from_the_last_row_of_the_page_before(length, size):
    rows = chain("a", length)
    cut = min(size, length)
    assert faults(KEY, rows[cut:], rows[cut - 1] if cut else None) == []
