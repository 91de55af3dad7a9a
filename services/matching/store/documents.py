"""What all documents of matching share: aggregates stored flat under their id."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from bus.collection import Document
from bus.database import Read, Work

Reader = Work | Read

ASCENDING, DESCENDING = 1, -1


def document(aggregate: Any, id_field: str) -> Document:
    """Spell an aggregate as a document whose `_id` is the field of that name."""
    fields = asdict(aggregate)
    return {"_id": fields.pop(id_field)} | fields


def fields_of(found: Document, id_field: str, *beside: str) -> dict[str, Any]:
    """Take an aggregate's fields out of its document, leaving out what only the database needs."""
    fields = {name: value for name, value in found.items() if name not in ("_id", *beside)}
    return {id_field: found["_id"]} | fields
