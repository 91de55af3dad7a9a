"""What is told of whom members keep away."""

from __future__ import annotations

from typing import Any

from marshmallow import fields

from bus.events import Event
from services.directory.model import Contact


class BlocksChanged(Event):
    """A member blocks other people than before; `blocked_ids` are all of them, 500 at most. They are never told."""

    type, source, subject, private = "person.blocks_changed", "directory", "person_id", True
    person_id = fields.String(required=True)
    blocked_ids = fields.List(fields.String(), required=True)


def blocks_changed(contact: Contact) -> dict[str, Any]:
    """Tell whom a member blocks now."""
    return {"person_id": contact.person_id, "blocked_ids": list(contact.blocked)}


def present_blocks(contact: Contact) -> dict[str, Any] | None:
    """Tell again whom a member blocks, if anything was ever told of it."""
    return blocks_changed(contact) if contact.sequence else None
