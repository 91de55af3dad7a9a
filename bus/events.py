"""What an event is: a marshmallow schema that also says its type, its source and whose fact it is.

An owner declares an `Event` for each fact in its `events.py`; a consumer declares its own tolerant `Copy`
with only the fields it needs (Postel's law), and a contract test holds the two together.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from marshmallow import EXCLUDE, RAISE, Schema

personal = {"personal": True}
"""Field metadata: this field is about a person and is blanked when the person is erased."""

MAX_BODY_BYTES = 64 * 1024


class _Message(Schema):
    """What owner's and consumer's declarations have in common."""

    type: ClassVar[str]
    source: ClassVar[str]
    subject: ClassVar[str]
    private: ClassVar[bool] = False
    tombstone: ClassVar[bool] = False
    """Whether it is the last that is told of its aggregate: what was kept of it goes."""

    @classmethod
    def exchange(cls) -> str:
        """Return the topic exchange: `<source>.events`, or `<source>.private.events` for what not everyone may read."""
        return f"{cls.source}.private.events" if cls.private else f"{cls.source}.events"

    @classmethod
    def dataschema(cls) -> str:
        return f"urn:q-commons:{cls.type}:1"


class Event(_Message):
    """A fact that its owner publishes. `subject` names the field that holds the aggregate's id."""

    class Meta:
        unknown = RAISE


class Copy(_Message):
    """A consumer's own reading of an event; fields that it does not name are dropped."""

    class Meta:
        unknown = EXCLUDE


@dataclass(frozen=True)
class Received:
    """An event as a handler gets it. `data` was loaded by the consumer's own schema."""

    type: str
    source: str
    id: str
    subject: str
    sequence: int
    time: datetime
    data: dict[str, Any]
    actor_id: str = ""
    correlation_id: str = ""
