"""Tells the demonstration's swap shop and year of coffee to matching, once matching has heard of who takes part."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Collection, Mapping
from datetime import date
from functools import partial
from typing import Any

from bus import logs
from bus.errors import Conflict, Unavailable
from bus.rehearsal import Act, Rehearsal
from deploy.local.demonstration import coffee, story
from deploy.local.demonstration.acts import DRINKERS
from deploy.local.demonstration.coffee import ROUNDS
from deploy.local.demonstration.coffee_acts import Pouring, drawn_from
from deploy.local.demonstration.make_cohort import HERE
from deploy.local.demonstration.swapping import Swapping
from deploy.local.ops import telling
from deploy.local.terminal import Failure
from services.matching.service import MatchingSettings

ROUND_WITHIN_S = 50.0
"""A whole round is one transaction, which takes two seconds; on a machine that is busy with other things many more."""
TRIES = 3
HEARD_WITHIN_S, LOOK_S = 300.0, 0.5
"""How long the events of the story may take to reach matching, behind whoever uses the site."""

log = logs.get(__name__)


def settings(environ: Mapping[str, str]) -> MatchingSettings:
    """Read matching's settings."""
    return telling.settings_of(MatchingSettings, environ)


def pour(rehearsal: Rehearsal, begun: telling.Begun, known: telling.Answers) -> int:
    """Carry out what is left of the swap shop and the year of coffee; return how many acts were refused.

    Nothing where the story does not say who takes part. Raises Failure while matching has not heard of them: it is told
    by events, and may be down.
    """
    told = known.get(f"{begun.prefix} {DRINKERS}", {})
    ids, posters = told.get("ids", []), told.get("posters", [])
    if not (ids and posters):
        log.warning("coffee.left_out")
        return 0
    if not _is_heard_of(rehearsal, {*ids, *posters}):
        raise Failure("Matching has not heard yet of everybody who takes part; loading goes on when it has.")
    drinkers = coffee.drinkers(story.of(begun.members))
    today, done = date.fromisoformat(begun.today), rehearsal.done(begun.prefix)
    posting = Swapping(_ads(), posters, told.get("strangers", []), today, begun.prefix)
    refused = telling.perform(rehearsal, list(posting.acts()), done, _nothing)
    pouring = Pouring(drinkers, ids, today, begun.prefix)
    return refused + sum(_month(rehearsal, pouring, number, done) for number in range(len(ROUNDS)))


def _ads() -> dict[str, Any]:
    return dict(json.loads((HERE / "ads.json").read_text("utf-8")))


def _month(rehearsal: Rehearsal, pouring: Pouring, number: int, done: telling.Answers) -> int:
    """Let some ask to take part, and tell the round; its draw is made before, outside of any transaction."""
    refused = telling.perform(rehearsal, pouring.enrolments(number), done, _nothing)
    if pouring.name(number) not in done:
        inputs = rehearsal.database.transact(partial(pouring.inputs, number))
        refused += _told(rehearsal, pouring.round(number, drawn_from(inputs, number)), done)
    return refused


def _told(rehearsal: Rehearsal, act: Act, done: telling.Answers) -> int:
    """Tell a round; one that a busy machine does not get done in a while is left out, and the others are told."""
    for _ in range(TRIES):
        try:
            return telling.perform(rehearsal, [act], done, _nothing, ROUND_WITHIN_S)
        except (Conflict, Unavailable) as problem:
            log.warning("act.put_off", id=act.act_id, error=problem.code)
            done.pop(act.act_id, None)  # It may have answered before it was undone.
    return 1


def _nothing() -> None:
    """Report nothing: nobody joins here."""


def _is_heard_of(rehearsal: Rehearsal, ids: Collection[str]) -> bool:
    pause, until = threading.Event(), time.monotonic() + HEARD_WITHIN_S
    while time.monotonic() < until:
        if rehearsal.database.raw["members"].count_documents({"_id": {"$in": list(ids)}}) == len(ids):
            return True
        pause.wait(LOOK_S)
    return False
