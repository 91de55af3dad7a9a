"""How people are found by words and put in order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.directory.model import near, sort_key, sought
from services.directory.model.words import LONGEST_TERM, fold, spelled


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


@given(st.text(min_size=1, max_size=80))
def test_what_is_sought_as_it_is_written_is_among_what_is_spelled(text):
    assert set(sought(text)) <= spelled(text)


def test_long_words_are_clipped_alike_on_both_sides():
    word = "gastroenterologically"
    assert sought(word) == [word[:LONGEST_TERM]]
    assert word[:LONGEST_TERM] in spelled(word)


@pytest.mark.parametrize("written", ["jnes", "joness", "jomes", "joens", "ojnes", "jone", "ajones"])
def test_one_typing_error_away(written):
    assert "jones" in near(written, "abcdefghijklmnopqrstuvwxyz")


@pytest.mark.parametrize("written", ["jones", "nojes", "joe", "johnnes", "janas"])
def test_no_typing_error_or_more_than_one(written):
    assert "jones" not in near(written, "abcdefghijklmnopqrstuvwxyz")


def test_at_most_eight_words_are_sought():
    assert len(sought(" ".join(f"word{number}" for number in range(20)))) == 8


def test_members_are_ordered_by_folded_name_and_namesakes_by_id():
    keys = [sort_key(*each) for each in [("Ann", "2"), ("Ann", "1"), ("Ánn Ba", "0"), ("anna", "0"), ("Zoë", "0")]]
    assert sorted(keys) == [keys[1], keys[0], *keys[2:]]
