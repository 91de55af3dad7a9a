"""What the directory tells others: complete states, and no more than they may read."""

from __future__ import annotations

import pytest

from services.directory import events, views
from services.directory.model import (
    Assignment,
    BenefitQuestion,
    Choice,
    Connection,
    Contact,
    Interest,
    Introduction,
    Leaders,
    Person,
    Role,
)
from tests.unit.directory.people import (
    ANSWERS,
    CHAIRS,
    EVERYTHING,
    NOW,
    asked,
    decided,
    draft,
    member,
    nominated,
    organisation,
    recognised,
    submitted,
    wave,
)

STAFF = Role("staff")
PERSON = Person("applicant", "digest", NOW, roles=(*CHAIRS, STAFF))
ASSIGNMENT = Assignment.give("assignment", "application", "assessor", "wales", NOW, 14)
ASKED = BenefitQuestion("question", "applicant", NOW, {"other": 3})
LED = Leaders(("chair",), "deputy")

MERGED = Choice.begin("topics", "cancer", "Cancer")
MERGED.merge(Choice.begin("topics", "diabetes", "Diabetes"), NOW)
CHOICES = (
    events.ChoiceAdded,
    events.ChoiceRenamed,
    events.ChoiceRetired,
    events.ChoiceRestored,
    events.ChoiceMerged,
)

CONNECTION = Connection.between("connection", "applicant", "other")
CONNECTION.ask("applicant", "Shall we talk?", "directory", NOW)
CONNECTION.accept("other", NOW)
INTRODUCTION = Introduction.begin("introduction", "by", ("one", "other"), "You both count falls.", NOW)
BLOCKING = Contact("person", blocked=("other",), sequence=1)

TOLD = [
    (events.MemberJoined, events.member_state(member())),
    (events.MemberUpdated, events.member_state(member(organisation=""))),
    (events.MemberUpdated, events.member_state(recognised(**EVERYTHING))),
    (events.MemberLeft, {"member_id": "member"}),
    (events.EntryCheckDue, events.entry_check_due(member())),
    (events.RecognitionGiven, events.recognition_given(recognised())),
    (events.BenefitQuestionDue, events.benefit_question_due(ASKED, "Ana", {"other": "Bea"})),
    (events.PersonErased, {"person_id": "person"}),
    (events.BlocksChanged, events.blocks_changed(BLOCKING)),
    (events.ConnectionRequested, events.connection_requested(CONNECTION, member(), member())),
    (events.ConnectionMade, events.connection_made(CONNECTION, member(), member())),
    (events.ConnectionIntroduced, events.connection_introduced(INTRODUCTION, (member(), member()), member())),
    (events.PersonNominated, events.person_nominated(nominated(), "ana@example.org")),
    (events.ApplicationSubmitted, events.application_submitted(submitted(), LED)),
    (events.ApplicationWithdrawn, events.application_withdrawn(submitted(), "asked")),
    (events.ApplicationMoved, events.application_moved(submitted(), "wessex", "works_there", LED)),
    (events.AssignmentMade, events.assignment_made(ASSIGNMENT, submitted())),
    (events.AssignmentDue, events.assignment_due(ASSIGNMENT, submitted(), "late")),
    (events.ApplicationQuestioned, events.application_questioned(asked(), asked().open_question())),
    (events.ApplicationAnswered, events.application_answered(asked(), "chair", LED)),
    (events.ApplicationExpiring, events.application_expiring(draft(name="Ana"), "2027-03-02")),
    (events.ApplicationDecided, events.application_decided(decided("not_yet"), False)),
    (events.RoleGranted, events.role_change(PERSON, CHAIRS[0])),
    (events.RoleRevoked, events.role_change(PERSON, STAFF)),
    (events.WaveOpened, events.wave_opened(wave())),
    (events.WaveClosed, events.wave_closed(wave(), NOW.date())),
    *((event, events.choice_state(MERGED)) for event in CHOICES),
    (events.OrganisationAdded, events.organisation_state(organisation(partnership="severn-vale"))),
    (events.OrganisationChanged, events.organisation_state(organisation(other_names=["RH"], region=None))),
    (events.OrganisationMerged, {"organisation_id": "one", "into_id": "other"}),
    (events.OrganisationRemoved, {"organisation_id": "one"}),
    (events.InterestAnswered, events.interest_answered(Interest("person", "interest", "wales", "apply", NOW), wave())),
]


@pytest.mark.parametrize(("event", "data"), TOLD, ids=lambda value: getattr(value, "type", ""))
def test_every_event_is_told_as_its_schema_says(event, data):
    assert event().load(data) == data


TOLD_AGAIN = [
    (events.MemberUpdated, events.present_member(member())),
    (events.RoleGranted, events.present_roles(PERSON)),
    (events.PersonNominated, events.present_nomination(nominated())),
    (events.BlocksChanged, events.present_blocks(BLOCKING)),
    (events.ChoiceRenamed, events.choice_state(MERGED)),
    (events.OrganisationChanged, events.present_organisation(organisation())),
]


@pytest.mark.parametrize(("event", "data"), TOLD_AGAIN, ids=lambda value: getattr(value, "type", ""))
def test_every_state_is_told_again_as_its_schema_says(event, data):
    assert event().load(data) == data


def test_who_is_not_listed_or_was_never_nominated_is_not_told_again():
    assert (events.present_member(nominated()), events.present_nomination(member())) == (None, None)
    assert events.present_blocks(Contact("person", takes_requests=False)) is None


def test_every_published_event_has_a_case():
    assert {event for event, _ in TOLD} == set(events.PUBLISHED)


def test_only_the_state_of_members_who_is_gone_waves_and_lists_are_public():
    assert [event.type for event in events.PUBLISHED if not event.private] == [
        "member.joined",
        "member.updated",
        "member.left",
        "person.erased",
        "wave.opened",
        "wave.closed",
        *(event.type for event in CHOICES),
        "organisation.added",
        "organisation.changed",
        "organisation.merged",
        "organisation.removed",
    ]
    assert set(events.MemberLeft().fields) | set(events.PersonErased().fields) == {"member_id", "person_id"}


def test_the_public_state_has_no_address_and_no_nomination():
    assert not {"address", "nominating_organisation", "status"} & set(events.member_state(member()))


def test_the_panel_gets_all_that_was_written():
    told = events.application_submitted(submitted(), LED)
    assert ANSWERS.items() <= told.items()
    assert (told["submitted_at"], told["decide_by"]) == (
        "2026-03-02T09:30:00.000Z",
        "2026-03-30T09:30:00.000Z",
    )


def test_a_role_without_a_region_says_null():
    told = events.role_change(PERSON, STAFF)
    assert (told["role"], told["region"]) == ("staff", None)
    assert told["roles"] == [{"role": "chair", "region": "wales"}, {"role": "staff", "region": None}]


def test_an_author_sees_an_application_whole():
    seen = views.application(draft(name="Ana"))
    assert (seen["status"], seen["name"], seen["region"], seen["topics"]) == ("draft", "Ana", None, [])
    assert (seen["submitted_at"], seen["decide_by"], seen["decided_at"], seen["outcome"]) == (None,) * 4


def test_a_card_leaves_out_the_biography():
    card = views.member_card("applicant", member().seen_by("public").profile)
    assert "biography" not in card
    assert card["topics"] == ["mental-health", "patient-safety"]


def test_one_sees_ones_own_nomination():
    own = views.own_profile(nominated())
    assert (own["status"], own["nominating_organisation"], own["joined_at"]) == (
        "nominated",
        "Riverside Hospital",
        None,
    )
