"""Assessors are reminded, and who leads the panel sees who is late (clause 19)."""

from __future__ import annotations

from datetime import UTC, datetime

from services.directory import actions
from tests.integration.directory.asking import Directory
from tests.integration.directory.assessing import assessors, assigned, at


def test_assessors_are_reminded_three_days_before_and_when_late_once_each(directory: Directory) -> None:
    assessors(directory, 2)
    application = directory.submitted(directory.person("ana"))
    for days in (1, 10, 11.1, 12, 14.1, 15, 30):
        at(directory, days, actions.remind_assessors)
    told = [(each["person_id"], each["state"]) for each in directory.told("assignment.due")]
    one, two = assigned(directory, application)
    assert sorted(told) == sorted([(one, "soon"), (one, "late"), (two, "soon"), (two, "late")])


def test_who_has_scored_is_not_reminded(directory: Directory) -> None:
    one, two = assessors(directory, 2)
    application = directory.submitted(directory.person("ana"))
    directory.score(one, application)
    at(directory, 20, actions.remind_assessors)
    assert [(each["person_id"], each["state"]) for each in directory.told("assignment.due")] == [(two, "late")]


def test_the_chair_sees_who_is_late_and_what_each_has_open(directory: Directory) -> None:
    one, two = assessors(directory, 2)
    chair = directory.chair()
    application = directory.submitted(directory.person("ana"))
    directory.submitted(directory.person("bea"), name="Bea")
    directory.score(one, application)
    named = {"assessor_id": two, "application_id": application["application_id"]}
    due_at, row = datetime(2026, 1, 1, tzinfo=UTC), directory.db.assignments.find_one(named)
    long_ago = {"due_at": due_at, "place": f"{due_at.isoformat()} {row['_id']}"}
    directory.db.assignments.update_one(named, {"$set": long_ago})
    panel = directory.ask(chair, "get_panel", region="wales")
    loads = {each["assessor_id"]: (each["open"], each["late"]) for each in panel["assessors"]}
    assert loads == {one: (1, 0), two: (2, 1)}
    rows = directory.ask(chair, "list_applications", status="submitted")["items"]
    assert [row["late"] for row in rows] == [True, False]
    assert {row["stage"] for row in rows} == {"waiting_for_scores"}
    mine = directory.ask(two, "list_my_assignments", limit=1)
    rest = directory.ask(two, "list_my_assignments", limit=1, after=mine["next"])
    assert ([len(page["items"]) for page in (mine, rest)], rest["next"]) == ([1, 1], None)
