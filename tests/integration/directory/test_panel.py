"""What a panel sees of applications, and when."""

from __future__ import annotations

import pytest

from bus.errors import Conflict, Invalid, NotFound, Refused
from services.directory import reference, store
from tests.integration.directory.asking import SCORES


def seen(directory, who, application):
    return directory.ask(who, "get_application", application_id=application["application_id"])


def test_an_assessor_is_blind_until_their_own_scores_are_final(directory):
    application = directory.submitted(directory.person("ana"))
    one, two = directory.assessor("one"), directory.assessor("two")
    directory.score(one, application)

    before = seen(directory, two, application)
    assert (before["assessments"], before["scored_count"], before["my_assessment"]) == ([], 1, None)
    directory.ask(two, "save_assessment", application_id=application["application_id"], **SCORES)
    assert seen(directory, two, application)["assessments"] == []

    directory.ask(two, "score_application", application_id=application["application_id"], version=1, **SCORES)
    after = seen(directory, two, application)
    assert [each["assessor_id"] for each in after["assessments"]] == [one]
    assert (after["my_assessment"]["status"], after["may"]["assess"], after["audit"]) == ("final", False, [])


def test_a_chair_sees_final_assessments(directory):
    application, one, two = (
        directory.submitted(directory.person("ana")),
        directory.assessor("one"),
        directory.assessor("two"),
    )
    directory.score(one, application)
    directory.ask(two, "save_assessment", application_id=application["application_id"], **SCORES)
    assert [each["assessor_id"] for each in seen(directory, directory.chair(), application)["assessments"]] == [one]


def test_a_chair_who_may_assess_too_is_blind_until_they_have(directory):
    application = directory.submitted(directory.person("ana"))
    chair = directory.person("chair", ("chair", "wales"), ("assessor", "wales"))
    one = directory.assessor("one")
    directory.score(one, application)
    assert seen(directory, chair, application)["assessments"] == []
    directory.score(chair, application)
    assert [each["assessor_id"] for each in seen(directory, chair, application)["assessments"]] == [one]


def test_scores_are_kept_as_a_draft_and_then_for_good(directory):
    application, one = directory.submitted(directory.person("ana")), directory.assessor("one")
    named = {"application_id": application["application_id"]}
    draft = directory.ask(one, "save_assessment", **named, scores={"commitment": 2}, reasons={})
    assert (draft["status"], draft["version"], draft["scores"]["experience"]) == ("draft", 1, None)
    with pytest.raises(Invalid) as refused:
        directory.ask(one, "score_application", **named, version=1, scores={"commitment": 2}, reasons={})
    assert "/scores/experience" in [error["pointer"] for error in refused.value.errors]

    final = directory.ask(one, "score_application", **named, version=1, **SCORES)
    assert (final["status"], final["version"]) == ("final", 2)
    with pytest.raises(Conflict) as conflict:
        directory.ask(one, "save_assessment", **named, version=2, **SCORES)
    assert conflict.value.code == "already_final"


def test_an_assessment_changed_elsewhere_is_shown(directory):
    application, one = directory.submitted(directory.person("ana")), directory.assessor("one")
    named = {"application_id": application["application_id"]}
    directory.ask(one, "save_assessment", **named, **SCORES)
    with pytest.raises(Conflict) as conflict:
        directory.ask(one, "save_assessment", **named, scores={}, reasons={})
    assert conflict.value.code == "version_conflict"
    assert conflict.value.data["scores"] == SCORES["scores"]


def test_only_the_panel_of_the_region_reads_assesses_and_decides(directory):
    application = directory.scored(directory.person("ana"))
    elsewhere = directory.person("far", ("assessor", "scotland"), ("chair", "scotland"))
    for ask in (seen, lambda *each: each[0].score(*each[1:]), lambda *each: each[0].decide(*each[1:])):
        for who in (elsewhere, directory.person("ana"), "nobody"):
            with pytest.raises(Refused):
                ask(directory, who, application)


def test_nobody_judges_themselves(directory):
    both = directory.person("ana", ("assessor", "wales"), ("chair", "wales"), ("staff", None))
    application = directory.scored(both)
    for ask in (seen, lambda *each: each[0].score(*each[1:]), lambda *each: each[0].decide(*each[1:])):
        with pytest.raises(Refused):
            ask(directory, both, application)
    assert directory.ask(both, "list_applications")["items"] == []


