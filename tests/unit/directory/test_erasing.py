"""What stays of a person who is forgotten: ids, codes, scores and times."""

from __future__ import annotations

from dataclasses import asdict

from services.directory.model import Person, Profile, Role
from tests.unit.directory.people import ANSWERS, EVERYTHING, LATER, NOW, PROFILE, decided, draft, final, submitted

WRITTEN = [PROFILE[name] for name in ("name", "role", "organisation", "biography")]


def test_a_person_becomes_a_tombstone_that_no_address_leads_to():
    person = Person("ana", "digest", NOW, roles=(Role("staff"),))
    person.erase(LATER)
    assert (person.roles, person.erased_at) == ((), LATER)
    assert "digest" not in person.address_digest
    other = Person("ben", "another", NOW)
    other.erase(LATER)
    assert other.address_digest != person.address_digest


def test_nothing_of_what_was_written_stays_in_an_application():
    application = decided("not_yet")
    application.erase()
    said = str(asdict(application))
    assert not [text for text in (*WRITTEN, *ANSWERS.values(), "Thank you.") if text in said]
    assert (application.profile.region, application.scored_by) == ("wales", ("one", "two"))


def test_of_a_profile_only_codes_stay_by_which_applications_are_counted():
    kept = Profile().changed(EVERYTHING).erased()
    assert {name for name, value in kept.to_dict().items() if value} == {"region", "background", "topics"}


def test_an_erased_application_is_neither_before_a_panel_nor_under_way():
    for application in (draft(), submitted()):
        application.erase()
        assert (application.is_live, application.is_under_assessment, application.is_erased) == (False, False, True)


def test_an_assessment_keeps_its_scores_and_loses_its_reasons():
    assessment = final()
    assessment.erase()
    assert set(assessment.scores.values()) == {3}
    assert set(assessment.reasons.values()) == {""}
