"""What the directory tells of whom members keep away."""

from __future__ import annotations

from marshmallow import fields

from bus.events import Copy


class BlocksChanged(Copy):
    """All whom a member blocks now."""

    type, source, subject, private = "person.blocks_changed", "directory", "person_id", True

    person_id = fields.String(required=True)
    blocked_ids = fields.List(fields.String(), required=True)
