"""Whom an ad meets, why, and that looking at few is as good as looking at all where few are there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.matching.model.meeting import FEW, MOST_CANDIDATES, Facts, best, candidates, facts_of, meeting
from services.matching.model.wording import telling, words_of
from tests.unit.matching.ads import ad, facts

SAFETY, FALLS, CHART = "topic patient-safety", "word fall", "word chart"
OFFER = facts("offer", "offer", "data", SAFETY)
TOKENS = [f"topic {name}" for name in "abc"] + [f"word {name}" for name in "defghi"]
PLACES = st.sampled_from(["", "wales", "wessex"])
WANTS = st.builds(
    Facts,
    ad_id=st.uuids().map(str),
    author_id=st.sampled_from("xyz"),
    side=st.sampled_from(["want", "offer"]),
    kind=st.sampled_from(["data", "skill"]),
    tokens=st.lists(st.sampled_from(TOKENS), max_size=6, unique=True).map(tuple),
    region=PLACES,
    partnership=PLACES,
    reach=st.sampled_from(["partnership", "region", "uk"]),
)


def told(one: Facts, other: Facts) -> tuple[int, tuple[tuple[str, str], ...]]:
    found = meeting(one, other)
    return (found.points, found.reasons) if found else (0, ())


def shelves(one: Facts, kept: list[Facts]) -> dict[str, list[str]]:
    """Name for each token of an ad who has it, as the database does: the newest first, and one more than are few."""
    found = {token: sorted((each.ad_id for each in kept if token in each.tokens), reverse=True) for token in one.tokens}
    return {token: ad_ids[: FEW + 1] for token, ad_ids in found.items() if ad_ids}


def test_the_same_kind_and_a_topic_are_enough():
    assert told(OFFER, facts("want", "want", "data", SAFETY)) == (6, (("kind", "data"), ("topic", "patient-safety")))


def test_a_topic_alone_is_not_enough():
    assert meeting(OFFER, facts("want", "want", "skill", SAFETY)) is None


def test_words_are_reasons_and_only_four_count():
    words = [f"word {letter}" for letter in "abcdef"]
    points, reasons = told(facts("o", "offer", "skill", *words), facts("w", "want", "data", *words))
    assert (points, [code for code, _ in reasons]) == (8, ["word"] * 4)


def test_nearness_counts_where_who_posts_wants_it():
    here = {"region": "wales", "partnership": "gwent"}
    offer = facts("o", "offer", "skill", SAFETY, FALLS, **here)
    assert meeting(offer, facts("w", "want", "data", SAFETY, FALLS, **here)) is None
    near = told(offer, facts("w", "want", "data", SAFETY, FALLS, reach="partnership", **here))
    assert (near[0], near[1][-1]) == (8, ("partnership", "gwent"))
    region = told(offer, facts("w", "want", "data", SAFETY, FALLS, region="wales", partnership="x", reach="region"))
    assert (region[0], region[1][-1]) == (7, ("region", "wales"))


def test_nearness_is_no_common_ground():
    here = {"region": "wales", "partnership": "gwent", "reach": "partnership"}
    assert meeting(facts("o", "offer", **here), facts("w", "want", **here)) is None


def test_wants_do_not_meet_wants_and_nobody_meets_themselves():
    want = facts("want", "want", "data", SAFETY)
    assert meeting(want, facts("other", "want", "data", SAFETY)) is None
    assert meeting(want, facts("own", "offer", "data", SAFETY, author_id="author of want")) is None
    assert meeting(want, facts("ad", "wanted", "data", SAFETY)) is None


def test_a_wanted_ad_meets_offers_as_a_want_does():
    wanted = facts("ad", "wanted", "data", SAFETY)
    assert meeting(wanted, OFFER)
    assert meeting(OFFER, wanted)


def test_plurals_and_accents_are_one_word_and_common_words_tell_nothing():
    assert words_of("Falls, fall and stress: Siân’s wards") == ["fall", "and", "stress", "sian", "ward"]
    assert telling("We need help with falls", "Our team wants run charts", 3) == ["fall", "run", "chart"]


def test_an_ad_is_met_by_its_topics_and_its_telling_words():
    found = facts_of(ad(topics=["patient-safety"], title="Falls", text="Charts of falls"))
    assert found.tokens == (SAFETY, FALLS, CHART)


@given(WANTS, st.lists(WANTS, max_size=30, unique_by=lambda each: each.ad_id))
def test_a_meeting_is_mutual(one: Facts, others: list[Facts]):
    for other in others:
        there, back = meeting(one, other), meeting(other, one)
        assert (there is None) == (back is None)
        assert there is None or back is None or (there.points, there.reasons) == (back.points, back.reasons)


@given(WANTS, st.lists(WANTS, max_size=30, unique_by=lambda each: each.ad_id))
def test_the_index_finds_what_a_look_at_all_finds(one: Facts, others: list[Facts]):
    chosen = candidates(shelves(one, others))
    assert best(one, [each for each in others if each.ad_id in chosen]) == best(one, others)
    assert len(chosen) == len(set(chosen))


@pytest.mark.parametrize("many", [FEW - 1, FEW, FEW + 1, FEW + 50])
def test_of_few_all_are_looked_at_and_of_more_those_that_share_most(many: int):
    some = [37 * place % (2 ** len(TOKENS) - 1) + 1 for place in range(many)]
    kept = [[token for bit, token in enumerate(TOKENS) if number >> bit & 1] for number in some]
    others = [facts(f"{place:03}", "want", "data", *tokens) for place, tokens in enumerate(kept)]
    chosen = candidates(shelves(facts("one", "offer", "data", *TOKENS), others))
    points = {each.ad_id: sum(3 if token in TOKENS[:3] else 2 for token in each.tokens) for each in others}
    if len(others) <= FEW:
        assert sorted(chosen) == [each.ad_id for each in others]
    else:
        left_out = points.keys() - set(chosen)
        assert len(chosen) == MOST_CANDIDATES
        assert max((points[each], each) for each in left_out) < min((points[each], each) for each in chosen)
