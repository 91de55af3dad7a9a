"""What the directory tells of the lists that people choose from."""

from __future__ import annotations

from marshmallow import fields

from bus.events import Copy


class ChoiceRenamed(Copy):
    """The whole state of an entry; `into` says what it became, if it was merged."""

    type, source, subject = "choice.renamed", "directory", "choice_id"

    list = fields.String(required=True)
    slug = fields.String(required=True)
    into = fields.String(required=True, allow_none=True)


class ChoiceMerged(ChoiceRenamed):
    """An entry became another one, for good."""

    type = "choice.merged"
