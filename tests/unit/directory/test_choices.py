"""What staff make of the lists: merges lead somewhere, nothing comes round, and a slug that was known stays so."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.directory.errors import NotAChoice
from services.directory.model import LISTS, Choice, Incomplete, Lists, Profile, RuleBroken, require_regions
from services.directory.model.choices import LONGEST_SLUG, MOST_IN_A_LIST, OF_PROFILE
from services.directory.store.choices import BEGUN
from tests.unit.directory.people import NOW, PROFILE, profile

SLUGS = ("access-and-waiting", "cancer", "diabetes", "flow-and-discharge", "mental-health", "patient-safety")
STEPS = st.lists(
    st.tuples(st.sampled_from(("merge", "retire", "restore")), st.sampled_from(SLUGS), st.sampled_from(SLUGS)),
    max_size=30,
)


def kept(steps: list[tuple[str, str, str]]) -> tuple[Lists, list[tuple[str, str, str]]]:
    """Let staff try these steps on the topics; return what came of it, and the merges that were taken."""
    topics = {slug: Choice.begin("topics", slug, slug.title()) for slug in SLUGS}
    taken = []
    for step, slug, other in steps:
        try:
            if step == "merge":
                topics[slug].merge(topics[other], NOW)
            else:
                getattr(topics[slug], step)()
            taken.append((step, slug, other))
        except RuleBroken:
            continue
    return Lists(topics.values()), taken


def lists(*changes: tuple[str, str, str]) -> Lists:
    """Return the lists as they begin, after `(step, slug, other)` were done to topics."""
    begun = [replace(each) for each in BEGUN]
    topics = {each.slug: each for each in begun if each.list_name == "topics"}
    for step, slug, other in changes:
        if step == "merge":
            topics[slug].merge(topics[other], NOW)
        else:
            getattr(topics[slug], step)()
    return Lists(begun)


@given(STEPS)
def test_every_chain_of_merges_ends_at_something_that_is_not_merged(steps: list[tuple[str, str, str]]) -> None:
    found, _ = kept(steps)
    for slug in SLUGS:
        last = found.find("topics", found.present("topics", slug))
        assert last
        assert last.state != "merged"


@given(STEPS)
def test_what_a_slug_means_today_means_itself(steps: list[tuple[str, str, str]]) -> None:
    found, _ = kept(steps)
    for slug in SLUGS:
        assert found.present("topics", found.present("topics", slug)) == found.present("topics", slug)


@given(STEPS)
def test_two_that_were_merged_mean_the_same_ever_after(steps: list[tuple[str, str, str]]) -> None:
    found, taken = kept(steps)
    for step, slug, other in taken:
        if step == "merge":
            assert found.present("topics", slug) == found.present("topics", other)


@given(STEPS)
def test_whatever_is_offered_is_known_and_nothing_known_is_ever_lost(steps: list[tuple[str, str, str]]) -> None:
    found, _ = kept(steps)
    assert {each.slug for each in found["topics"]} == set(SLUGS)
    for each in found["topics"]:
        assert found.known("topics", each.slug, "/topic")
        if each.is_offered:
            assert found.chosen("topics", each.slug, "/topic") == each.slug


@settings(max_examples=50)
@given(STEPS, st.lists(st.sampled_from(SLUGS), unique=True), st.lists(st.sampled_from(SLUGS), unique=True))
def test_a_profile_in_the_slugs_of_today_stays_so_and_names_no_topic_twice(
    steps: list[tuple[str, str, str]], topics: list[str], interests: list[str]
) -> None:
    found, _ = kept(steps)
    once = found.recoded(Profile().changed({"topics": topics, "interests": interests}))
    assert found.recoded(once) == once
    for chosen in (once.topics, once.interests):
        assert len(set(chosen)) == len(chosen)
        assert not any(choice.into for slug in chosen if (choice := found.find("topics", slug)))
    assert (bool(once.topics), bool(once.interests)) == (bool(topics), bool(interests))


def test_what_was_merged_is_taken_for_what_it_became() -> None:
    found = lists(("merge", "cancer", "diabetes"), ("merge", "diabetes", "mental-health"))
    assert found.chosen_for(Profile(), {"topics": ["cancer"]})["topics"] == ["mental-health"]
    assert found.name_of("topics", "cancer") == "Mental health"


def test_what_is_retired_is_chosen_by_nobody_but_who_has_it() -> None:
    found = lists(("retire", "mental-health", ""))
    assert found.chosen_for(profile(), {"topics": ["mental-health"]})["topics"] == ["mental-health"]
    with pytest.raises(NotAChoice) as refused:
        found.chosen_for(Profile(), {"topics": ["cancer", "mental-health"]})
    assert [(each["pointer"], each["code"]) for each in refused.value.errors] == [("/topics/1", "not_a_choice")]


@pytest.mark.parametrize("field", [field for field in OF_PROFILE if field not in ("topics", "interests")])
def test_what_nobody_knows_is_refused_at_its_field(field: str) -> None:
    with pytest.raises(NotAChoice) as refused:
        lists().chosen_for(Profile(), PROFILE | {field: "nowhere"})
    assert refused.value.errors[0]["pointer"] == f"/{field}"


def test_an_emptied_field_is_left_as_it_was_given() -> None:
    emptied: dict[str, Any] = {"region": "", "partnership": None, "topics": [], "name": "Ana"}
    assert lists().chosen_for(Profile(), emptied) == emptied


@pytest.mark.parametrize(
    ("steps", "code"),
    [
        ([("merge", "cancer", "cancer")], "merged_into_itself"),
        ([("merge", "cancer", "diabetes"), ("merge", "diabetes", "cancer")], "choice_not_used"),
        ([("merge", "cancer", "diabetes"), ("merge", "cancer", "diabetes")], "choice_merged"),
        ([("retire", "diabetes", ""), ("merge", "cancer", "diabetes")], "choice_not_used"),
        ([("retire", "cancer", ""), ("retire", "cancer", "")], "choice_not_used"),
        ([("restore", "cancer", "")], "choice_not_retired"),
        ([("merge", "cancer", "diabetes"), ("restore", "cancer", "")], "choice_not_retired"),
    ],
)
def test_what_cannot_be_done_is_refused(steps: list[tuple[str, str, str]], code: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        lists(*steps)
    assert refused.value.code == code


def test_a_merged_entry_keeps_its_name() -> None:
    merged = Choice.begin("topics", "cancer", "Cancer")
    merged.merge(Choice.begin("topics", "diabetes", "Diabetes"), NOW)
    with pytest.raises(RuleBroken) as refused:
        merged.rename("Cancers")
    assert refused.value.code == "choice_merged"


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Virtual wards", "virtual-wards"),
        ("Siân’s café, 24/7", "sians-cafe-24-7"),
        ("Care homes!", "care-homes-2"),
        ("word " * 40, "-".join(["word"] * 12)),
    ],
)
def test_a_slug_is_made_of_the_name_and_is_nobody_elses(name: str, slug: str) -> None:
    made = lists(("merge", "care-homes", "cancer")).new_slug("topics", name)
    assert made == slug
    assert len(made) <= LONGEST_SLUG


@pytest.mark.parametrize(
    ("name", "code"), [("CÂNCER", "name_taken"), ("  cancer", "name_taken"), ("Здоровье", "name_unusable")]
)
def test_a_name_that_is_taken_or_has_no_letters_for_a_slug_is_refused(name: str, code: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        lists().new_slug("topics", name.strip())
    assert refused.value.code == code


def test_a_list_does_not_grow_for_ever() -> None:
    full = Lists(Choice.begin("topics", f"topic-{number}", f"Topic {number}") for number in range(MOST_IN_A_LIST))
    with pytest.raises(RuleBroken) as refused:
        full.new_slug("topics", "One more")
    assert refused.value.code == "list_full"


def test_a_partnership_lies_somewhere() -> None:
    require_regions("partnerships", ["wales"])
    require_regions("topics", [])
    with pytest.raises(Incomplete) as refused:
        require_regions("partnerships", [])
    assert refused.value.pointers == ("/regions",)


def test_every_list_begins_with_something() -> None:
    assert {each.list_name for each in BEGUN} == set(LISTS)
