"""The outbox: events wait beside the state they came from until the relay has published them.

The collections of the bus in every service's database, with their indexes: `bus_outbox`, `bus_commands` (answers
kept 7 days), `bus_inbox` (what reactions have handled), `bus_guards` (how far projections are), `bus_parked`,
`bus_retried` (notes on failed attempts), `bus_runs` (of scheduled jobs), `bus_fills` (what was asked to be told
again), `bus_projections` (which of ours were filled), `bus_erased` (people).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from pymongo import ASCENDING, DESCENDING, IndexModel

from bus import wire
from bus.events import Event
from bus.ids import new_id
from bus.wire import Envelope

if TYPE_CHECKING:
    from bus.database import Work

COLLECTION = "bus_outbox"
_DAY_S = 86_400

INDEXES = {
    COLLECTION: [
        IndexModel(
            [("subject", ASCENDING), ("sequence", ASCENDING)],
            name="unpublished",
            partialFilterExpression={"published": False},
        ),
        IndexModel([("aggregate", ASCENDING), ("sequence", ASCENDING)], name="one_event_a_sequence", unique=True),
        IndexModel([("correlation_id", ASCENDING)], name="correlation"),
        IndexModel([("subjects", ASCENDING)], name="subjects"),
        IndexModel([("published_at", ASCENDING)], name="kept_30_days", expireAfterSeconds=30 * _DAY_S),
        IndexModel([("unrouted", ASCENDING)], name="unrouted", sparse=True),
    ],
    "bus_commands": [
        IndexModel([("at", ASCENDING)], name="kept_7_days", expireAfterSeconds=7 * _DAY_S),
        IndexModel([("correlation_id", ASCENDING)], name="correlation"),
        IndexModel([("subjects", ASCENDING)], name="subjects"),
    ],
    "bus_inbox": [IndexModel([("at", ASCENDING)], name="kept_30_days", expireAfterSeconds=30 * _DAY_S)],
    "bus_retried": [IndexModel([("at", ASCENDING)], name="kept_7_days", expireAfterSeconds=7 * _DAY_S)],
    "bus_runs": [IndexModel([("job", ASCENDING), ("due", DESCENDING)], name="by_job")],
    "bus_parked": [
        IndexModel([("queue", ASCENDING), ("parked_at", ASCENDING)], name="by_queue"),
        IndexModel([("subjects", ASCENDING)], name="subjects"),
    ],
    "bus_erased": [IndexModel([("due_at", ASCENDING)], name="due", sparse=True)],
    "bus_fills": [
        IndexModel([("state", ASCENDING)], name="open", partialFilterExpression={"state": "open"}),
        IndexModel([("finished_at", ASCENDING)], name="kept_30_days", expireAfterSeconds=30 * _DAY_S),
    ],
}


def row(event: type[Event], data: dict[str, Any], sequence: int, work: Work) -> dict[str, Any]:
    """Return the outbox document of an event; raises ValueError when the data is not what the schema says."""
    subject = str(data[event.subject])
    return {
        "_id": new_id(work.now),
        "type": event.type,
        "exchange": event.exchange(),
        "subject": subject,
        "aggregate": aggregate_key(event.type, subject),
        "sequence": sequence,
        "time": work.now,
        "recorded_at": work.recorded_at,
        "dataschema": event.dataschema(),
        "body": body(event, data),
        "correlation_id": work.correlation_id,
        "causation_id": work.causation_id,
        "actor_id": work.actor_id,
        "traceparent": work.traceparent,
        "subjects": sorted(set(people(data))),
        "published": False,
    }


def body(event: type[Event], data: dict[str, Any]) -> bytes:
    """Return an event's body; raises ValueError when the data is not what the schema says."""
    faults = _schema(event).validate(data)
    if faults:
        raise ValueError(f"{event.type} is not as its schema says: {faults}")
    return wire.encode(data)


@cache
def _schema(event: type[Event]) -> Event:
    return event()


def envelope(document: Mapping[str, Any], source: str) -> Envelope:
    """Return what goes over the wire for an outbox document."""
    return Envelope(
        id=document["_id"],
        type=document["type"],
        source=source,
        subject=document["subject"],
        sequence=document["sequence"],
        time=document["time"],
        dataschema=document["dataschema"],
        body=bytes(document["body"]),
        correlation_id=document["correlation_id"],
        causation_id=document["causation_id"],
        actor_id=document["actor_id"],
        traceparent=document["traceparent"],
        exchange=document["exchange"],
    )


def aggregate_key(event_type: str, subject: str) -> str:
    """Return what names an aggregate within its source: its kind (the first word of its events) and its id."""
    return f"{kind(event_type)}/{subject}"


def forget(db: Any, kind: str, subjects: Iterable[str]) -> None:
    """Delete what was said of these aggregates of a kind: nobody needs it any more."""
    db[COLLECTION].delete_many({"aggregate": {"$in": [aggregate_key(kind, subject) for subject in subjects]}})


def kind(event_type: str) -> str:
    """Return the kind of aggregate that an event is about."""
    return event_type.partition(".")[0]


def people(data: Any) -> Iterator[str]:
    """Yield the ids of the persons that data speaks of, however deep: what erasing a person must find."""
    if isinstance(data, Mapping):
        for name, value in data.items():
            if isinstance(value, str) and (name in ("person_id", "member_id") or name.endswith("_person_id")):
                yield value
            elif isinstance(value, list) and name.endswith("_person_ids"):
                yield from (each for each in value if isinstance(each, str))
            else:
                yield from people(value)
    elif isinstance(data, list | tuple):
        for inner in data:
            yield from people(inner)
