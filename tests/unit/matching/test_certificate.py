"""A certificate says what a draw is, also of one that broke the rules."""

from services.matching.model import Bound, Draw, Inputs, Traits, certify

ANNE = Traits("anne", "eastern", "a", "carer", frozenset({"cancer"}))
BEN = Traits("ben", "eastern", "b", "carer", frozenset({"cancer"}))
CARL = Traits("carl", "wessex", "b", "manager")
DORA = Traits("dora")
ALL = (ANNE, BEN, CARL, DORA)
MOST = Bound("exact", 10)


def test_it_counts_groups_points_and_how_close_they_come_to_the_bound():
    said = certify(Inputs(ALL[:3]), Draw((("anne", "ben", "carl"),), (), MOST))
    assert (said.people, said.pairs, said.trios, said.left_out, said.everyone_once) == (3, 0, 1, 0, True)
    assert (said.points, said.optimum_ratio) == ((5 + 8 + 5) / 2, 0.9)


def test_it_says_how_many_meetings_cross_a_boundary():
    said = certify(Inputs(ALL), Draw((("anne", "ben"), ("carl", "dora")), (), MOST))
    assert (said.cross_boundary_share, said.other_region_share, said.other_organisation_share) == (0.5, 0, 0.5)
    assert certify(Inputs(ALL), Draw((("anne", "carl"),), (), MOST)).other_background_share == 1


def test_it_sees_repeats_and_a_broken_exclusion():
    inputs = Inputs(ALL, excluded=frozenset({("anne", "ben")}), met=frozenset({("carl", "dora")}))
    said = certify(inputs, Draw((("anne", "ben"), ("carl", "dora")), (), MOST))
    assert (said.repeats, said.exclusions_held) == (1, False)


def test_it_sees_who_is_missing_and_who_is_there_twice():
    assert not certify(Inputs(ALL), Draw((("anne", "ben"),), ("carl",), MOST)).everyone_once
    assert not certify(Inputs(ALL), Draw((("anne", "ben"), ("anne", "carl")), ("dora",), MOST)).everyone_once
    assert certify(Inputs(ALL), Draw((("anne", "ben"),), ("carl", "dora"), MOST)).everyone_once


def test_a_round_of_nobody_is_as_good_as_can_be():
    said = certify(Inputs(()), Draw((), (), Bound("exact", 0)))
    assert (said.optimum_ratio, said.cross_boundary_share, said.everyone_once) == (1, 0, True)
