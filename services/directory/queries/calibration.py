"""Reading the examples, and how far assessors agree about them (clauses 13 to 15)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict

from bus.actor import Actor
from bus.database import Read
from services.directory import policies, store
from services.directory.examples import EXAMPLES, Example
from services.directory.model import CRITERIA, agreement
from services.directory.views import View

_REFERENCE = {example.slug: example.scores for example in EXAMPLES}

Answers = Iterable[tuple[str, Mapping[str, int]]]


def list_examples(read: Read, actor: Actor) -> View:
    """List the examples, those one has scored, and how far one agrees with the reference. Raises `NotAllowed`."""
    policies.require(policies.may_calibrate(store.roles_of(read, actor)))
    mine = store.find_calibrations(read, actor.id)
    rows = [{"slug": each.slug, "title": each.title, "scored": each.slug in mine} for each in EXAMPLES]
    return {"items": rows, "agreement": _agreement(mine.items())}


def get_example(read: Read, actor: Actor, example: str) -> View:
    """Read one example; the reference scores, and the panel's, only after one's own. Raises `NotAllowed`."""
    roles = store.roles_of(read, actor)
    policies.require(policies.may_calibrate(roles))
    shown = next(each for each in EXAMPLES if each.slug == example)
    mine = store.find_calibrations(read, actor.id).get(example)
    return _text(shown) | {"mine": mine} | (_revealed(read, actor, roles, shown) if mine else {})


def panel_agreement(read: Read, assessor_ids: Iterable[str]) -> View:
    """Compare what the assessors of a panel scored with the reference."""
    answers = store.list_calibrations(read, list(assessor_ids), list(_REFERENCE))
    return _agreement(answers)


def _text(example: Example) -> View:
    text = asdict(example)
    del text["scores"], text["reasons"]
    return text


def _revealed(read: Read, actor: Actor, roles: policies.Roles, example: Example) -> View:
    """Show the reference, and how many of one's colleagues gave which score; never who."""
    regions = sorted(role.region for role in roles if role.region)
    sitting = {each for region in regions for each in store.list_panel(read, region, "assessor")}
    others = [scores for _, scores in store.list_calibrations(read, sitting - {actor.id}, [example.slug])]
    panel = {name: [[scores[name] for scores in others].count(point) for point in range(1, 5)] for name in CRITERIA}
    return {"reference": example.scores, "reasons": example.reasons, "panel": panel}


def _agreement(answers: Answers) -> View:
    given = [(scores, _REFERENCE[slug]) for slug, scores in answers if slug in _REFERENCE]
    return {
        name: asdict(agreement([(scores[name], reference[name]) for scores, reference in given])) for name in CRITERIA
    }
