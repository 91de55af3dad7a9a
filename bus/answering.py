"""What a command or a query door does with a call: who asks, what exactly, once, and in one transaction."""

from __future__ import annotations

import hmac
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache, partial
from typing import Any

from marshmallow import ValidationError

from bus import outbox
from bus.actor import Actor, Verifier
from bus.cause import NOBODY, Caused
from bus.database import BUDGET_S, Database, Work
from bus.doors import Door, Handler, Request
from bus.errors import Conflict, Invalid, Refused, Unavailable
from bus.grouping import Group
from bus.schema import pointers

COMMANDS = "bus_commands"
_LONGEST_ID = 100

Row = dict[str, Any]


class Answering:
    """Answers calls for one service."""

    def __init__(self, database: Database, verifier: Verifier) -> None:
        self._database, self._verifier = database, verifier
        self._group = Group(database)

    def answer(
        self, door: Door, handler: Handler, kwargs: Mapping[str, Any], left_s: float, caused: Caused = NOBODY
    ) -> Any:
        """Verify the actor, load the request, run the handler; raises a Problem."""
        arguments = dict(kwargs)
        actor = self._verifier.verify(arguments.pop("actor", None))
        command_id = arguments.pop("command_id", None)
        request = load_request(door, arguments)
        if door.kind == "operation":
            operator = _operator(door, actor)
            return self._database.ask(lambda _: handler(operator, request), left_s)
        if door.kind == "query":
            return self._database.ask(lambda read: handler(read, actor, request), left_s)
        if not isinstance(command_id, str) or not 0 < len(command_id) <= _LONGEST_ID:
            raise Invalid("command_id_required")
        row = {"_id": command_id, "print": self._fingerprint(door, actor, request)}
        row |= {"method": door.method, "causation_id": caused.causation_id}
        change = partial(_carry_out, handler, actor, request, row)
        caused = replace(caused, actor_id=actor.id, causation_id=command_id)
        return self._once(row, change, caused, min(left_s, BUDGET_S))

    def _once(self, row: Row, change: Callable[[Work], Any], caused: Caused, left_s: float) -> Any:
        """Carry out a command unless it was before: then it meets its row, or what it changed the first time.

        The row is read in a transaction, which a majority confirms: what was met may not have been confirmed yet.
        """
        deadline = time.monotonic() + left_s
        try:
            return self._group.transact(change, caused, left_s)
        except Unavailable:
            raise
        except Exception:
            found = self._kept(row["_id"], max(0.001, deadline - time.monotonic()))
            if found is None:
                raise
        if found["print"] != row["print"]:
            raise Conflict("command_id_reused")
        if "answer" not in found:
            raise Conflict("answer_erased")
        return found["answer"]

    def _kept(self, command_id: str, left_s: float) -> Row | None:
        return self._database.transact(lambda work: work.db[COMMANDS].find_one({"_id": command_id}), NOBODY, left_s)

    def _fingerprint(self, door: Door, actor: Actor, request: dict[str, Any]) -> str:
        """Return what tells this command from another, keyed: a request may hold what can be guessed, an address."""
        text = json.dumps([door.method, actor.kind, actor.id, request], sort_keys=True, default=str)
        return hmac.new(self._database.settings.page_key.encode(), text.encode(), "sha256").hexdigest()


def _carry_out(handler: Handler, actor: Actor, request: dict[str, Any], row: Row, work: Work) -> Any:
    answer = handler(work, actor, request)
    asking = {actor.id} if actor.is_person else set()
    subjects = sorted({*asking, *work.concerned, *outbox.people(request), *outbox.people(answer)})
    kept = {"answer": answer, "subjects": subjects, "correlation_id": work.correlation_id, "at": work.now}
    work.db[COMMANDS].insert_one(row | kept)
    return answer


def _operator(door: Door, actor: Actor) -> Actor:
    if actor.kind != "service" or (door.askers and actor.id not in door.askers):
        raise Refused("operators_only")
    return actor


@cache
def _schema(request: type[Request]) -> Request:
    return request()


def load_request(door: Door, arguments: dict[str, Any]) -> dict[str, Any]:
    """Read the arguments of a call by the schema of its door; raises Invalid."""
    if door.request is None:
        raise TypeError(f"{door.method} takes no calls")
    try:
        loaded: dict[str, Any] = _schema(door.request).load(arguments)
    except ValidationError as error:
        raise Invalid("invalid_request", list(pointers(error.messages_dict))) from error
    return loaded
