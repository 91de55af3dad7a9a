"""Two or three in a coffee: what they say, who leaves, who joins, what is forgotten."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.matching.model.pair import ANSWERS, MOST, Pair
from services.matching.model.rules import RuleBroken
from services.matching.model.survey import Survey
from tests.unit.matching.coffees import NOW, pair

PEOPLE = ("ana", "ben", "cem", "dee")
ACTS = st.one_of(
    st.tuples(st.just("answer"), st.sampled_from(PEOPLE), st.sampled_from(ANSWERS)),
    st.tuples(st.sampled_from(["lose", "admit", "agree", "forget"]), st.sampled_from(PEOPLE), st.just("")),
    st.tuples(st.sampled_from(["end", "ask"]), st.just(""), st.just("")),
)


def act(one: Pair, verb: str, person_id: str, answer: str) -> None:
    given_ = {"answer": (person_id, answer, NOW), "end": (), "ask": ()}.get(verb, (person_id,))
    getattr(one, verb)(*given_)


@given(st.lists(ACTS, max_size=15))
def test_whatever_happens_a_live_pair_is_of_two_or_three_and_speaks_of_them_alone(acts: list[tuple[str, ...]]) -> None:
    one = pair("ana", "ben")
    for verb, person_id, answer in acts:
        before = (one.people, one.state)
        try:
            act(one, verb, person_id, answer)
        except RuleBroken:
            assert (one.people, one.state) == before
        if verb != "forget":
            assert not one.is_live or 2 <= len(one.people) <= MOST
        assert len(set(one.people)) == len(one.people)
        assert set(one.agreed) <= set(one.people)
        assert set(one.answers) <= {*one.people, *one.gone}
        if verb == "forget":
            return


@given(st.lists(ACTS, max_size=15), st.sampled_from(PEOPLE))
def test_who_is_forgotten_stands_nowhere(acts: list[tuple[str, ...]], person_id: str) -> None:
    one = pair("ana", "ben", "cem")
    for each in acts:
        try:
            act(one, *each)
        except RuleBroken:
            continue
    one.forget(person_id)
    assert person_id not in {*one.people, *one.gone, *one.agreed, *one.answers}


def test_who_has_met_cannot_call_it_off() -> None:
    one = pair("ana", "ben")
    one.answer("ana", "met", NOW)
    for who in ("ana", "ben"):
        with pytest.raises(RuleBroken, match=r"^you_have_met$"):
            one.answer(who, "will_not", NOW)
    one.answer("ana", "not_yet", NOW)
    one.answer("ben", "will_not", NOW)


def test_nobody_calls_off_a_coffee_of_a_round_that_is_over_but_may_still_say_that_they_met() -> None:
    one = pair("ana", "ben")
    one.end()
    with pytest.raises(RuleBroken, match=r"^round_is_over$"):
        one.answer("ana", "will_not", NOW)
    one.answer("ana", "met", NOW)
    assert one.has_met


def test_a_trio_goes_on_as_two_and_a_pair_is_over() -> None:
    trio, two = pair("ana", "ben", "cem"), pair("ana", "ben")
    assert (trio.lose("ben"), trio.state, trio.gone) == (("ana", "cem"), "live", ("ben",))
    assert (two.lose("ben"), two.state) == (("ana",), "over")
    with pytest.raises(RuleBroken, match=r"^pair_is_over$"):
        two.answer("ana", "met", NOW)


def test_a_third_joins_only_two_who_know_of_each_other_and_have_not_met() -> None:
    unknown, met, full = pair("ana", "ben", announced_at=None), pair("ana", "ben"), pair("ana", "ben", "cem")
    met.answer("ana", "met", NOW)
    for each in (unknown, met, full):
        with pytest.raises(RuleBroken, match=r"^pair_is_full$"):
            each.admit("dee")
    two = pair("ana", "ben")
    two.admit("dee")
    assert two.people == ("ana", "ben", "dee")


def test_titles_are_shown_when_everybody_has_agreed() -> None:
    one = pair("ana", "ben")
    one.agree("ana")
    assert not one.have_all_agreed
    one.agree("ben")
    assert one.have_all_agreed
    one.announced_at = NOW
    one.admit("cem")
    assert not one.have_all_agreed


def test_who_said_that_they_met_is_not_asked_again() -> None:
    one = pair("ana", "ben")
    one.answer("ana", "met", NOW)
    one.answer("ben", "not_yet", NOW)
    assert (one.ask(), one.asked) == (("ben",), 1)


@given(st.lists(st.tuples(st.booleans(), st.booleans(), st.booleans()), min_size=1, max_size=6))
def test_a_benefit_is_told_when_there_is_one_and_when_it_is_taken_back(said: list[tuple[bool, bool, bool]]) -> None:
    survey = Survey("answer", "pair", "round", "ana", ("ben",), False, False, False, "", NOW)
    was = False
    for ideas, together, beneficial in said:
        answer = {"new_ideas": ideas, "collaboration": together, "beneficial": beneficial, "words": "w"}
        assert survey.say(answer, NOW) == (beneficial or was)
        assert survey.gave == ["new_idea"] * ideas + ["collaboration"] * together
        was = beneficial
