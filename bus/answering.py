"""What a command or a query door does with a call: who asks, what exactly, once, and in one transaction."""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError

from bus import outbox
from bus.actor import Actor, Verifier
from bus.database import BUDGET_S, Caused, Database, Work
from bus.doors import Door, Handler
from bus.errors import Conflict, Duplicate, Invalid
from bus.schema import pointers

COMMANDS = "bus_commands"
_LONGEST_ID = 100


class _Repeated(Exception):
    """The command row is there already."""


class Answering:
    """Answers calls for one service."""

    def __init__(self, database: Database, verifier: Verifier) -> None:
        self._database, self._verifier = database, verifier

    def answer(self, door: Door, handler: Handler, kwargs: Mapping[str, Any], left_s: float) -> Any:
        """Verify the actor, load the request, run the handler; raises a Problem."""
        arguments = dict(kwargs)
        actor = self._verifier.verify(arguments.pop("actor", None))
        command_id = arguments.pop("command_id", None)
        request = _load(door, arguments)
        if door.kind == "query":
            return self._database.ask(lambda read: handler(read, actor, request), left_s)
        if not isinstance(command_id, str) or not 0 < len(command_id) <= _LONGEST_ID:
            raise Invalid("command_id_required")
        return self._command(door, handler, actor, request, command_id, min(left_s, BUDGET_S))

    def _command(
        self,
        door: Door,
        handler: Handler,
        actor: Actor,
        request: dict[str, Any],
        command_id: str,
        left_s: float,
    ) -> Any:
        row = {
            "_id": command_id,
            "print": self._fingerprint(door, actor, request),
        }
        concerned = {actor.id} if actor.is_person else set()

        def once(work: Work) -> Any:
            try:
                work.db[COMMANDS].insert_one(row | {"at": work.now})
            except Duplicate as error:
                raise _Repeated from error
            answer = handler(work, actor, request)
            subjects = sorted({*concerned, *outbox.people(request), *outbox.people(answer)})
            work.db[COMMANDS].update_one({"_id": command_id}, {"$set": {"answer": answer, "subjects": subjects}})
            return answer

        try:
            return self._first_answer(row, left_s) or self._database.transact(once, Caused(actor.id), left_s)
        except _Repeated:
            return self._first_answer(row, left_s)

    def _first_answer(self, row: dict[str, Any], left_s: float) -> Any:
        """Return the answer that this command got before, if it ran; raises Conflict when it was another command."""
        found = self._database.ask(lambda read: read.db[COMMANDS].find_one({"_id": row["_id"]}), left_s)
        if found and found["print"] != row["print"]:
            raise Conflict("command_id_reused")
        return found["answer"] if found else None

    def _fingerprint(self, door: Door, actor: Actor, request: dict[str, Any]) -> str:
        """Return what tells this command from another, keyed: a request may hold what can be guessed, an address."""
        text = json.dumps([door.method, actor.kind, actor.id, request], sort_keys=True, default=str)
        return hmac.new(self._database.settings.page_key.encode(), text.encode(), "sha256").hexdigest()


def _load(door: Door, arguments: dict[str, Any]) -> dict[str, Any]:
    if door.request is None:
        raise TypeError(f"{door.method} takes no calls")
    try:
        loaded: dict[str, Any] = door.request().load(arguments)
    except ValidationError as error:
        raise Invalid("invalid_request", list(pointers(error.messages_dict))) from error
    return loaded
