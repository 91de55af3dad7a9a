"""Rounds to draw, ways to draw them, and what looking at every single way finds."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import combinations
from unittest.mock import patch

from hypothesis import strategies as st

from services.matching.drawing import blocks, bounds, candidates, pairing, tiny
from services.matching.drawing.rounds import draw
from services.matching.drawing.table import Table
from services.matching.drawing.wire import write_round
from services.matching.model import Draw, Inputs, Traits, pair_of, score_of

Value = tuple[int, int, int, float]
"""Of a draw: how many are left out, trios, repeats, and its score."""


def table(inputs: Inputs, seed: int = 1) -> Table:
    return Table.read(write_round(inputs, seed))


def drawn(inputs: Inputs, seed: int = 1) -> Draw:
    return draw(table(inputs, seed))


def people(many: int, **traits: str) -> tuple[Traits, ...]:
    return tuple(Traits(f"p{number:04}", **traits) for number in range(many))


def everybody_met(everyone: tuple[Traits, ...]) -> frozenset[tuple[str, str]]:
    return frozenset(pair_of(one.person_id, other.person_id) for one, other in combinations(everyone, 2))


@contextmanager
def as_when_large(**sizes: int) -> Iterator[None]:
    """Draw a small round as larger ones are drawn: not in every way, and if asked for over likely pairs, in blocks."""
    where = {"few": (pairing, "FEW"), "each": (candidates, "EACH"), "size": (blocks, "SIZE")}
    with ExitStack() as stack:
        stack.enter_context(patch.object(tiny, "MOST", 0))
        for name, size in sizes.items():
            for module, constant in [where[name]] if name in where else []:
                stack.enter_context(patch.object(module, constant, size))
        for module in (blocks, bounds) if "largest" in sizes else ():
            stack.enter_context(patch.object(module, "LARGEST", sizes["largest"]))
        yield


words = st.sampled_from(["", "a", "b"])


@st.composite
def rounds(drawing: st.DrawFn, most: int, step: int = 1, least: int = 0) -> Inputs:
    """Return up to so many people, some of whom met or may not meet."""
    many = drawing(st.integers(least, most // step)) * step
    everyone = tuple(
        Traits(f"p{number}", *drawing(st.tuples(words, words, words)), drawing(st.frozensets(st.sampled_from("vwxyz"))))
        for number in range(many)
    )
    pairs = sorted(everybody_met(everyone))
    some = st.frozensets(st.sampled_from(pairs)) if pairs else st.just(frozenset())
    return Inputs(everyone, excluded=drawing(some), met=drawing(some))


def value(inputs: Inputs, groups: list[tuple[str, ...]]) -> Value:
    """Return how good a draw is: the less of each the better, but the more of the last."""
    known = {person.person_id: person for person in inputs.people}
    sizes = [len(group) for group in groups]
    meetings = [pair_of(*pair) for group in groups for pair in combinations(group, 2)]
    repeats = sum(meeting in inputs.met for meeting in meetings)
    points = sum(score_of([known[one] for one in group]) for group in groups)
    return len(known) - sum(sizes), sizes.count(3), repeats, points


def best_value(inputs: Inputs) -> Value:
    """Look at every way there is."""
    everyone = [person.person_id for person in inputs.people]
    found = [value(inputs, ways) for ways in _ways(everyone, inputs.excluded)]
    return min(found, key=lambda each: (*each[:3], -each[3]))


def _ways(waiting: list[str], excluded: frozenset[tuple[str, str]]) -> Iterator[list[tuple[str, ...]]]:
    if not waiting:
        yield []
        return
    first, *rest = waiting
    for others in [(), *combinations(rest, 1), *combinations(rest, 2)]:
        group = (first, *others)
        if all(pair_of(*pair) not in excluded for pair in combinations(group, 2)):
            for after in _ways([one for one in rest if one not in others], excluded):
                yield [group, *after] if others else after
