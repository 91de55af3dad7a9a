"""Every consumer's copy accepts what the producer publishes (consumer-driven contracts)."""

import pytest
from marshmallow import Schema

from bus.events import Copy
from tests.contracts.house import PUBLISHED, copies, sample

COPIES = list(copies())


def personal_of(schema: Schema) -> set[str]:
    return {name for name, field in schema.fields.items() if field.metadata.get("personal")}


@pytest.mark.parametrize(("door", "copy"), COPIES, ids=[f"{door}-{copy.type}" for door, copy in COPIES])
def test_a_copy_reads_what_its_owner_publishes(door: str, copy: type[Copy]) -> None:
    event = PUBLISHED.get((copy.source, copy.type))
    assert event is not None, f"{door} waits for {copy.type}, which {copy.source} does not publish"
    assert (copy.exchange(), copy.subject, copy.tombstone) == (event.exchange(), event.subject, event.tombstone)
    loaded = copy().load(sample(event()))
    assert set(loaded) == set(copy().fields)


@pytest.mark.parametrize(("door", "copy"), COPIES, ids=[f"{door}-{copy.type}" for door, copy in COPIES])
def test_a_copy_needs_nothing_that_its_owner_may_leave_out(door: str, copy: type[Copy]) -> None:
    event = PUBLISHED[(copy.source, copy.type)]()
    may_miss = {name for name, field in event.fields.items() if not field.required}
    may_be_null = {name for name, field in event.fields.items() if field.allow_none}
    needed = {name: field for name, field in copy().fields.items() if field.required}
    assert not set(needed) & may_miss
    assert not {name for name in may_be_null & set(copy().fields) if not copy().fields[name].allow_none}


@pytest.mark.parametrize(("door", "copy"), COPIES, ids=[f"{door}-{copy.type}" for door, copy in COPIES])
def test_what_is_personal_to_its_owner_is_personal_to_a_copy(door: str, copy: type[Copy]) -> None:
    event = PUBLISHED[(copy.source, copy.type)]()
    assert {name for name in personal_of(event) if name in copy().fields} <= personal_of(copy())


@pytest.mark.parametrize(("door", "copy"), COPIES, ids=[f"{door}-{copy.type}" for door, copy in COPIES])
def test_a_copy_overlooks_what_is_added_later(door: str, copy: type[Copy]) -> None:
    data = sample(PUBLISHED[(copy.source, copy.type)]()) | {"added_in_a_later_release": {"x": 1}}
    assert "added_in_a_later_release" not in copy().load(data)
