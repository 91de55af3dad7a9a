"""What a deed is: what its page says, which buttons it has, and what they ask of the services."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask_babel import LazyString
from werkzeug.datastructures import MultiDict

from services.gateway.calls import Asker, Command
from services.gateway.deeds import model
from services.gateway.surroundings import caused, surroundings
from services.gateway.web import sign

Form = MultiDict[str, str]
Context = Mapping[str, Any]


def no_errors(form: Form) -> dict[str, str]:
    """Find nothing wrong: there is nothing to type."""
    return {}


@dataclass(frozen=True)
class Deed:
    """One thing that whoever holds a mail can do for its person without signing in.

    `page` is the template of the question and `done` that of what came of it: the latter gets `outcome`, those fields
    of the command's answer that `kept` names. Only ids, codes and times may be kept, no personal data.
    `choices` are the buttons by the value that each sends, in the words in which an answer is told back.
    `command` says what is asked of a service, as the mail's person, for the choice and the form's fields; `shown` what
    the page needs beside what the link is about. `instead` is the endpoint to go to when the link has run out, and
    `place` what that is called. `takes` are the beginnings of the names of fields that the form has beside its buttons,
    `errors` says what is wrong in them. `may_change` lets a later answer replace an earlier one. `settled` says by the
    code of a refusal why nothing is asked any more, where more can be said than that something has changed.
    """

    name: str
    page: str
    done: str
    choices: Mapping[str, LazyString]
    command: Callable[["Mailed", str, Form], Command]
    shown: Callable[["Mailed"], Context]
    instead: str
    place: LazyString
    kept: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    errors: Callable[[Form], dict[str, str]] = no_errors
    may_change: bool = False
    settled: Mapping[str, LazyString] = field(default_factory=dict)


@dataclass(frozen=True)
class Mailed:
    """A signed link that is ours: which deed, whose, what it is about, of which mail, and until when."""

    deed: Deed
    person_id: str
    about: dict[str, str]
    mail_id: str
    expires_at: datetime
    reply_id: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "reply_id", model.reply_id(self.mail_id, self.deed.name, self.about))

    def reply(self) -> model.Reply:
        """Return a reply that says nothing yet."""
        return model.Reply(self.reply_id, self.deed.name, self.person_id, self.expires_at)


def asker_of(mailed: Mailed) -> Asker:
    """Ask as the person of the mail: for its one command, and for no more on its page than the mail itself told."""
    around = surroundings()
    return Asker(around.host.client, sign(mailed.person_id), caused(), around.silences)
