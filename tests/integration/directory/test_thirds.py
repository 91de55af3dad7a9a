"""Scores that lie apart bring a third; a silent assessor is replaced (clauses 13 to 15, 19)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bus.errors import Conflict, Refused
from tests.integration.directory.asking import SCORES, Directory
from tests.integration.directory.assessing import HIGH, LOW, assessors, assigned, give_scores, is_consistent, read


def test_scores_far_apart_bring_a_third_whom_the_chair_awaits(directory: Directory) -> None:
    three = assessors(directory, 3)
    application, chair = directory.submitted(directory.person("ana")), directory.chair()
    one, two = assigned(directory, application)
    give_scores(directory, one, application, HIGH)
    give_scores(directory, two, application, LOW)
    third = ({*three} - {one, two}).pop()
    assert third in assigned(directory, application)
    assert read(directory, chair, application)["stage"] == "waiting_for_third"
    with pytest.raises(Conflict, match="third_score_awaited"):
        directory.decide(chair, application)
    directory.score(third, application)
    assert directory.decide(chair, application)["status"] == "accepted"


def test_the_chair_decides_alone_when_there_is_no_third_and_the_trail_says_so(directory: Directory) -> None:
    one, two = assessors(directory, 2)
    application, chair = directory.submitted(directory.person("ana")), directory.chair()
    give_scores(directory, one, application, HIGH)
    give_scores(directory, two, application, LOW)
    assert read(directory, chair, application)["alone"]
    directory.decide(chair, application)
    trail = read(directory, chair, application)["audit"]
    short = {"reason": "nobody_free", "lacks": "third"}
    assert short in [row["detail"] for row in trail if row["action"] == "application.short_handed"]
    decided = [row["detail"] for row in trail if row["action"] == "application.decided"]
    assert decided == [{"outcome": "accepted", "alone": "nobody_free"}]


def test_a_third_who_is_silent_and_whom_nobody_can_replace_holds_nothing_up_once_they_are_late(
    directory: Directory,
) -> None:
    assessors(directory, 3)
    application, chair = directory.submitted(directory.person("ana")), directory.chair()
    for who, scores in zip(assigned(directory, application), (HIGH, LOW), strict=True):
        give_scores(directory, who, application, scores)
    (third,) = {*assigned(directory, application)} - {*directory.db.applications.find_one()["scored_by"]}
    named = {"application_id": application["application_id"], "assessor_id": third}
    with pytest.raises(Conflict, match="nobody_free"):
        directory.ask(chair, "reassign_application", **named)
    directory.db.assignments.update_one(named, {"$set": {"due_at": datetime(2026, 1, 1, tzinfo=UTC)}})
    assert directory.ask(chair, "reassign_application", **named)["alone"]
    assert directory.decide(chair, application)["status"] == "accepted"
    trail = read(directory, chair, application)["audit"]
    ended = [row["detail"] for row in trail if row["action"] == "assignment.ended"]
    assert ended == [{"assessor_id": third, "reason": "silent"}]
    assert [row["detail"] for row in trail if row["action"] == "application.decided"] == [
        {"outcome": "accepted", "alone": "nobody_free"}
    ]


def test_of_the_first_two_nobody_is_let_go_whom_nobody_can_replace_however_late(directory: Directory) -> None:
    one, two = assessors(directory, 2)
    application, chair = directory.submitted(directory.person("ana")), directory.chair()
    directory.score(one, application)
    named = {"application_id": application["application_id"], "assessor_id": two}
    directory.db.assignments.update_one(named, {"$set": {"due_at": datetime(2026, 1, 1, tzinfo=UTC)}})
    with pytest.raises(Conflict, match="nobody_free"):
        directory.ask(chair, "reassign_application", **named)
    assert two in assigned(directory, application)


def test_a_silent_assessor_is_replaced_by_the_next_and_their_draft_does_not_count(directory: Directory) -> None:
    assessors(directory, 3)
    application, chair = directory.submitted(directory.person("ana")), directory.chair()
    silent, other = assigned(directory, application)
    named = {"application_id": application["application_id"]}
    directory.ask(silent, "save_assessment", **named, **SCORES)
    directory.ask(chair, "reassign_application", **named, assessor_id=silent)
    left = assigned(directory, application)
    assert other in left
    assert silent not in left
    with pytest.raises(Refused):
        directory.ask(silent, "score_application", **named, version=1, **SCORES)
    assert directory.db.assessments.find_one({"assessor_id": silent})["status"] == "draft"
    for who, code in ((silent, "not_assigned"), (other, "nobody_free")):
        with pytest.raises(Conflict, match=code):
            directory.ask(chair, "reassign_application", **named, assessor_id=who)
    with pytest.raises(Refused):
        directory.ask(other, "reassign_application", **named, assessor_id=other)
    assert is_consistent(directory)


def test_the_chair_chooses_who_comes_instead(directory: Directory) -> None:
    four = assessors(directory, 4)
    application, chair = directory.submitted(directory.person("ana")), directory.chair()
    silent, other = assigned(directory, application)
    last = max({*four} - {silent, other})
    named = {"application_id": application["application_id"], "assessor_id": silent}
    with pytest.raises(Conflict, match="not_free"):
        directory.ask(chair, "reassign_application", **named, to=other)
    directory.ask(chair, "reassign_application", **named, to=last)
    assert assigned(directory, application) == sorted([other, last])
