"""The rules of a reply: begun before it is carried out, one for each signed link, the same however often sent."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

Fields = list[tuple[str, str]]


@dataclass(frozen=True)
class Press:
    """One press of a button: which, and what else the form held."""

    choice: str
    fields: Fields
    at: datetime

    @property
    def key(self) -> str:
        """Return what is the same for each press that says the same."""
        return _id(json.dumps([self.choice, sorted(self.fields)]))


@dataclass(frozen=True)
class Done:
    """What was carried out: the press by its key, and what its page tells; what the form held is not kept."""

    choice: str
    key: str
    at: datetime
    outcome: dict[str, Any]


@dataclass
class Reply:
    """What a person said by one signed link. `begun` waits to be carried out, `done` was; `turn` counts the changes.

    Each turn is a command of its own for the services, the same one however often it is tried.
    """

    reply_id: str
    deed: str
    person_id: str
    ends_at: datetime
    begun: Press | None = None
    done: Done | None = None
    turn: int = field(default=0)

    @property
    def command_id(self) -> str:
        """Return the id of the command that carries out what was begun."""
        return str(uuid5(UUID(self.reply_id), f"{self.turn} {self.begun.key if self.begun else ''}"))

    def begin(self, press: Press) -> None:
        """Note what is going to be carried out."""
        self.begun, self.turn = press, self.turn + 1

    def finish(self, outcome: dict[str, Any], now: datetime) -> None:
        """Note that what was begun is carried out, and what came of it."""
        if self.begun:
            self.done, self.begun = Done(self.begun.choice, self.begun.key, now, outcome), None

    def give_up(self) -> None:
        """Note that what was begun cannot be carried out, so that another answer may be given."""
        self.begun = None


def reply_id(mail_id: str, deed: str, about: dict[str, str]) -> str:
    """Return the id of the one reply that a signed link may have: that of its mail, its deed and what it is about."""
    return _id(json.dumps([mail_id, deed, sorted(about.items())]))


def _id(name: str) -> str:
    return str(uuid5(NAMESPACE_URL, name))
