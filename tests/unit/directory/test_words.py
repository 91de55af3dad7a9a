"""How people are found by words and put in order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.directory.model import EVERYONE, mark, sort_key, sought, terms
from services.directory.model.words import LONGEST_TERM, fold
from tests.unit.directory.people import profile


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Siân", "sian"),
        ("ŁOŚ", "los"),
        ("Åse Ødegård", "ase odegard"),
        ("Straße", "strasse"),
        ("İzmir", "izmir"),
    ],
)
def test_folding_drops_case_and_accents(text, folded):
    assert fold(text) == folded


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    "words",
    [
        "Siân",
        "sian",
        "SI",
        "o'brien",
        "O’Brien",
        "obrien",
        "brien",
        "brien-los",
        "ward sis",
        "riverside",
        "mental health",
        "programme falls",
        "s",
    ],
)
def test_a_member_is_found_by_beginnings_of_words_in_any_order(words):
    assert set(sought(words)) <= set(terms(profile(), ["Mental health", "Patient safety"]))


@pytest.mark.parametrize("words", ["iver", "fal", "ment", "topic:mental-health", "jones"])
def test_a_member_is_not_found_by_middles_of_words_or_beginnings_within_biography_and_topics(words):
    assert not set(sought(words)) <= set(terms(profile(), ["Mental health"]))


def test_a_member_is_marked_with_background_and_topics():
    marks = {
        mark("background", "frontline-staff"),
        mark("topic", "mental-health"),
        mark("topic", "patient-safety"),
    }
    assert {EVERYONE, *marks} <= set(terms(profile(), []))


@given(st.text(min_size=1, max_size=80))
def test_every_name_finds_its_owner(name):
    assert set(sought(name)) <= set(terms(profile(name=name), []))


def test_long_words_are_clipped_alike_on_both_sides():
    word = "gastroenterologically"
    assert sought(word) == [word[:LONGEST_TERM]]
    assert word[:LONGEST_TERM] in terms(profile(biography=word), [])


def test_at_most_eight_words_are_sought():
    assert len(sought(" ".join(f"word{number}" for number in range(20)))) == 8


def test_members_are_ordered_by_folded_name_and_namesakes_by_id():
    keys = [sort_key(*each) for each in [("Ann", "2"), ("Ann", "1"), ("Ánn Ba", "0"), ("anna", "0"), ("Zoë", "0")]]
    assert sorted(keys) == [keys[1], keys[0], *keys[2:]]
