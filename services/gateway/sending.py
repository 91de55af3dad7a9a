"""A form that is sent again because no answer came is the same command: it is carried out once.

Without an answer nobody knows whether a command was carried out. Its form then keeps its `command_id`, both where the
page shows it again at once and where it comes back later (`keeping`). When it says something else by then, and the
first was carried out after all, the service refuses; `SentAlready` says so on a page of its own, whatever page it was.
"""

from urllib.parse import urlsplit
from uuid import UUID

from flask import g, request

from bus.errors import Conflict, Internal, Unavailable
from bus.ids import new_id
from services.gateway import calls
from services.gateway.keeping import kept_command_id

REUSED = "command_id_reused"


class SentAlready(Exception):
    """What a form said the first time was carried out, unknown to who sent it; what it says now was not."""


class FormAsker(calls.Asker):
    """Asks for a page, and notes of which command nobody knows whether it was carried out."""

    def tell(self, command: calls.Command, command_id: str, timeout_s: float = calls.TELL_TIMEOUT_S) -> calls.Answer:
        """Carry out a command as `Asker.tell` does; raises SentAlready instead of its refusal."""
        try:
            return super().tell(command, command_id, timeout_s)
        except (Unavailable, Internal):
            if command_id == request.form.get("command_id"):
                g.unanswered = command_id
            raise
        except Conflict as conflict:
            if conflict.code != REUSED:
                raise
            raise SentAlready from conflict


def command_id() -> str:
    """Return the form's command_id, by which a double tap is one command, or a fresh one."""
    try:
        return str(UUID(request.form["command_id"]))
    except (KeyError, ValueError):
        return new_id()


def form_command_id(action: str) -> str:
    """Return the command_id for a form that is sent to `action`: of its command without an answer, or fresh."""
    path = urlsplit(action).path
    if request.method == "POST":
        return (g.get("unanswered") if path == request.path else None) or new_id()
    return kept_command_id(path) or new_id()
