"""Where a member worked before, their recognitions and their first steps."""

from __future__ import annotations

from datetime import timedelta

import pytest

from services.directory.model import STEPS, RuleBroken, next_steps, recognition, settle
from services.directory.model.history import MOST_KEPT
from services.directory.model.recognition import MOST_HELD
from tests.unit.directory.people import LATER, NOW, member, nominated, recognised

CLINIC = {"name": "Hillside Clinic", "until": "2024-05-31"}


def test_the_organisation_that_was_left_is_kept_with_the_day():
    mover = recognised()
    mover.update({"organisation": "Lakeside Trust"}, LATER)
    assert mover.organisations == [{"name": "Riverside Hospital", "until": "2026-03-03"}, CLINIC]


def test_who_has_no_organisation_any_more_has_one_behind_them():
    mover = member()
    mover.update({"organisation": ""}, LATER)
    assert mover.organisations == [{"name": "Riverside Hospital", "until": "2026-03-03"}]
    mover.update({"organisation": "Lakeside Trust"}, LATER)
    assert len(mover.organisations) == 1


@pytest.mark.parametrize("same", ["riverside  hospital", "Riverside Hospital"])
def test_another_spelling_is_no_other_organisation(same):
    stayer = member()
    stayer.update({"organisation": same, "role": "Matron"}, LATER)
    assert stayer.organisations == []


def test_history_is_its_members_to_mend_and_to_delete():
    mover = recognised()
    mover.update({"organisations": [CLINIC | {"until": "2023-01-31"}]}, LATER)
    assert mover.organisations == [CLINIC | {"until": "2023-01-31"}]
    mover.update({"organisations": []}, LATER)
    assert mover.organisations == []


def test_only_so_much_history_is_kept():
    mover = member()
    for number in range(MOST_KEPT + 3):
        mover.update({"organisation": f"Trust {number}"}, LATER)
    assert (len(mover.organisations), mover.organisations[0]["name"]) == (MOST_KEPT, f"Trust {MOST_KEPT + 1}")


def test_nothing_beside_the_entry_is_kept_of_who_leaves():
    gone = recognised()
    settle(gone, "meet_region")
    gone.leave()
    assert (gone.organisations, gone.recognitions, gone.settled_steps) == ([], [], [])


def test_the_latest_recognition_comes_first_and_one_topic_is_recognised_once():
    held = recognition.given(recognised().recognitions, "second", "cancer", "For two years of it.", LATER)
    assert [each["recognition_id"] for each in held] == ["second", "recognition"]
    with pytest.raises(RuleBroken, match="recognised_already"):
        recognition.given(held, "third", "cancer", "Again.", LATER)


def test_there_is_an_end_to_recognition():
    held = []
    for number in range(MOST_HELD):
        held = recognition.given(held, str(number), f"topic-{number}", "Good.", NOW + timedelta(days=number))
    with pytest.raises(RuleBroken, match="too_many_recognitions"):
        recognition.given(held, "more", "more", "Good.", NOW)


def test_what_is_taken_back_is_gone_and_what_is_declined_is_not_shown():
    held = recognised().recognitions
    assert recognition.taken_back(held, "recognition") == []
    hidden = recognition.showing(held, "recognition", "nobody")
    assert recognition.shown(hidden) == []
    assert recognition.shown(recognition.showing(hidden, "recognition", "entry")) == held
    for change in (recognition.taken_back, lambda all_, one: recognition.showing(all_, one, "nobody")):
        with pytest.raises(RuleBroken, match="no_such_recognition"):
            change(held, "another")


@pytest.mark.parametrize(
    ("changes", "steps"),
    [
        ({}, ["meet_region", "meet_country", "say_offers"]),
        ({"background": "patient-leader"}, ["meet_patient_leaders", "meet_region", "meet_country"]),
        ({"offers": ["teaching"]}, ["meet_region", "meet_country", "see_offers"]),
        ({"topics": []}, ["choose_topics", "say_offers"]),
        ({"topics": [], "interests": ["cancer"]}, ["say_offers"]),
    ],
)
def test_first_steps_fit_what_was_said_and_are_three_at_most(changes, steps):
    assert next_steps(member(**changes)) == steps


@pytest.mark.parametrize("order", [STEPS, STEPS[::-1]])
def test_steps_come_to_an_end(order):
    newcomer = member(background="carer", offers=["teaching"])
    shown = next_steps(newcomer)
    for left in (2, 1, 0):
        settle(newcomer, next(step for step in order if step in next_steps(newcomer)))
        assert len(next_steps(newcomer)) == left
    assert shown


def test_a_step_is_settled_once_and_only_by_a_member():
    newcomer = member()
    settle(newcomer, "meet_region")
    settle(newcomer, "meet_region")
    assert newcomer.settled_steps == ["meet_region"]
    assert next_steps(nominated()) == []
    with pytest.raises(RuleBroken, match="not_confirmed"):
        settle(nominated(), "meet_region")
