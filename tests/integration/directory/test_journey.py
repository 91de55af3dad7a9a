"""The journey of joining, through the directory's own doors."""

from __future__ import annotations

import pytest

from bus.errors import Conflict, Invalid, NotFound, Refused
from tests.integration.directory.asking import ANSWERS, PROFILE


def test_a_person_applies_is_scored_accepted_and_found(directory):
    applicant = directory.person("ana")
    application = directory.scored(applicant)
    decided = directory.decide(directory.chair(), application)

    assert (decided["status"], decided["outcome"], decided["feedback"]) == (
        "accepted",
        "accepted",
        "Thank you.",
    )
    found = directory.ask("nobody", "search_members", words="ana ward")
    assert [card["member_id"] for card in found["items"]] == [applicant]
    profile = directory.ask(applicant, "get_my_profile")
    assert (profile["status"], profile["organisation"]) == ("member", "Riverside Hospital")
    assert directory.ask(applicant, "get_my_roles") == {
        "person_id": applicant,
        "roles": [],
        "deputy_in": [],
        "is_member": True,
    }


def test_each_step_is_told_once_and_in_full(directory):
    applicant = directory.person("ana")
    application = directory.scored(applicant)
    directory.decide(directory.chair(), application)

    submitted, decided, joined = directory.told("application.submitted", "application.decided", "member.joined")
    assert (submitted["person_id"], submitted["commitment"]) == (applicant, ANSWERS["commitment"])
    assert (submitted["decide_by"], submitted["name"]) == (application["decide_by"], "Ana Example")
    assert (decided["outcome"], decided["feedback"]) == ("accepted", "Thank you.")
    assert (joined["member_id"], joined["topics"]) == (applicant, PROFILE["topics"])
    assert "ana@example.org" not in str(joined)


def test_the_audit_trail_says_who_did_what(directory):
    applicant, chair = directory.person("ana"), directory.chair()
    application = directory.scored(applicant)
    directory.decide(chair, application)

    trail = directory.ask(chair, "get_application", application_id=application["application_id"])["audit"]
    assert [row["action"] for row in trail] == [
        "application.started",
        "application.submitted",
        "application.short_handed",
        "assignment.made",
        "application.scored",
        "assignment.made",
        "application.scored",
        "application.decided",
        "application.decision_effective",
    ]
    assert (trail[0]["actor_id"], trail[-2]["actor_id"], trail[-1]["actor_id"]) == (applicant, chair, "directory")
    assert trail[-1]["detail"] == {"outcome": "accepted"}


def test_not_yet_ends_the_application_and_lets_the_person_apply_again(directory):
    applicant = directory.person("ana")
    decided = directory.decide(directory.chair(), directory.scored(applicant), "not_yet")
    assert (decided["outcome"], directory.told("member.joined")) == ("not_yet", [])
    again = directory.draft(applicant)
    assert again["application_id"] != decided["application_id"]
    assert directory.ask(applicant, "get_my_application") == again


def test_a_draft_is_kept_and_resumed_elsewhere(directory):
    applicant = directory.person("ana")
    begun = directory.ask(applicant, "save_application", name="  Sia\u0302n  ")
    assert (begun["name"], begun["status"], begun["version"]) == ("Siân", "draft", 1)
    directory.ask(applicant, "save_application", **_named(begun), region="wales")
    resumed = directory.ask(applicant, "get_my_application")
    assert (resumed["name"], resumed["region"], resumed["version"]) == ("Siân", "wales", 2)


def test_a_draft_saved_in_two_places_shows_both_texts_and_loses_none(directory):
    applicant = directory.person("ana")
    begun = directory.ask(applicant, "save_application", commitment="First.")
    directory.ask(applicant, "save_application", **_named(begun), commitment="Second.")
    with pytest.raises(Conflict) as conflict:
        directory.ask(applicant, "save_application", **_named(begun), commitment="Third.")
    assert (conflict.value.code, conflict.value.data["commitment"]) == ("version_conflict", "Second.")


def test_a_second_application_shows_the_first(directory):
    applicant = directory.person("ana")
    begun = directory.draft(applicant)
    with pytest.raises(Conflict) as conflict:
        directory.draft(applicant)
    assert (conflict.value.code, conflict.value.data) == ("already_applied", begun)


def test_an_incomplete_application_is_not_submitted(directory):
    applicant = directory.person("ana")
    begun = directory.draft(applicant, commitment="", topics=[])
    with pytest.raises(Invalid) as refused:
        directory.of(applicant, "submit_application", begun)
    assert [error["pointer"] for error in refused.value.errors] == ["/topics", "/commitment"]
    assert refused.value.code == "incomplete"


def test_withdrawing_tells_the_panel_only_what_it_had(directory):
    applicant = directory.person("ana")
    directory.of(applicant, "withdraw_application", directory.draft(applicant))
    assert directory.told("application.withdrawn") == []
    withdrawn = directory.of(applicant, "withdraw_application", directory.submitted(applicant))
    assert withdrawn["status"] == "withdrawn"
    assert [each["application_id"] for each in directory.told("application.withdrawn")] == [withdrawn["application_id"]]


def test_nobody_touches_the_application_of_another(directory):
    application, other = directory.draft(directory.person("ana")), directory.person("bea")
    for method in ("submit_application", "withdraw_application"):
        with pytest.raises(NotFound):
            directory.of(other, method, application)
    with pytest.raises(NotFound):
        directory.ask(other, "save_application", **_named(application), name="Bea")
    with pytest.raises(Refused):
        directory.ask("nobody", "save_application", name="Nobody")


def test_who_never_applied_has_no_application(directory):
    with pytest.raises(NotFound) as missing:
        directory.ask(directory.person("ana"), "get_my_application")
    assert missing.value.code == "no_application"


def test_who_is_unknown_cannot_apply(directory):
    with pytest.raises(NotFound) as missing:
        directory.ask("somebody-else", "save_application", name="Ana")
    assert missing.value.code == "no_person"


def test_a_member_need_not_apply(directory):
    with pytest.raises(Conflict) as conflict:
        directory.draft(directory.member("ana"))
    assert conflict.value.code == "already_member"


def test_two_final_assessments_come_before_a_decision(directory):
    application, chair = directory.submitted(directory.person("ana")), directory.chair()
    directory.score(directory.assessor("one"), application)
    with pytest.raises(Conflict) as conflict:
        directory.decide(chair, application)
    assert conflict.value.code == "too_few_assessments"


def test_scoring_leaves_the_applicant_and_the_chair_their_version(directory):
    applicant = directory.person("ana")
    application = directory.scored(applicant)
    assert directory.ask(applicant, "get_my_application")["version"] == application["version"]


def test_what_was_withdrawn_is_neither_assessed_nor_decided(directory):
    applicant, chair = directory.person("ana"), directory.chair()
    application = directory.of(applicant, "withdraw_application", directory.scored(applicant))
    with pytest.raises(Refused):
        directory.score(directory.assessor("three"), application)
    with pytest.raises(Refused):
        directory.decide(chair, application)


def test_a_repeated_command_gets_its_first_answer(directory):
    applicant = directory.person("ana")
    options = {"actor": directory.community.person(applicant), "command_id": "one-tap"}
    answers = [directory.community.call("directory", "save_application", {"name": "Ana"}, **options) for _ in range(2)]
    assert answers[0] == answers[1]
    assert directory.db.applications.count_documents({}) == 1


def _named(application):
    return {name: application[name] for name in ("application_id", "version")}
