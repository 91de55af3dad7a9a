"""The life of an application: draft, submitted, withdrawn or decided."""

from __future__ import annotations

from datetime import timedelta

import pytest

from services.directory.model import Incomplete, RuleBroken
from services.directory.model.decision import take_effect
from tests.unit.directory.people import ANSWERS, LATER, NOW, PROFILE, decided, decision, draft, scored, submitted


def test_a_draft_keeps_what_was_given_and_leaves_the_rest_empty():
    application = draft(name="Ana", commitment="Long")
    assert (application.profile.name, application.answers["commitment"]) == ("Ana", "Long")
    assert (application.profile.region, application.answers["experience"], application.status) == (
        None,
        "",
        "draft",
    )


def test_editing_replaces_given_fields_and_keeps_absent_ones():
    application = draft(name="Ana", role="Nurse", topics=["cancer"])
    application.edit({"role": "Matron", "experience": "Much"}, LATER)
    assert (application.profile.name, application.profile.role) == ("Ana", "Matron")
    assert (application.answers["experience"], application.updated_at, application.version) == (
        "Much",
        LATER,
        2,
    )


@pytest.mark.parametrize("empty", [None, "", []])
def test_an_empty_value_clears_its_field(empty):
    application = draft(**PROFILE)
    application.edit({"topics": empty, "region": empty, "organisation": empty}, LATER)
    assert (application.profile.topics, application.profile.region, application.profile.organisation) == (
        (),
        None,
        "",
    )


def test_a_topic_named_twice_counts_once():
    assert draft(topics=["cancer", "diabetes", "cancer"]).profile.topics == ("cancer", "diabetes")


def test_an_incomplete_draft_names_every_missing_field():
    with pytest.raises(Incomplete) as refused:
        draft().submit("wave", NOW)
    assert set(refused.value.pointers) == {
        "/name",
        "/role",
        "/region",
        "/background",
        "/topics",
        "/visibility",
        "/commitment",
        "/experience",
        "/understanding",
    }


def test_organisation_and_biography_are_never_required():
    application = draft(**PROFILE | ANSWERS | {"organisation": "", "biography": ""})
    application.submit("wave", NOW)
    assert application.status == "submitted"


def test_the_applicant_hears_within_twenty_eight_days():
    assert submitted().decide_by == NOW + timedelta(days=28)


def test_a_draft_has_no_day_of_decision():
    assert draft().decide_by is None


@pytest.mark.parametrize("change", ["edit", "submit"])
def test_only_a_draft_is_edited_or_submitted(change):
    application = submitted()
    arguments = ({}, LATER) if change == "edit" else ("wave", LATER)
    with pytest.raises(RuleBroken, match="not_a_draft"):
        getattr(application, change)(*arguments)


@pytest.mark.parametrize("make", [draft, submitted])
def test_a_live_application_is_withdrawn(make):
    application = make()
    application.withdraw(LATER)
    assert (application.status, application.is_live) == ("withdrawn", False)


@pytest.mark.parametrize("outcome", ["accepted", "not_yet"])
def test_a_decided_application_is_not_withdrawn(outcome):
    with pytest.raises(RuleBroken, match="not_live"):
        decided(outcome).withdraw(LATER)


@pytest.mark.parametrize("outcome", ["accepted", "not_yet"])
def test_a_decision_is_kept_with_its_time_and_feedback(outcome):
    application = decided(outcome)
    assert (application.outcome, application.decided_at, application.feedback) == (
        outcome,
        LATER,
        "Thank you.",
    )
    assert not application.is_live


@pytest.mark.parametrize("by", [(), ("one",)])
def test_fewer_than_two_final_assessments_decide_nothing(by):
    application = scored(by)
    assert not application.is_decidable
    with pytest.raises(RuleBroken, match="too_few_assessments"):
        application.decide(decision("accepted", feedback=""))


def test_not_yet_needs_feedback():
    with pytest.raises(Incomplete) as refused:
        scored().decide(decision("not_yet", feedback=""))
    assert refused.value.pointers == ("/feedback",)


def test_acceptance_needs_no_feedback():
    application = scored()
    application.decide(decision("accepted", feedback=""))
    take_effect(application, LATER)
    assert application.outcome == "accepted"


def test_nothing_is_decided_twice():
    with pytest.raises(RuleBroken, match="not_under_assessment"):
        decided("not_yet").decide(decision("accepted", feedback=""))


def test_every_change_raises_the_version():
    application = draft(**PROFILE, **ANSWERS)
    application.edit({}, NOW)
    application.submit("wave", NOW)
    application.withdraw(NOW)
    assert application.version == 4
