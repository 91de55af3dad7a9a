"""An organisation of the register: what its names are, and what becomes of it."""

from __future__ import annotations

import unicodedata
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.directory.model import AUDIENCES, LEVELS, Incomplete, Organisation, RuleBroken, normal_form
from services.directory.model.finding import FILTERS, seen_by
from services.directory.model.panel import is_among
from services.directory.policies import STAFF, may_see_workplace
from tests.unit.directory.people import LATER, NOW, member, nominated, organisation

WORDS = st.lists(st.sampled_from(("Ysbyty", "Glan", "Clwyd", "Siân", "St", "Mary", "Łódź", "2nd")), min_size=1)
GAPS = st.sampled_from((" ", "  ", " - ", ", ", " (", "/", "\t"))
names = st.text(max_size=60)


@given(names)
def test_the_normal_form_of_a_normal_form_is_itself(name):
    assert normal_form(normal_form(name)) == normal_form(name)


@given(WORDS, GAPS, st.sampled_from((str.upper, str.lower, str.title)), st.sampled_from(("NFC", "NFD")))
def test_case_accents_spaces_and_punctuation_say_nothing(words, gap, spell, form):
    spelled = unicodedata.normalize(form, spell(gap.join(words))) + "."
    assert normal_form(spelled) == normal_form(" ".join(words))
    assert is_among({normal_form(spelled)}, [" ".join(words)])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("St. Mary's Trust", "st marys trust"),
        ("Health & Care Board", "HEALTH AND CARE  BOARD"),
        ("Ynys Môn", "ynys mon"),
    ],
)
def test_two_spellings_of_a_name_are_one(one, other):
    assert normal_form(one) == normal_form(other)


def test_other_words_are_another_organisation():
    assert normal_form("Riverside Hospital") != normal_form("Riverside Hospitals")


@given(st.lists(names, max_size=20))
def test_an_organisation_has_each_name_once_and_no_empty_one(others):
    keys = organisation(other_names=others).keys
    assert len(set(keys)) == len(keys)
    assert "" not in keys
    assert set(keys) == {normal_form(name) for name in ("Riverside Hospital", *others)} - {""}


@pytest.mark.parametrize(
    ("given_", "missing"),
    [({}, ("/name", "/kind")), ({"name": "A"}, ("/kind",)), ({"name": "–!", "kind": "network"}, ("/name",))],
)
def test_what_has_no_name_or_kind_is_refused(given_, missing):
    with pytest.raises(Incomplete) as refused:
        Organisation("one", NOW).change(given_, NOW)
    assert refused.value.pointers == missing


def test_who_is_merged_gives_its_names_away_and_leads_to_the_other():
    one, other = organisation(other_names=["RH"]), organisation("harbour", name="Harbour View", other_names=["R.H."])
    other.absorb(one, LATER)
    assert (other.name, other.other_names) == ("Harbour View", ("R.H.", "Riverside Hospital", "RH"))
    assert (one.keys, one.merged_into, one.is_live) == ([], "harbour", False)
    assert (other.matching, other.changed_at, one.matching) == ("", LATER, None)
    for refused in (lambda: other.absorb(one, LATER), lambda: one.change({}, LATER), lambda: one.remove(LATER)):
        with pytest.raises(RuleBroken, match="is_merged"):
            refused()


def test_nothing_is_merged_into_itself_or_named_without_end():
    with pytest.raises(RuleBroken, match="same_organisation"):
        organisation().absorb(organisation(), LATER)
    with pytest.raises(RuleBroken, match="too_many_names"):
        organisation(other_names=[f"name {number}" for number in range(41)])


def test_what_is_removed_has_no_name_any_more():
    gone = organisation()
    gone.remove(NOW + timedelta(days=1))
    assert (gone.keys, gone.is_live, gone.matching) == ([], False, "")


def test_nobody_says_of_themselves_to_which_organisation_they_belong():
    one = member()
    one.update({"organisation_id": "riverside", "organisation_kind": "network"}, LATER)
    assert (one.profile.organisation_id, one.profile.organisation_kind) == ("", "")


def test_to_belong_anew_is_news_once():
    one = member()
    assert [one.belong("riverside", "network") for _ in range(2)] == [True, False]
    assert one.version == 1


@given(st.sampled_from(AUDIENCES), st.sampled_from(LEVELS), st.sampled_from(AUDIENCES))
def test_who_hides_an_organisation_is_found_by_neither_it_nor_its_kind(visibility, level, audience):
    one = member(visibility=visibility, shown_to={"organisation": level})
    one.belong("riverside", "nhs-provider")
    seen = seen_by(one, audience)
    found = {each.name: each.values_of(seen) for each in FILTERS} if seen else {}
    shows = (audience == "members" and level != "nobody") or (visibility, level) == ("public", "public")
    expected = (("riverside",), ("nhs-provider",)) if shows else ((), ())
    assert (found.get("organisation", ()), found.get("kind", ())) == expected


def test_only_who_belongs_and_staff_see_what_an_organisations_people_can_do():
    here, there, invited = member(), member(), nominated()
    for each, where in ((here, "riverside"), (there, "harbour"), (invited, "riverside")):
        each.belong(where, "nhs-provider")
    may = [may_see_workplace((), "riverside", each) for each in (here, there, invited, None)]
    assert (may, may_see_workplace((STAFF,), "riverside", None)) == ([True, False, False, False], True)
