"""Whom to meet: what the index finds is held against a plain sum of the reasons for everybody."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from services.directory.model import FILTERS, findable, sort_key, turn_of, wish_of
from services.directory.store.index import MemberIndex
from tests.unit.directory.people import NOW, profile

OFFERS = ("mentoring", "visits", "co-design")
VALUES = {each.name: each.values_of for each in FILTERS}
TOPICS = st.lists(st.sampled_from(["cancer", "diabetes", "falls", "sepsis"]), unique=True, max_size=4)
PROFILES = st.builds(
    lambda topics, interests, region, background, organisation, offers, text: profile(
        topics=topics, interests=interests, region=region, background=background, offers=offers, looking_for=text
    ).belonging_to(organisation, ""),
    TOPICS,
    TOPICS,
    st.sampled_from(["wales", "scotland"]),
    st.sampled_from(["", "researcher", "manager"]),
    st.sampled_from(["", "riverside", "hillside"]),
    st.lists(st.sampled_from(OFFERS), unique=True, max_size=2),
    st.sampled_from(["", "A mentor, please.", "Somewhere to visit; design."]),
)


def index_of(profiles):
    keys = [sort_key(f"Member {number}", f"{number:02}") for number in range(len(profiles))]
    index = MemberIndex(keys)
    for number, each in enumerate(profiles):
        index.fill(f"{number:02}", {"members": findable(each, {})})
    index.settle()
    return index


def scored(wish, each):
    """Return whether there is shared ground, and the sum of all reasons."""
    reasons = wish.reasons(lambda name: VALUES[name](each))
    grounds = {ground.code for ground in wish.grounds}
    return any(reason.code in grounds for reason in reasons), sum(reason.weight for reason in reasons)


@settings(max_examples=60)
@given(PROFILES, st.lists(PROFILES, max_size=12), st.integers(0, 2**32), st.integers(0, 12))
def test_the_index_finds_those_whose_reasons_weigh_most(mine, others, turn, limit):
    wish = wish_of(mine, OFFERS)
    found = index_of(others).best("members", wish, ["00"], limit, turn)
    weights = sorted((scored(wish, each) for each in others[1:]), reverse=True)
    assert [scored(wish, others[int(each)]) for each in found] == weights[:limit]
    assert len(set(found)) == len(found)


def test_those_who_fit_alike_take_turns():
    mine, others = profile(topics=["cancer"]), [profile(topics=["cancer"])] * 5
    index, wish = index_of(others), wish_of(mine, OFFERS)
    first = [index.best("members", wish, [], 2, turn) for turn in range(5)]
    assert first == [["00", "01"], ["01", "02"], ["02", "03"], ["03", "04"], ["04", "00"]]


def test_turns_differ_by_member_and_change_with_the_week():
    turns = {turn_of(who, NOW + timedelta(days=7 * week)) for who in ("ana", "bea") for week in range(3)}
    assert len(turns) == 6
    assert turn_of("ana", NOW) == turn_of("ana", NOW + timedelta(days=1))


def test_reasons_are_codes_with_the_values_that_they_name():
    mine = profile(topics=["cancer", "falls"], interests=["sepsis"], looking_for="A mentor.")
    theirs = profile(topics=["cancer", "sepsis"], region="scotland", offers=["mentoring", "visits"])
    reasons = wish_of(mine, OFFERS).reasons(lambda name: VALUES[name](theirs))
    assert {reason.code: reason.values for reason in reasons} == {
        "shared_topics": ("cancer",),
        "knows_your_interests": ("sepsis",),
        "offers_what_you_seek": ("mentoring",),
        "other_region": ("scotland",),
    }


def test_what_is_not_known_is_no_difference():
    mine = profile(topics=["cancer"]).belonging_to("riverside", "")
    reasons = wish_of(mine, OFFERS).reasons(lambda name: VALUES[name](profile(topics=["cancer"], background="")))
    assert [reason.code for reason in reasons] == ["shared_topics"]
