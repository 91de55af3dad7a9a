"""What a round was drawn from, kept small and erasable: people in order, and pairs by their places (clause 44)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from services.matching.model.draw import Draw, Inputs, Pair
from services.matching.model.score import Traits

Places = tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Frozen:
    """Hold the inputs of a round, and what was drawn of them. Who is erased leaves an empty place.

    After an erasure the pairs of those who are left can still be read, but nothing is drawn anew from what is not
    whole: another draw of fewer people proves nothing.
    """

    round_id: str
    people: tuple[Traits, ...]
    excluded: Places
    met: Places
    groups: Places | None = None
    erased: int = 0

    @classmethod
    def of(cls, round_id: str, inputs: Inputs) -> Frozen:
        """Freeze inputs; pairs that name somebody else are left out."""
        people = tuple(sorted(inputs.people, key=lambda each: each.person_id))
        places = {each.person_id: place for place, each in enumerate(people)}
        return cls(round_id, people, _places(inputs.excluded, places), _places(inputs.met, places))

    def inputs(self) -> Inputs:
        """Return what is drawn from."""
        return Inputs(self.people, self._pairs(self.excluded), self._pairs(self.met))

    def drawn(self, draw: Draw) -> Frozen:
        """Keep what was drawn beside it."""
        places = {each.person_id: place for place, each in enumerate(self.people)}
        return replace(self, groups=_places(draw.groups, places))

    def gives(self, draw: Draw) -> bool:
        """Say whether a draw is the one that was kept."""
        return self.groups is not None and self.drawn(draw).groups == self.groups

    def without(self, person_id: str) -> Frozen:
        """Hold nothing of somebody any more."""
        people = tuple(Traits("") if each.person_id == person_id else each for each in self.people)
        return replace(self, people=people, erased=self.erased + 1)

    def _pairs(self, places: Places) -> frozenset[Pair]:
        return frozenset((self.people[one].person_id, self.people[other].person_id) for one, other in places)


def _places(groups: Iterable[tuple[str, ...]], places: dict[str, int]) -> Places:
    known = (group for group in groups if all(each in places for each in group))
    return tuple(sorted(tuple(sorted(places[each] for each in group)) for group in known))