def test_the_chair_learns_when_a_decision_is_due(directory):
    application, chair = directory.submitted(directory.person("ana")), directory.chair()
    before = dict.fromkeys(("assess", "change", "decide", "take_back"), False)
    assert seen(directory, chair, application)["may"] == before | {"ask": True, "lead": True, "step_back": True}
    for name in ("one", "two"):
        directory.score(directory.assessor(name), application)
    assert seen(directory, chair, application)["may"]["decide"]
    directory.decide(chair, application)
    assert not seen(directory, chair, application)["may"]["decide"]


def test_people_in_an_application_are_named_where_they_are_members(directory):
    applicant, one = directory.person("ana"), directory.member("one", name="One Assessor", organisation="")
    directory.assessor("one")
    application = directory.submitted(applicant)
    directory.score(one, application)
    assert seen(directory, directory.chair(), application)["names"] == {one: "One Assessor"}


def test_a_panel_lists_what_waits_with_the_longest_waiting_first(directory):
    names = ["ana", "bea", "cai"]
    for name in names:
        directory.submitted(directory.person(name), name=name)
    directory.draft(directory.person("dee"))
    directory.submitted(directory.person("eve"), region="scotland")
    one = directory.assessor("one")
    directory.score(one, _first(directory.ask(one, "list_applications", status="submitted")))

    page = directory.ask(one, "list_applications", status="submitted", limit=2)
    rest = directory.ask(one, "list_applications", status="submitted", limit=2, after=page["next"])
    rows = page["items"] + rest["items"]
    assert ([row["name"] for row in rows], rest["next"]) == (names, None)
    assert [row["my_assessment"] for row in rows] == ["final", "none", "none"]
    assert [row["scored_count"] for row in rows] == [1, 0, 0]


def test_a_chair_lists_what_is_ready_to_decide(directory):
    chair, one, two = directory.chair(), directory.assessor("one"), directory.assessor("two")
    apart, waiting, ready, decided = (directory.submitted(directory.person(name), name=name) for name in "abcd")
    directory.assessor("three")
    for application in (apart, waiting, ready, decided):
        directory.score(one, application)
    for application in (ready, decided):
        directory.score(two, application)
    far = SCORES | {"scores": SCORES["scores"] | {"commitment": 1}}
    directory.ask(two, "score_application", application_id=apart["application_id"], **far)
    directory.decide(chair, decided)
    rows = directory.ask(chair, "list_applications", status="ready")["items"]
    assert [(row["name"], row["stage"]) for row in rows] == [("c", "ready")]


def test_a_panel_lists_everything_with_the_latest_first(directory):
    for name in ("ana", "bea", "cai"):
        directory.submitted(directory.person(name), name=name)
    chair = directory.chair()
    page = directory.ask(chair, "list_applications", limit=2)
    rest = directory.ask(chair, "list_applications", limit=2, after=page["next"])
    assert [row["name"] for row in page["items"] + rest["items"]] == ["cai", "bea", "ana"]


@pytest.mark.parametrize("statuses", [["submitted"], ["submitted", "accepted", "not_yet"]])
@pytest.mark.parametrize("direction", [store.ASCENDING, store.DESCENDING])
def test_every_list_reads_an_index_in_order(directory, statuses, direction):
    directory.submitted(directory.person("ana"))
    everywhere = [region.slug for region in reference.REGIONS]
    listed = directory.db.applications.find(store.application.panel_query(statuses, everywhere, direction, ""))
    plan = str(listed.sort("place", direction).limit(21).explain()["queryPlanner"]["winningPlan"])
    assert "'indexName': 'before_a_panel'" in plan
    assert "'SORT'" not in plan


def test_staff_list_every_region_and_a_panel_only_its_own(directory):
    directory.submitted(directory.person("ana"))
    directory.submitted(directory.person("eve"), region="scotland")
    staff, one = directory.person("staff", ("staff", None)), directory.assessor("one")
    assert len(directory.ask(staff, "list_applications")["items"]) == 2
    assert len(directory.ask(staff, "list_applications", region="scotland")["items"]) == 1
    with pytest.raises(Refused):
        directory.ask(one, "list_applications", region="scotland")
    with pytest.raises(Refused):
        directory.ask(directory.person("ana"), "list_applications")


def test_what_was_withdrawn_is_read_no_more(directory):
    applicant, one = directory.person("ana"), directory.assessor("one")
    application = directory.of(applicant, "withdraw_application", directory.submitted(applicant))
    assert directory.ask(one, "list_applications")["items"] == []
    with pytest.raises(Refused):
        seen(directory, one, application)
    with pytest.raises(NotFound):
        directory.ask(one, "get_application", application_id="unheard-of")


def _first(page):
    return page["items"][0]
