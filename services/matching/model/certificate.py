"""What is certified of a draw: that it kept the rules, and how good it is (clauses 44, 48)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from services.matching.model.draw import Bound, Draw, Inputs
from services.matching.model.score import Traits, is_other, score_of

BOUNDS = {
    "exact": "the best score of all: every way was looked at, or an exact solver looked at every pair",
    "prices": "half the sum of prices, one a person, such that no two who may meet score more than half of both",
    "halves": "half the sum of each person's best score with anybody whom they may meet",
}
"""What a draw cannot exceed, by its name: of draws without repeats, where it has none itself."""


@dataclass(frozen=True)
class Certificate:
    """Say what a draw is; shares are of all meetings, of which a pair is one and a trio three."""

    people: int
    everyone_once: bool
    """Whether everybody is in one group, or named as left out."""
    pairs: int
    trios: int
    left_out: int
    repeats: int
    exclusions_held: bool
    cross_boundary_share: float
    """Of another region, organisation or background: any of them."""
    other_region_share: float
    other_organisation_share: float
    other_background_share: float
    points: float
    bound: Bound
    optimum_ratio: float
    """How much of the bound the draw reaches: 1 is the best there is."""


def certify(inputs: Inputs, draw: Draw) -> Certificate:
    """Look at a draw, and at nothing of how it was made."""
    people = {person.person_id: person for person in inputs.people}
    meetings = list(draw.meetings())
    met = [(people[one], people[other]) for one, other in meetings]
    sizes = [len(group) for group in draw.groups]
    points = sum(score_of([people[one] for one in group]) for group in draw.groups)
    return Certificate(
        people=len(people),
        everyone_once=sorted(chain(*draw.groups, draw.left_out)) == sorted(people),
        pairs=sizes.count(2),
        trios=sizes.count(3),
        left_out=len(draw.left_out),
        repeats=sum(meeting in inputs.met for meeting in meetings),
        exclusions_held=inputs.excluded.isdisjoint(meetings),
        cross_boundary_share=_share(_is_across(one, other) for one, other in met),
        other_region_share=_share(is_other(one.region, other.region) for one, other in met),
        other_organisation_share=_share(is_other(one.organisation, other.organisation) for one, other in met),
        other_background_share=_share(is_other(one.background, other.background) for one, other in met),
        points=points,
        bound=draw.bound,
        optimum_ratio=points / draw.bound.points if draw.bound.points else 1.0,
    )


def _is_across(one: Traits, other: Traits) -> bool:
    here, there = (one.region, one.organisation, one.background), (other.region, other.organisation, other.background)
    return any(map(is_other, here, there))


def _share(held: Iterable[bool]) -> float:
    each = list(held)
    return sum(each) / len(each) if each else 0.0
