"""The reference data keeps its promises: slugs are stable and plain, a place leads to one region."""

import re
from collections import Counter

import pytest

from services.directory.reference import (
    BACKGROUNDS,
    CRITERIA,
    OFFERS,
    ORGANISATION_KINDS,
    PARTNERSHIPS,
    REGIONS,
    TOPICS,
    slugs,
)

LISTS = {
    "regions": REGIONS,
    "partnerships": PARTNERSHIPS,
    "backgrounds": BACKGROUNDS,
    "topics": TOPICS,
    "offers": OFFERS,
    "organisation_kinds": ORGANISATION_KINDS,
    "criteria": CRITERIA,
}
NATIONS = {"scotland", "wales", "northern-ireland"}


def test_there_are_eighteen_regions() -> None:
    assert len(REGIONS) == 18


@pytest.mark.parametrize("name", LISTS)
def test_every_slug_is_plain_and_used_once(name: str) -> None:
    choices = LISTS[name]
    assert len(slugs(choices)) == len(choices)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", choice.slug) for choice in choices)


@pytest.mark.parametrize("name", LISTS)
def test_every_name_is_used_once(name: str) -> None:
    names = [choice.name for choice in LISTS[name]]
    assert len(set(names)) == len(names)


def test_england_has_44_partnerships_and_every_region_has_some() -> None:
    assert len([each for each in PARTNERSHIPS if not NATIONS & {*each.regions}]) == 44
    assert {region for each in PARTNERSHIPS for region in each.regions} == slugs(REGIONS)


def test_no_place_lies_in_two_regions() -> None:
    places = Counter(place.casefold() for region in REGIONS for place in region.places)
    assert [place for place, times in places.items() if times > 1] == []


def test_every_region_is_known_by_eight_to_twenty_places() -> None:
    assert [region.slug for region in REGIONS if not 8 <= len(region.places) <= 20] == []


def test_the_places_of_a_region_are_in_order_of_the_alphabet() -> None:
    assert [region.slug for region in REGIONS if list(region.places) != sorted(region.places)] == []


def test_the_backgrounds_named_by_the_founders_are_all_there() -> None:
    named = {"frontline-staff", "patient-leader", "manager", "researcher", "policy-maker"}
    assert named <= slugs(BACKGROUNDS)
