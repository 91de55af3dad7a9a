"""A rehearsal carries out commands of a service in this process, each as of a time that is told with it.

For a past that is made up: the rules, documents, audit rows and events are those of the commands, and bear the times
that were told. Nothing else in the bus takes a time from outside, and no door of a running service does: a rehearsal
needs the service's own database and keys. What it records goes through the outbox and is published by the relay of the
running service.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from types import TracebackType
from typing import Any

from bus import outbox
from bus.actor import Actor
from bus.answering import COMMANDS, load_request
from bus.cause import NOBODY
from bus.database import Database, Work
from bus.errors import Conflict, Problem, Unavailable
from bus.schedules import Run
from bus.settings import BusSettings

BUDGET_S = 10.0
"""A rehearsal waits longer for whoever is using the site than they wait for it, and less long than a change may show
late (four times `bus.database.BUDGET_S`: who reads what changed looks back as far)."""

Answer = dict[str, Any]


class Stage:
    """What an act does its commands with: one transaction, at one time."""

    def __init__(self, service: object, work: Work) -> None:
        self.work, self._service = work, service

    def at(self, moment: datetime) -> Stage:
        """Return this stage at another time, for an act that goes on; in the same transaction."""
        return Stage(self._service, self.work.as_of(moment))

    def command(self, actor: Actor, method: str, **request: Any) -> Any:
        """Carry out a command through its door, which reads the request by its schema. Raises a Problem."""
        door = getattr(self._service, method)
        loaded = load_request(door.door, request)
        work = replace(self.work, actor_id=actor.id)
        return door(lambda handler: handler(work, actor, loaded))

    def job(self, method: str, run: Run) -> bool:
        """Do one step of a scheduled job; return whether there is more to do."""
        more = getattr(self._service, method)(lambda handler: handler(self.work, run))
        return more is not None


@dataclass(frozen=True)
class Act:
    """One or more commands that belong together, at one time. What it answers is kept under its id, for 7 days."""

    act_id: str
    at: datetime
    play: Callable[[Stage], Answer]


class Rehearsal:
    """Carries out acts, each once however often it is told."""

    def __init__(self, service: type, settings: BusSettings) -> None:
        self._service = service()
        self.database = Database(settings.mongodb_uri, settings.namespace, service, settings)

    def __enter__(self) -> Rehearsal:
        self.database.open()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.database.close()

    def done(self, prefix: str) -> dict[str, Answer]:
        """Return the answers of the acts that were carried out before, by their ids."""
        rows = self.database.raw[COMMANDS].find({"_id": re.compile(f"^{re.escape(prefix)}")}, {"answer": 1})
        return {row["_id"]: row["answer"] for row in rows if "answer" in row}

    def perform(
        self, acts: Sequence[Act], answered: Callable[[str, Answer], None], budget_s: float = BUDGET_S
    ) -> list[tuple[Act, Problem]]:
        """Carry out a few acts in one transaction, or each alone where that fails; return those that were refused.

        Raises Unavailable and Conflict("busy"), which say nothing of an act: what is left can be told again.
        `answered` is called within the transaction, which may run twice: later acts may use what earlier ones answered.
        """
        changes = [(partial(self._play, act, answered), NOBODY) for act in acts]
        try:
            outcomes = self.database.together(changes, budget_s)
        except Exception:  # whose it was shows when each runs alone
            outcomes = [self._alone(partial(self._once, act, answered), budget_s) for act in acts]
        return [(act, one) for act, one in zip(acts, outcomes, strict=True) if isinstance(one, Problem)]

    def _alone(self, change: Callable[[Work], Answer], budget_s: float) -> Answer | Problem:
        try:
            return self.database.transact(change, NOBODY, budget_s)
        except Problem as refusal:
            if _passes(refusal):
                raise
            return refusal

    def _once(self, act: Act, answered: Callable[[str, Answer], None], work: Work) -> Answer:
        """Carry out an act unless it was: nobody may have heard that what failed before was kept after all."""
        kept = work.db[COMMANDS].find_one({"_id": act.act_id})
        if kept is None:
            return self._play(act, answered, work)
        answered(act.act_id, kept["answer"])
        return dict(kept["answer"])

    def _play(self, act: Act, answered: Callable[[str, Answer], None], work: Work) -> Answer:
        staged = replace(work.as_of(act.at), causation_id=act.act_id)
        answer = act.play(Stage(self._service, staged))
        row = {"_id": act.act_id, "print": "", "method": "rehearsed", "causation_id": "", "answer": answer}
        row |= {"subjects": sorted({*work.concerned, *outbox.people(answer)}), "correlation_id": work.correlation_id}
        work.db[COMMANDS].insert_one(row | {"at": work.recorded_at})
        answered(act.act_id, answer)
        return answer


def _passes(problem: Problem) -> bool:
    return isinstance(problem, Unavailable) or (isinstance(problem, Conflict) and problem.code == "busy")
