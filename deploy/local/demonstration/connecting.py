"""The connections of the story as acts: asking, accepting, introducing, saying who helped, and the monthly question."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from itertools import product
from random import Random
from typing import Any

from bus.actor import Actor
from bus.rehearsal import Act, Stage
from bus.schedules import Run
from deploy.local.demonstration.connections import QUESTIONED, ROUND, Answered, Asked, Connections, Introduced, Said
from deploy.local.demonstration.newcomers import SEED
from services.directory import store
from services.directory.model import OPEN_FOR, BenefitQuestion, pair_of
from services.directory.store.benefit import list_of_pair

STEPS_OF_A_DAY = 3
"""How far the monthly question goes round in a day; each step is an act, and so light enough for a busy machine."""
NOTHING_TO_DO: dict[str, Any] = {}

Answer = dict[str, Any]
Make = Callable[[str, timedelta, Callable[[Stage], Answer]], Act]
Who = Callable[[Stage, str], Actor]


class Connecting:
    """Turns connections into acts; `make` names and dates an act, `who` finds the person of an address."""

    def __init__(self, told: Connections, make: Make, who: Who) -> None:
        self._told, self._make, self._who = told, make, who

    def acts(self) -> Iterator[Act]:
        """Return every act, in no order."""
        for number, said in enumerate(self._told.said):
            yield self._make(f"report {number}", said.after, partial(self._say, said))
        for number, asked in enumerate(self._told.asked):
            yield self._make(f"request {number}", asked.after, partial(self._ask, asked))
            if asked.accepted is not None:
                yield self._make(f"request {number} accepted", asked.accepted, partial(self._accept, asked))
        for number, introduced in enumerate(self._told.introduced):
            yield self._make(f"introduction {number}", introduced.after, partial(self._introduce, introduced))
        for days, step in product(
            (first + more for first in QUESTIONED for more in range(ROUND)), range(STEPS_OF_A_DAY)
        ):
            yield self._make(f"ask_about_benefit {days} {step}", timedelta(days=days, hours=9 + step), _ask_some)
        for number, answered in enumerate(self._told.answered):
            yield self._make(f"question {number} answered", answered.after, partial(self._answer, answered))

    def _say(self, said: Said, stage: Stage) -> Answer:
        by, of = self._who(stage, said.by), self._who(stage, said.of)
        stage.command(by, "report_benefit", member_id=of.id, **said.given)
        return NOTHING_TO_DO

    def _ask(self, asked: Asked, stage: Stage) -> Answer:
        by, of = self._who(stage, asked.by), self._who(stage, asked.of)
        stage.command(by, "ask_to_connect", person_id=of.id, **asked.given)
        return NOTHING_TO_DO

    def _accept(self, asked: Asked, stage: Stage) -> Answer:
        by, of = self._who(stage, asked.by), self._who(stage, asked.of)
        connection = store.find_connection(stage.work, by.id, of.id)
        if connection and connection.waits_for(of.id):
            stage.command(of, "accept_connection", connection_id=connection.connection_id)
        return NOTHING_TO_DO

    def _introduce(self, introduced: Introduced, stage: Stage) -> Answer:
        by, (one, other) = introduced.by, (self._who(stage, address).id for address in introduced.people)
        named = {"person_id": one, "other_person_id": other}
        stage.command(self._who(stage, by), "introduce_people", **named, words=introduced.words)
        return NOTHING_TO_DO

    def _answer(self, answered: Answered, stage: Stage) -> Answer:
        by = self._who(stage, answered.by)
        latest = store.list_latest_questions(stage.work, by.id, stage.work.now - OPEN_FOR, 1)
        for question in (each for each in latest if not each.answered):
            rng = Random(f"{SEED} {answered}")  # noqa: S311
            answers = [_still(stage, rng, question, other_id) for other_id in question.about]
            stage.command(by, "answer_benefit", question_id=question.question_id, answers=answers)
        return NOTHING_TO_DO


def _still(stage: Stage, rng: Random, question: BenefitQuestion, other_id: str) -> Answer:
    """Say that it still helps, mostly; who says otherwise is one of two of whom the other said that it does.

    So the averages that the story is about stay as they are.
    """
    said = list_of_pair(stage.work, pair_of(question.person_id, other_id))
    theirs = [each for each in said if each.reporter_id == other_id]
    is_mutual = bool(theirs) and max(theirs, key=lambda each: each.at).beneficial
    if is_mutual and rng.random() < 0.4 / question.about[other_id] ** 0.5:
        return {"member_id": other_id, "beneficial": False}
    return {"member_id": other_id, "beneficial": True, "gave": [rng.choice(("advice", "new_idea", "support"))]}


def _ask_some(stage: Stage) -> Answer:
    """Put the monthly question to some of those to whom it is due, as the directory would have done at the time."""
    stage.job("ask_about_benefit", Run(stage.work.now))
    return NOTHING_TO_DO
