"""People who differ and share some ground are worth bringing together (Clause 48)."""

import numpy as np
from hypothesis import given

from services.matching.model import Traits, score
from services.matching.model.score import HIGHEST
from tests.unit.matching.rounds import rounds, table

NURSE = Traits("n", "eastern", "a hospital", "frontline-staff", frozenset({"cancer", "diabetes", "surgery", "flow"}))


def test_being_of_another_region_organisation_and_background_counts_and_so_does_each_shared_topic():
    other = Traits("o", "wessex", "a charity", "researcher", frozenset({"cancer"}))
    assert score(NURSE, other) == 3 + 3 + 2 + 2


def test_no_more_than_three_topics_count():
    assert score(NURSE, Traits("o", "wessex", "a charity", "researcher", NURSE.topics)) == HIGHEST == 14


def test_two_of_a_kind_are_worth_their_topics_alone():
    assert score(NURSE, Traits("o", "eastern", "a hospital", "frontline-staff", frozenset({"flow"}))) == 2


def test_what_is_not_known_of_somebody_is_never_other():
    assert score(NURSE, Traits("o")) == score(Traits("o"), Traits("p")) == 0


@given(rounds(6))
def test_it_is_the_same_whoever_is_named_first_and_however_many_are_counted_at_once(inputs):
    everyone = np.arange(len(inputs.people))
    counted = table(inputs).scores(everyone, everyone).tolist()
    assert counted == [[score(one, other) for other in inputs.people] for one in inputs.people]
    assert counted == [[score(other, one) for other in inputs.people] for one in inputs.people]
