"""Scoring invented examples, to see how far one's own scale is from the others' (clauses 13 to 15)."""

from __future__ import annotations

from collections.abc import Mapping

from bus.actor import Actor
from bus.database import Work
from services.directory import policies, store
from services.directory.actions.rules import keeping_rules
from services.directory.errors import Missing
from services.directory.model import CRITERIA
from services.directory.views import View


@keeping_rules
def score_example(work: Work, actor: Actor, example: str, scores: Mapping[str, int | None]) -> View:
    """Give scores to an example, once. Raises `NotAllowed`, `Missing`, `already_final`."""
    policies.require(policies.may_calibrate(store.roles_of(work, actor)))
    missing = tuple(f"/scores/{name}" for name in CRITERIA if scores.get(name) is None)
    if missing:
        raise Missing(missing)
    given = {name: score for name in CRITERIA if (score := scores[name]) is not None}
    store.save_calibration(work, actor.id, example, given)
    store.record(work, actor, "example.scored", example)
    return {"example": example, "scores": given}
