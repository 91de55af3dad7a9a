"""Whoever applies, assigns, steps back and scores at once ends with a panel that is in order."""

from __future__ import annotations

from tests.integration.directory.asking import SCORES, Directory
from tests.integration.directory.assessing import assessors, assigned, is_consistent
from tests.integration.directory.test_races import outcomes
from tests.waves import open_wave


def test_many_who_apply_at_once_are_spread_evenly(directory: Directory) -> None:
    five = assessors(directory, 5)
    open_wave(directory.community)
    drafts = [(person := directory.person(f"ana{number}"), directory.draft(person)) for number in range(10)]
    submitted = [
        directory.start(person, "submit_application", application_id=draft["application_id"], version=1)
        for person, draft in drafts
    ]
    assert set(outcomes(*submitted)) <= {"done", "busy"}
    for waiting in directory.db.applications.find({"status": "draft"}):
        named = {"application_id": waiting["_id"], "version": 1}
        directory.ask(waiting["person_id"], "submit_application", **named)
    assert {row["_id"]: row["open"] for row in directory.db.workloads.find()} == dict.fromkeys(five, 4)
    assert is_consistent(directory)


def test_who_applies_while_assessors_come_and_go_is_assigned_two_who_are_there(directory: Directory) -> None:
    people = assessors(directory, 4)
    open_wave(directory.community)
    drafts = [(person := directory.person(f"ana{number}"), directory.draft(person)) for number in range(6)]
    pending = [
        directory.start(person, "submit_application", application_id=draft["application_id"], version=1)
        for person, draft in drafts
    ]
    pending += [
        directory.start("ops", "revoke_role", person_id=people[0], role="assessor", region="wales"),
        directory.start("ops", "grant_role", person_id=directory.person("new"), role="assessor", region="wales"),
    ]
    assert outcomes(*pending) == {"done": 8}
    for row in directory.db.applications.find():
        assert len(row["assigned"]) == 2
        assert people[0] not in row["assigned"]
        assert row["short_handed"] is False
    assert is_consistent(directory)


def test_everybody_who_steps_back_at_once_is_replaced_as_long_as_somebody_is_left(directory: Directory) -> None:
    assessors(directory, 3)
    application = directory.submitted(directory.person("ana"))
    named = {"application_id": application["application_id"], "reason": "abstains"}
    gone = assigned(directory, application)
    assert outcomes(*[directory.start(who, "declare_conflict", **named) for who in gone]) == {"done": 2}
    assert len(assigned(directory, application)) == 1
    assert directory.db.applications.find_one()["short_handed"]
    assert is_consistent(directory)


def test_scoring_and_replacing_at_once_end_one_way(directory: Directory) -> None:
    assessors(directory, 3)
    application, chair = directory.submitted(directory.person("ana")), directory.chair()
    who = assigned(directory, application)[0]
    named = {"application_id": application["application_id"]}
    ended = outcomes(
        directory.start(who, "score_application", **named, **SCORES),
        directory.start(chair, "reassign_application", **named, assessor_id=who),
    )
    assert ended["done"] == 1
    row = directory.db.applications.find_one()
    assert (who in row["assigned"]) == (who in row["scored_by"])
    assert is_consistent(directory)
