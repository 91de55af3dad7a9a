"""How a round goes to the program that draws it, and how its draw comes back: no ids but once, pairs as numbers."""

from __future__ import annotations

import json
import time
from array import array
from collections.abc import Iterable, Iterator, Mapping

from services.matching.model.draw import Bound, Draw, Inputs, Pair

GIVE_WAY_EVERY = 10_000
"""After so many pairs others of our process have a turn: a large round has a million of them."""
INTEGERS = "i"


def write_round(inputs: Inputs, seed: int) -> bytes:
    """Write a round: a line of JSON, then where both of each pair stand among the people, who met and who may not."""
    people = sorted(inputs.people, key=lambda person: person.person_id)
    place = {person.person_id: number for number, person in enumerate(people)}
    met, excluded = _ends(inputs.met, place), _ends(inputs.excluded, place)
    rows = [[each.person_id, each.region, each.organisation, each.background, sorted(each.topics)] for each in people]
    head = json.dumps({"seed": seed, "met": len(met), "people": rows})
    return b"".join([head.encode(), b"\n", met.tobytes(), excluded.tobytes()])


def write_draw(draw: Draw) -> bytes:
    """Write what was drawn."""
    bound = {"name": draw.bound.name, "points": draw.bound.points}
    return json.dumps({"groups": draw.groups, "left_out": draw.left_out, "bound": bound}).encode()


def read_draw(data: bytes) -> Draw:
    """Read what was drawn."""
    answer = json.loads(data)
    return Draw(tuple(map(tuple, answer["groups"])), tuple(answer["left_out"]), Bound(**answer["bound"]))


def _ends(pairs: Iterable[Pair], place: Mapping[str, int]) -> array[int]:
    """Return where both of each pair stand; a pair that names somebody else is left out."""
    return array(INTEGERS, _places(pairs, place))


def _places(pairs: Iterable[Pair], place: Mapping[str, int]) -> Iterator[int]:
    for number, (one, other) in enumerate(pairs):
        if number % GIVE_WAY_EVERY == 0:
            time.sleep(0)  # Waits for no time: only lets others have their turn.
        if one in place and other in place and one != other:
            yield place[one]
            yield place[other]
