"""What is told of the lists that people choose from."""

from __future__ import annotations

from typing import Any

from marshmallow import fields, validate

from bus.events import Event
from services.directory.model import LISTS, STATES, Choice


class _ChoiceTold(Event):
    """The whole state of an entry of a list; `into` is null unless it is merged."""

    source, subject = "directory", "choice_id"
    choice_id = fields.String(required=True)
    list = fields.String(required=True, validate=validate.OneOf(LISTS))
    slug = fields.String(required=True)
    name = fields.String(required=True)
    state = fields.String(required=True, validate=validate.OneOf(STATES))
    into = fields.String(required=True, allow_none=True)


class ChoiceAdded(_ChoiceTold):
    """Staff put something new into a list."""

    type = "choice.added"


class ChoiceRenamed(_ChoiceTold):
    """An entry is called something else; its slug stays."""

    type = "choice.renamed"


class ChoiceRetired(_ChoiceTold):
    """An entry is offered no more; who has it keeps it."""

    type = "choice.retired"


class ChoiceRestored(_ChoiceTold):
    """An entry is offered again."""

    type = "choice.restored"


class ChoiceMerged(_ChoiceTold):
    """An entry became another one, `into`, for good: its slug is taken for the other's."""

    type = "choice.merged"


def choice_state(choice: Choice) -> dict[str, Any]:
    """Tell an entry as it is now."""
    return {
        "choice_id": choice.choice_id,
        "list": choice.list_name,
        "slug": choice.slug,
        "name": choice.name,
        "state": choice.state,
        "into": choice.into or None,
    }
