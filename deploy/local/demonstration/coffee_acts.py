"""The year of coffee as acts of matching: asking to take part, and each round whole, in one act.

A round that is over is told in one transaction, from its opening to its end: the running service takes on whatever
round it finds unfinished, as of now. The last round is left to it as it stands today.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from random import Random
from typing import Any

from bus.actor import Actor
from bus.database import Work
from bus.rehearsal import Act, Stage
from deploy.local.demonstration import coffee
from deploy.local.demonstration.coffee import OPEN_FOR, ROUNDS, Drinker, Said
from deploy.local.demonstration.newcomers import SEED
from services.matching import actions, drawing, store
from services.matching.model.certificate import Certificate, certify
from services.matching.model.draw import Draw, Inputs
from services.matching.model.pair import Pair
from services.matching.model.round import end_of

CLOSED, ANNOUNCED = OPEN_FOR + timedelta(hours=1), OPEN_FOR + timedelta(hours=2)
MET = timedelta(days=4)
SURVEYED, OVER = timedelta(days=14, hours=3), timedelta(days=28, hours=3)
OPS = Actor("service", "ops")
NOTHING_TO_DO: dict[str, Any] = {}

Answer = dict[str, Any]


@dataclass(frozen=True)
class Drawn:
    """What was drawn for a round before it is told: by which seed, and with which certificate."""

    seed: int
    draw: Draw
    certificate: Certificate


class Pouring:
    """Turns the drinkers of a story into acts, as of one day; `ids` are the drinkers in their order."""

    def __init__(self, drinkers: Sequence[Drinker], ids: Sequence[str], today: date, prefix: str) -> None:
        self._drinkers, self._ids, self._prefix = drinkers, ids, prefix
        self._midnight = datetime.combine(today, time(), UTC)

    def enrolments(self, number: int) -> list[Act]:
        """Return the acts of those who ask to take part before a round closes and did not before the last one did."""
        closes = [self._closes(each) for each in range(number + 1)]
        since = closes[-2] if number else closes[0] - timedelta(days=365)
        return [
            Act(f"{self._prefix} enrolment {place}", self._midnight + each.enrolled, partial(self._enrol, place))
            for place, each in enumerate(self._drinkers)
            if since <= self._midnight + each.enrolled < closes[-1]
        ]

    def round(self, number: int, drawn: Drawn) -> Act:
        """Return the act of a round whose draw is known."""
        return Act(self.name(number), self._closes(number), partial(self._round, number, drawn))

    def name(self, number: int) -> str:
        """Return the id of the act of a round."""
        return f"{self._prefix} round {number}"

    def inputs(self, number: int, work: Work) -> Inputs:
        """Return who would be drawn if a round closed now that it is its time."""
        return actions.gather(work.as_of(self._closes(number)), end_of(self._closes_on(number)))

    def _closes(self, number: int) -> datetime:
        return self._midnight + timedelta(days=ROUNDS[number]) + CLOSED

    def _closes_on(self, number: int) -> date:
        return (self._midnight + timedelta(days=ROUNDS[number]) + OPEN_FOR - timedelta(days=1)).date()

    def _enrol(self, number: int, stage: Stage) -> Answer:
        drinker, actor = self._drinkers[number], Actor("person", self._ids[number])
        if store.find_member(stage.work, actor.id) and not store.find_enrolment(stage.work, actor.id):
            stage.command(actor, "enrol", ways=list(drinker.ways), keeps_title=drinker.keeps_title)
        return NOTHING_TO_DO

    def _round(self, number: int, drawn: Drawn, stage: Stage) -> Answer:
        opens = self._closes(number) - CLOSED + timedelta(hours=8)
        closes_on = self._closes_on(number).isoformat()
        round_id = stage.at(opens).command(OPS, "open_round", closes_on=closes_on)["round_id"]
        closed, announced = stage.at(opens + CLOSED).work, opens + ANNOUNCED
        actions.freeze(closed, round_id, drawing.VERSION, drawn.seed)
        actions.keep_draw(closed, round_id, drawn.draw, drawn.certificate)
        while actions.announce(stage.at(announced).work, round_id):
            continue
        if announced + OVER < stage.work.recorded_at:
            self._finish(number, round_id, announced, stage)
        return {"round_id": round_id}

    def _finish(self, number: int, round_id: str, announced: datetime, stage: Stage) -> None:
        pairs = store.list_live_pairs(stage.work, round_id)
        rng = Random(SEED + 100 + number)  # noqa: S311
        said = coffee.surveys(number, sum(len(pair.people) for pair in pairs))
        for pair in pairs:
            for person_id in pair.people:
                after = MET + timedelta(hours=rng.randint(0, 200))
                _say(stage.at(announced + after), pair, Actor("person", person_id), next(said), rng)
        actions.begin_survey(stage.at(announced + SURVEYED).work, round_id)
        while actions.end_round(stage.at(announced + OVER).work, round_id):
            continue


def drawn_from(inputs: Inputs, number: int) -> Drawn:
    """Draw a round as the service does, in a process of its own; outside of any transaction, since it takes a while."""
    draw = drawing.draw_round(inputs, SEED + number)
    return Drawn(SEED + number, draw, certify(inputs, draw))


def _say(stage: Stage, pair: Pair, who: Actor, said: Said | None, rng: Random) -> None:
    """Let somebody answer the survey; of the others most say at least whether they met."""
    if said:
        stage.command(who, "answer_survey", pair_id=pair.pair_id, **vars(said))
    elif rng.random() < 0.7:
        stage.command(who, "answer_meeting", pair_id=pair.pair_id, answer=rng.choice(("met", "not_yet")))
