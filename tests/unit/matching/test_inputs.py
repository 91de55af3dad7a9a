"""What a round was drawn from comes back as it was, and forgets whoever asks for it."""

from hypothesis import given
from hypothesis import strategies as st

from services.matching.model.draw import Bound, Draw, Inputs, pair_of
from services.matching.model.inputs import Frozen
from services.matching.model.score import Traits

IDS = st.sampled_from([f"p{number}" for number in range(12)])
PAIRS = st.frozensets(st.tuples(IDS, IDS).filter(lambda two: two[0] != two[1]).map(lambda two: pair_of(*two)))
PEOPLE = st.sets(IDS, min_size=1).map(lambda ids: tuple(Traits(each, "wales") for each in sorted(ids, reverse=True)))


@given(PEOPLE, PAIRS, PAIRS)
def test_inputs_are_the_same_after_they_were_frozen(
    people: tuple[Traits, ...], apart: frozenset, met: frozenset
) -> None:
    inputs, here = Inputs(people, apart, met), {each.person_id for each in people}
    again = Frozen.of("round", inputs).inputs()
    assert set(again.people) == set(people)
    assert again.excluded == {two for two in apart if set(two) <= here}
    assert again.met == {two for two in met if set(two) <= here}


def drawn(*groups: tuple[str, ...]) -> Draw:
    return Draw(groups, (), Bound("exact", 0))


def test_a_draw_is_compared_by_who_meets_whom_not_by_order() -> None:
    people = tuple(Traits(each) for each in "abcd")
    frozen = Frozen.of("round", Inputs(people))
    assert not frozen.gives(drawn(("a", "b"), ("c", "d")))
    frozen = frozen.drawn(drawn(("a", "b"), ("c", "d")))
    assert frozen.gives(drawn(("d", "c"), ("b", "a")))
    assert not frozen.gives(drawn(("a", "c"), ("b", "d")))


def test_who_is_forgotten_leaves_an_empty_place() -> None:
    frozen = Frozen.of("round", Inputs((Traits("a", "wales"), Traits("b")), frozenset({("a", "b")})))
    frozen = frozen.drawn(drawn(("a", "b"))).without("a")
    assert (frozen.people, frozen.groups, frozen.erased) == ((Traits(""), Traits("b")), ((0, 1),), 1)
