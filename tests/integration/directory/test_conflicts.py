"""Nobody judges whom they work with: conflicts that are found, declared, or come later (clause 19)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bus.errors import Conflict, Refused
from bus.times import utc_now
from services.directory import actions
from tests.integration.directory.asking import NOMINATION, Directory
from tests.integration.directory.assessing import assessors, assigned, at, is_consistent, read, step_back


def test_nobody_is_assigned_to_themselves_or_to_a_colleague_present_or_past(directory: Directory) -> None:
    applicant = directory.assessor("ana")
    colleague = directory.member("one", organisation="RIVERSIDE hospital")
    former = directory.member("two", organisation="Riverside Hospital")
    directory.ask(former, "update_profile", version=1, organisation="Harbour View")
    for name in ("one", "two"):
        directory.assessor(name)
    free = directory.assessor("three")
    application = directory.submitted(applicant)
    assert assigned(directory, application) == [free]
    assert not {colleague, former} & {*assigned(directory, application)}
    row = directory.ask(directory.chair(), "list_applications", status="submitted")["items"][0]
    assert row["stage"] == "waiting_for_assessors"


def test_who_comes_to_work_with_the_applicant_is_taken_off(directory: Directory) -> None:
    mover = directory.member("one", organisation="")
    for name in ("one", "two"):
        directory.assessor(name)
    application, other = directory.submitted(directory.person("ana")), directory.assessor("three")
    assert mover in assigned(directory, application)
    directory.ask(mover, "update_profile", version=1, organisation="riverside hospital")
    assert assigned(directory, application) == sorted([directory.person("two"), other])
    assert is_consistent(directory)


def test_why_a_conflict_was_found_tells_nobody_where_either_works(directory: Directory) -> None:
    mover = directory.member("one", organisation="")
    directory.assessor("one")
    application = directory.submitted(directory.person("ana"))
    hidden = {"organisation": "Riverside Hospital", "shown_to": {"organisation": "nobody"}}
    directory.ask(mover, "update_profile", version=1, **hidden)
    seen = read(directory, directory.chair(), application)
    assert [each["reason"] for each in seen["assignments"]] == ["conflict_found"]
    assert "same_organisation" not in str(seen)


def test_who_once_worked_with_the_applicant_and_says_so_later_is_taken_off(directory: Directory) -> None:
    former = directory.member("one", organisation="Harbour View")
    directory.assessor("one")
    application = directory.submitted(directory.person("ana"))
    past = [{"name": "Riverside Hospital", "until": "2019-03-01"}]
    directory.ask(former, "update_profile", version=1, organisations=past)
    assert assigned(directory, application) == []


def test_who_joins_from_the_applicant_s_organisation_is_taken_off(directory: Directory) -> None:
    nomination = NOMINATION | {"address": "one@example.org", "organisation": ""}
    nominee = directory.ask("ops", "import_nomination", **nomination)["person_id"]
    directory.assessor("one")
    application, other = directory.submitted(directory.person("cai")), directory.assessor("two")
    assert assigned(directory, application) == sorted([nominee, other])
    directory.ask(nominee, "confirm_membership", version=1, visibility="public", organisation="riverside hospital")
    assert assigned(directory, application) == [other]
    assert is_consistent(directory)


def test_whom_a_job_finds_to_be_a_colleague_is_replaced_and_not_reminded(directory: Directory) -> None:
    mover = directory.member("one", organisation="")
    directory.assessor("one")
    application = directory.submitted(directory.person("ana"))
    next_one = directory.assessor("two")
    directory.db.members.update_one({"_id": mover}, {"$set": {"worked_at": ["Riverside Hospital"]}})
    third = directory.assessor("three")
    at(directory, 12, actions.remind_assessors)
    assert assigned(directory, application) == sorted([next_one, third])
    assert mover not in {told["person_id"] for told in directory.told("assignment.due")}
    assert is_consistent(directory)


def test_who_declares_a_conflict_is_replaced_and_reads_it_no_more(directory: Directory) -> None:
    three = assessors(directory, 3)
    application = directory.submitted(directory.person("ana"))
    gone = assigned(directory, application)[0]
    for _ in range(2):
        step_back(directory, gone, application, "family_or_friend")
    left = assigned(directory, application)
    assert len(left) == 2
    assert {gone, *left} == {*three}
    with pytest.raises(Refused):
        read(directory, gone, application)
    assert directory.ask(gone, "list_applications")["items"] == []
    assert directory.ask(gone, "list_my_assignments")["items"] == []
    trail = read(directory, directory.chair(), application)["audit"]
    assert [row["action"] for row in trail][2:] == [
        "assignment.made",
        "assignment.made",
        "conflict.declared",
        "assignment.ended",
        "assignment.made",
    ]
    assert [row["detail"] for row in trail if row["action"] == "conflict.declared"] == [{"reason": "family_or_friend"}]
    assert is_consistent(directory)


def test_scores_of_who_steps_back_count_no_more(directory: Directory) -> None:
    assessors(directory, 3)
    application = directory.submitted(directory.person("ana"))
    one, two = assigned(directory, application)
    for who in (one, two):
        directory.score(who, application)
    step_back(directory, one, application, "abstains")
    chair = directory.chair()
    seen = read(directory, chair, application)
    assert (seen["scored_count"], [each["assessor_id"] for each in seen["assessments"]]) == (1, [two])
    with pytest.raises(Conflict, match="too_few"):
        directory.decide(chair, application)


def test_a_chair_with_a_conflict_neither_reads_nor_decides_and_their_deputy_does(directory: Directory) -> None:
    application = directory.scored(directory.person("ana"))
    deputy, chair = directory.assessor("deputy"), directory.chair()
    tomorrow = str(utc_now().date() + timedelta(days=1))
    directory.ask(chair, "name_deputy", region="wales", person_id=deputy, until=tomorrow)
    step_back(directory, chair, application, "works_together")
    assert directory.ask(chair, "list_applications")["items"] == []
    for ask in (read, lambda *each: each[0].decide(*each[1:])):
        with pytest.raises(Refused):
            ask(directory, chair, application)
    assert directory.ask(deputy, "get_my_roles")["deputy_in"] == ["wales"]
    assert directory.decide(deputy, application)["status"] == "accepted"


def test_a_chair_from_the_same_organisation_is_kept_out_without_saying_so(directory: Directory) -> None:
    chair = directory.member("chair")
    directory.chair()
    application = directory.scored(directory.person("ana"))
    assert directory.ask(chair, "list_applications")["items"] == []
    with pytest.raises(Refused):
        directory.decide(chair, application)
    assert directory.told("application.submitted")[0]["kept_from"] == [chair]
