"""A form that is sent again is the same command until it is known to be carried out: it counts once.

Without an answer nobody knows whether a command was carried out. So a form keeps its `command_id` while its page shows
it again, and where it comes back later (`keeping`). When it says something else by then, and the first was carried out
after all, the service refuses; `SentAlready` says so on a page of its own, whatever page it was.
"""

from uuid import UUID

from flask import g, request
from werkzeug.exceptions import RequestEntityTooLarge

from bus.errors import Conflict
from bus.ids import new_id
from services.gateway import calls

REUSED = "command_id_reused"


class SentAlready(Exception):
    """What a form said the first time was carried out; what it says now was not."""


class FormAsker(calls.Asker):
    """Asks for a page, and notes when the command of its form is carried out."""

    def tell(self, command: calls.Command, command_id: str, timeout_s: float = calls.TELL_TIMEOUT_S) -> calls.Answer:
        """Carry out a command as `Asker.tell` does; raises SentAlready instead of its refusal."""
        is_of_form = command_id == request.form.get("command_id")
        if is_of_form:
            g.carried_out = False
        try:
            answer = super().tell(command, command_id, timeout_s)
        except Conflict as conflict:
            if conflict.code != REUSED:
                raise
            g.carried_out = is_of_form
            raise SentAlready from conflict
        if is_of_form:
            g.carried_out = True
        return answer


def command_id() -> str:
    """Return the form's command_id, by which a double tap is one command, or a fresh one."""
    return sent_command_id() or new_id()


def sent_command_id() -> str | None:
    """Return the command_id that the form was sent with, if it is one."""
    try:
        return str(UUID(request.form["command_id"]))
    except (KeyError, ValueError, RequestEntityTooLarge):  # of a form that was too large nothing is read
        return None


def is_carried_out() -> bool:
    """Say whether the form's command is known to be carried out: from then on the form is another one."""
    return bool(g.get("carried_out"))
