"""Two assessors of the region are assigned by balance, and what is short-handed fills up (clauses 13 to 15)."""

from __future__ import annotations

import pytest

from bus.actor import Actor
from bus.errors import Refused
from services.directory import actions
from tests.integration.directory.asking import Directory
from tests.integration.directory.assessing import assessors, assigned, at, is_consistent, read


def test_two_assessors_of_the_region_are_assigned_and_nobody_else_assesses(directory: Directory) -> None:
    three = assessors(directory, 3)
    far = directory.assessor("far", "scotland")
    application = directory.submitted(directory.person("ana"))
    chosen = assigned(directory, application)
    assert chosen == sorted(three)[:2]
    for who in {*three, far} - {*chosen}:
        with pytest.raises(Refused):
            directory.score(who, application)
        with pytest.raises(Refused):
            read(directory, who, application)
    assert [told["person_id"] for told in directory.told("assignment.made")] == chosen
    tasks = directory.ask(chosen[0], "list_my_assignments")["items"]
    assert [(task["name"], task["late"], task["my_assessment"]) for task in tasks] == [("Ana Example", False, "none")]
    assert is_consistent(directory)


def test_what_is_short_handed_fills_up_when_somebody_becomes_an_assessor(directory: Directory) -> None:
    application = directory.submitted(directory.person("ana"))
    assert read(directory, directory.chair(), application)["short_handed"]
    one, two = assessors(directory, 2)
    assert assigned(directory, application) == sorted([one, two])
    assert not read(directory, directory.person("chair"), application)["short_handed"]


def test_what_was_there_before_anybody_was_assigned_is_filled_up_by_the_job(directory: Directory) -> None:
    application = directory.submitted(directory.person("ana"))
    gone = dict.fromkeys(("assigned", "barred", "scores_needed", "short_handed", "applied_in"), "")
    directory.db.applications.update_one({}, {"$unset": gone})
    directory.db.persons.update_one(
        {"_id": directory.person("one")}, {"$set": {"holds_roles": True, "roles": [_role()]}}
    )
    itself = Actor("service", "directory")
    assert at(directory, 0, actions.fill_panels, itself, frozenset({"wales"}), "") is None
    assert assigned(directory, application) == [directory.person("one")]


def _role():
    return {"role": "assessor", "region": "wales"}


def test_what_is_withdrawn_or_decided_is_open_for_nobody(directory: Directory) -> None:
    assessors(directory, 2)
    applicant = directory.person("ana")
    directory.of(applicant, "withdraw_application", directory.submitted(applicant))
    directory.submitted(applicant)
    directory.ask("ops", "erase_person", person_id=applicant)
    assert directory.db.assignments.count_documents({"status": "open"}) == 0
    assert is_consistent(directory)
