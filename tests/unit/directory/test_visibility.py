"""Field by field, nobody reads, finds or is told what a member hides from them."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.directory import events, reference, views
from services.directory.model import AUDIENCES, HIDEABLE, LEVELS, findable, members_alone_see, seen_by
from tests.unit.directory.people import EVERYTHING, nominated, recognised

LETTERS = {
    "organisation": ("Riverside", "Hillside"),
    "background": ("frontline-staff",),
    "topics": ("mental-health", "patient-safety"),
    "interests": ("digital-care",),
    "biography": ("Runs a falls programme.",),
    "offers": ("mentoring", "An hour a month."),
    "looking_for": ("A partner in measurement.",),
    "links": ("falls.example.org",),
}
"""What gives each field away, wherever it turns up."""

REASON = "patient-safety", "For the falls programme."
TOPIC_NAMES = {topic.slug: topic.name for topic in reference.TOPICS}

entries = st.builds(
    lambda visibility, shown_to: recognised(**EVERYTHING | {"visibility": visibility, "shown_to": shown_to}),
    st.sampled_from(AUDIENCES),
    st.dictionaries(st.sampled_from(sorted(HIDEABLE)), st.sampled_from(LEVELS)),
)


def sees(member, name, audience):
    """Say by hand whether an audience may see a field."""
    levels = (member.profile.visibility, member.profile.shown_to.get(name, "public"))
    return all(level == "public" or (level == "members" and audience == "members") for level in levels)


def found_by(member, audience):
    seen = seen_by(member, audience)
    if seen is None:
        return set()
    by = findable(seen, TOPIC_NAMES)
    return by.begun | by.whole | {f"{name}:{value}" for name, values in by.values.items() for value in values}


def card(member, audience):
    seen = seen_by(member, audience)
    return views.member_card(member.member_id, seen) if seen else None


@given(entries, st.sampled_from(AUDIENCES))
def test_each_audience_reads_what_is_for_it_and_nothing_else(member, audience):
    member.recognitions = []
    read = json.dumps([views.member(member, audience), card(member, audience)])
    for name, signs in LETTERS.items():
        assert {sign in read for sign in signs} == {sees(member, name, audience)}


@given(entries)
def test_the_bus_carries_what_members_see_and_says_what_of_it_the_public_must_not(member):
    member.recognitions = []
    told = events.member_state(member)
    for name, signs in LETTERS.items():
        assert {sign in json.dumps(told) for sign in signs} == {sees(member, name, "members")}
        if told["visibility"] == "public":
            is_for_members_alone = sees(member, name, "members") and not sees(member, name, "public")
            fields = {*HIDEABLE[name], *(["organisations"] if name == "organisation" else [])}
            assert {field in told["hidden_from_public"] for field in fields} == {is_for_members_alone}


@given(entries, st.sampled_from(AUDIENCES))
def test_nobody_is_found_by_what_they_hide(member, audience):
    found = found_by(member, audience)
    signs = {
        "organisation": {"riverside"},
        "background": {"background:frontline-staff"},
        "topics": {"topic:mental-health", "mental"},
        "interests": {"interest:digital-care", "digital"},
        "biography": {"falls"},
        "offers": {"offer:mentoring", "hour"},
        "looking_for": {"partner", "measurement"},
    }
    for name, words in signs.items():
        assert {word in found for word in words} == {sees(member, name, audience)}


@given(entries)
def test_the_public_never_sees_more_than_members(member):
    public, members = (views.member(member, audience) for audience in AUDIENCES)
    assert [name for name, value in public.items() if value and value != members[name]] == []
    assert found_by(member, "public") <= found_by(member, "members")


@given(entries, st.sampled_from(AUDIENCES))
def test_a_recognition_is_seen_with_the_entry_unless_its_member_declines(member, audience):
    seen = sees(member, "name", audience)
    assert (REASON[1] in json.dumps(views.member(member, audience))) == seen
    member.recognitions[0]["shown"] = False
    assert REASON[1] not in json.dumps([views.member(member, audience), events.member_state(member)])


@given(entries, st.sampled_from(AUDIENCES))
def test_nobody_else_is_told_who_sees_what_is_hidden(member, audience):
    assert "shown_to" not in views.member(member, audience)
    assert not member.seen_by(audience).profile.shown_to


@given(entries)
def test_one_sees_all_of_ones_own_entry(member):
    own = json.dumps(views.own_profile(member))
    assert all(sign in own for signs in LETTERS.values() for sign in signs)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_of_who_has_not_confirmed_nobody_sees_anything(audience):
    hidden = nominated().seen_by(audience)
    assert (hidden.profile.name, hidden.organisations) == ("", [])


def test_nothing_is_marked_when_everything_is_for_everyone():
    assert members_alone_see(recognised().profile) == []


def test_saying_who_sees_one_field_leaves_the_others_as_they_were():
    member = recognised(shown_to={"biography": "nobody"})
    assert member.profile.changed({"shown_to": {"links": "members"}}).shown_to == {
        "biography": "nobody",
        "links": "members",
    }
    assert member.profile.changed({"shown_to": None}).shown_to == {"biography": "nobody"}
