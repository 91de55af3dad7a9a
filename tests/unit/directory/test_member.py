"""A membership: nominated, confirmed, kept current."""

from __future__ import annotations

import pytest

from services.directory.model import CHECK_EVERY, Incomplete, Member, Profile, RuleBroken
from services.directory.model.member import MOST_REMEMBERED
from tests.unit.directory.people import LATER, NOW, member, nominated, profile


def test_someone_nominated_is_not_listed():
    assert not nominated().is_listed


def test_confirming_lists_the_person_as_they_want_to_be_seen():
    joining = nominated()
    joining.confirm({"role": "Matron", "visibility": "members"}, LATER)
    assert (joining.is_listed, joining.joined_at) == (True, LATER)
    assert (joining.profile.role, joining.profile.visibility) == ("Matron", "members")


def test_what_is_said_of_former_work_while_confirming_is_remembered_for_conflicts():
    joining = nominated()
    joining.confirm({"role": "Matron", "organisations": [{"name": "Old Trust", "until": "2020-01-01"}]}, LATER)
    joining.update({"organisations": []}, LATER)
    assert "Old Trust" in joining.worked_at


def test_the_first_places_of_work_are_remembered_however_many_follow():
    joining = nominated()
    joining.confirm({"role": "Matron", "organisation": "Old Trust"}, LATER)
    for number in range(MOST_REMEMBERED + 1):
        joining.update({"organisation": f"Trust {number}", "organisations": []}, LATER)
    assert "Old Trust" in joining.worked_at
    assert len(joining.worked_at) == MOST_REMEMBERED


def test_confirming_asks_for_what_the_nomination_left_out():
    joining = nominated()
    with pytest.raises(Incomplete) as refused:
        joining.confirm({"role": "", "topics": []}, LATER)
    assert refused.value.pointers == ("/role", "/topics")
    assert not joining.is_listed


def test_nobody_joins_twice():
    with pytest.raises(RuleBroken, match="already_member"):
        member().confirm({}, LATER)


def test_an_accepted_applicant_who_was_nominated_keeps_the_profile_they_applied_with():
    joining = nominated()
    joining.join(profile(role="Physiotherapist"), LATER)
    assert (joining.profile.role, joining.version) == ("Physiotherapist", 2)
    assert joining.nominating_organisation == "Riverside Hospital"


def test_a_member_changes_their_profile():
    current = member()
    current.update({"organisation": "", "biography": "New."}, LATER)
    assert (current.profile.organisation, current.profile.biography, current.joined_at) == ("", "New.", NOW)


def test_a_member_cannot_remove_what_everyone_shows():
    with pytest.raises(Incomplete) as refused:
        member().update({"name": ""}, LATER)
    assert refused.value.pointers == ("/name",)


def test_someone_nominated_confirms_before_they_edit():
    with pytest.raises(RuleBroken, match="not_confirmed"):
        nominated().update({}, LATER)


@pytest.mark.parametrize("call_current", [lambda one: one.check(LATER), lambda one: one.update({}, LATER)])
def test_an_entry_is_as_current_as_its_member_last_said(call_current):
    current = member()
    assert (current.checked_at, current.ask_at) == (NOW, NOW + CHECK_EVERY)
    version = current.version
    call_current(current)
    assert (current.checked_at, current.ask_at, current.version) == (LATER, LATER + CHECK_EVERY, version + 1)


def test_who_leaves_is_listed_no_more_and_nothing_of_their_entry_is_kept():
    gone = member()
    gone.leave()
    assert (gone.is_listed, gone.has_left, gone.profile, gone.ask_at) == (False, True, Profile(), None)
    for change in (gone.leave, lambda: gone.check(LATER), lambda: gone.update({}, LATER)):
        with pytest.raises(RuleBroken, match="not_confirmed"):
            change()


def test_who_left_may_join_again_and_their_events_go_on_counting():
    back = member()
    back.sequence = 7
    back.leave()
    back.join(profile(), LATER)
    assert (back.is_listed, back.joined_at, back.sequence) == (True, LATER, 7)


def test_a_membership_that_was_never_saved_has_version_zero():
    assert Member("anyone").version == 0
