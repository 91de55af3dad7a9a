"""The index in memory finds, counts and pages as a plain look at everyone does, whatever comes, changes and goes."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.directory.model import AUDIENCES, LEVELS, Lists, Member, Search, sort_key
from services.directory.store import index as index_of
from services.directory.store.choices import BEGUN
from services.directory.store.index import MemberIndex, Place
from services.directory.store.search import found_by
from tests.unit.directory.people import NOW, profile
from tests.unit.directory.scan import scan

NAMES = ("Ana Jones", "Bea O’Brien", "Siân Jones", "Ana Łoś", "Joan Jonas", "Bo", "Cai Obrien-Los")
WORDS = ("jones", "joness", "jnoes", "jonas", "o'brien", "brien", "obriem", "an", "a", "sian", "falls", "fals", "ward",
         "wadr", "nobody", "los", "jo")  # fmt: skip
REGIONS, TOPICS = ("wales", "scotland"), ("cancer", "falls", "mental-health")

LISTS = Lists(BEGUN)
LEVEL = st.sampled_from(LEVELS)


@st.composite
def members(draw: Any, number: int) -> Member:
    member = Member(f"m{number}")
    given = {
        "name": draw(st.sampled_from(NAMES)),
        "role": draw(st.sampled_from(("Ward sister", "Midwife"))),
        "organisation": draw(st.sampled_from(("", "Jonah Trust"))),
        "biography": draw(st.sampled_from(("", "Falls, wards."))),
        "region": draw(st.sampled_from(REGIONS)),
        "topics": draw(st.lists(st.sampled_from(("cancer", "mental-health")), max_size=2, unique=True)),
        "visibility": draw(st.sampled_from(AUDIENCES)),
        "shown_to": draw(st.dictionaries(st.sampled_from(("organisation", "biography", "topics")), LEVEL, max_size=2)),
    }
    member.join(profile(**given), NOW)
    member.belong(*draw(st.sampled_from((("", ""), ("jonah", "charity"), ("severn", "network")))))
    return member


searches = st.builds(
    Search,
    st.lists(st.sampled_from(WORDS), max_size=3).map(" ".join),
    st.fixed_dictionaries(
        {},
        optional={
            "region": st.sampled_from(REGIONS),
            "topic": st.sampled_from(TOPICS),
            "background": st.just("frontline-staff"),
            "organisation": st.sampled_from(("jonah", "severn", "nothing")),
            "kind": st.just("network"),
        },
    ),
)


@st.composite
def histories(draw: Any) -> tuple[list[Member], list[tuple[str, Member]]]:
    first = [draw(members(number)) for number in range(draw(st.integers(0, 8)))]
    kinds = st.sampled_from(("put", "take_out"))
    later = [(draw(kinds), draw(members(draw(st.integers(0, 11))))) for _ in range(draw(st.integers(0, 8)))]
    return first, later


def key(member: Member) -> str:
    return sort_key(member.profile.name, member.member_id)


def lived(first: list[Member], later: list[tuple[str, Member]]) -> tuple[MemberIndex, list[Member]]:
    index = MemberIndex([key(each) for each in first])
    for each in first:
        index.fill(each.member_id, found_by(each, LISTS))
    present = {each.member_id: each for each in first}
    for change, each in later:
        if change == "put":
            index.put(key(each), found_by(each, LISTS))
            present[each.member_id] = each
        else:
            index.take_out(each.member_id)
            present.pop(each.member_id, None)
    return index, list(present.values())


def paged(index: MemberIndex, audience: str, search: Search, size: int) -> list[str]:
    """Read all pages forwards, and see that the way back leads over the same members."""
    pages, place = [], Place()
    while True:
        found = index.search(audience, search, place, size)
        pages.append(found.keys)
        if not found.later:
            break
        place = Place(found.keys[-1])
    for page, before in zip(reversed(pages[1:]), reversed(pages[:-1]), strict=True):
        back = index.search(audience, search, Place(page[0], backwards=True), size)
        assert (back.keys, back.later) == (before, True)
        assert back.earlier == (before is not pages[0])
    return [each for page in pages for each in page]


@pytest.mark.parametrize("cleaned_after", [1, 5_000])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(histories(), st.sampled_from(AUDIENCES), searches, st.integers(1, 4))
def test_the_index_answers_as_a_look_at_everyone(cleaned_after, history, audience, search, size):
    usual, index_of.CLEANED_AFTER = index_of.CLEANED_AFTER, cleaned_after
    try:
        index, present = lived(*history)
        expected = scan(present, audience, search)
        found = index.search(audience, search, Place(), 100)
    finally:
        index_of.CLEANED_AFTER = usual
    assert (found.keys, found.total, found.facets) == (expected.keys, len(expected.keys), expected.facets)
    assert set(found.meant) == set(expected.meant)
    assert all(set(words) <= expected.meant[word] for word, words in found.meant.items())
    assert paged(index, audience, search, size) == expected.keys


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(histories(), st.sampled_from(AUDIENCES))
def test_everyone_is_counted_by_two_filters(history, audience):
    index, present = lived(*history)
    topics = scan(present, audience, Search()).facets["topic"]
    expected = {topic: scan(present, audience, Search("", {"topic": topic})).facets["region"] for topic in topics}
    assert index.cross(audience, "region", "topic") == expected


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(histories(), st.sampled_from(AUDIENCES))
def test_everyone_is_counted_for_some_values_of_a_filter(history, audience):
    index, present = lived(*history)
    counts = scan(present, audience, Search()).facets["organisation"]
    asked = ["severn", "jonah", "nothing"]
    assert index.having(audience, "organisation", asked) == {value: counts.get(value, 0) for value in asked}


def test_what_is_hidden_from_the_public_is_not_even_guessed_for_them():
    member = Member("hidden")
    member.join(profile(name="Zebedee Hollingbery", visibility="members"), NOW)
    index, _ = lived([member], [])
    wrong = Search("hollingberi")
    assert index.search("public", wrong, Place(), 20).meant == {}
    assert index.search("members", wrong, Place(), 20).meant == {"hollingberi": ["hollingbery"]}


def test_at_most_five_words_are_named_that_may_have_been_meant_the_most_frequent_first():
    people = [Member(f"m{number}") for number in range(9)]
    for number, member in enumerate(people):
        member.join(profile(name=f"Hall{'abcdefggg'[number]}"), NOW)
    index, _ = lived(people, [])
    (words,) = index.search("members", Search("hallz"), Place(), 20).meant.values()
    assert (words[0], len(words)) == ("hallg", 5)
