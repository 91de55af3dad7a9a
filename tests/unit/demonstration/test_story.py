"""The story of the demonstration keeps the rules of the community, and is the same every time."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest

from deploy.local.demonstration import calendar, story
from deploy.local.demonstration.calendar import WAVES
from deploy.local.demonstration.story import Life, Story
from services.directory.model import CRITERIA, HIGHEST, LOWEST, is_among, normal_form
from services.directory.model.wave import PILOT, ROTATION
from services.directory.reference import BACKGROUNDS, REGIONS, slugs

MEMBERS = 2500
TODAY = timedelta()


@pytest.fixture(scope="module")
def told() -> Story:
    return story.of(MEMBERS)


@pytest.fixture(scope="module")
def applied(told: Story) -> list[Life]:
    return [life for life in told.lives if life.wave]


def test_so_many_join_as_were_asked_for(told: Story) -> None:
    assert story.FOUNDERS + sum(life.has_joined for life in told.lives) == MEMBERS


@pytest.mark.parametrize("members", [231, 232, 260, 500])
def test_a_smaller_community_has_a_story_too(members: int) -> None:
    assert story.FOUNDERS + sum(life.has_joined for life in story.of(members).lives) == members


def test_the_same_story_is_told_every_time(told: Story) -> None:
    assert story.of(MEMBERS) == told


def test_nobody_is_two_people_and_no_mail_to_them_can_be_delivered(told: Story) -> None:
    addresses = [life.address for life in (*told.lives, *told.asking)]
    assert len(addresses) == len(set(addresses))
    assert {address.split("@")[1] for address in addresses} == {"example.org", "example.com", "example.net"}


def test_alumni_come_before_national_organisations_before_two_pilot_regions_before_rotations() -> None:
    kinds = [wave.kind for wave in sorted(WAVES, key=lambda wave: -wave.opened)]
    assert kinds == ["alumni", "organisations"] + ["regions"] * (len(WAVES) - 2)
    pilot, *rotations = (len(wave.regions) for wave in WAVES if wave.regions)
    assert pilot in PILOT
    assert set(rotations) <= set(ROTATION)


def test_every_region_had_its_turn_twice() -> None:
    turns = Counter(region for wave in WAVES if not wave.is_open for region in wave.regions)
    assert turns == dict.fromkeys(slugs(REGIONS), 2)


def test_no_region_is_in_two_waves_at_once() -> None:
    for one in WAVES:
        for other in WAVES:
            shares_days = one.opened >= other.closed and other.opened >= one.closed
            assert one is other or not shares_days or not set(one.regions) & set(other.regions)


def test_people_apply_while_their_wave_is_open_and_in_a_region_of_it(told: Story) -> None:
    for wave in WAVES:
        for life in told.in_wave(wave):
            assert life.submitted is not None
            assert -wave.opened <= life.submitted.days <= -max(wave.closed, 1)
            assert not wave.regions or life.written["region"] in wave.regions


def test_an_answer_follows_two_scores_at_least_and_everything_is_over(applied: list[Life]) -> None:
    for life in applied:
        times = [life.submitted, *(scored.after for scored in life.scored)]
        if life.ended and life.ended.name in ("accept", "not_yet"):
            assert len(life.scored) >= 2
            times.append(life.ended.after)
        assert times == sorted(times)
        assert max(times) < TODAY


def test_a_third_score_is_given_exactly_where_two_lie_apart(applied: list[Life]) -> None:
    decided = [life for life in applied if life.ended and life.ended.name in ("accept", "not_yet")]
    for life in decided:
        first, second, *third = life.scored
        apart = max(abs(first.scores[name] - second.scores[name]) for name in CRITERIA)
        assert len(third) == int(apart > 1)
    assert any(len(life.scored) == 3 for life in decided)


def test_scores_are_on_the_scale_and_each_has_its_reason(applied: list[Life]) -> None:
    for life in applied:
        for scored in life.scored:
            assert all(LOWEST <= scored.scores[name] <= HIGHEST and scored.reasons[name] for name in CRITERIA)


def test_nobody_judges_a_colleague(told: Story, applied: list[Life]) -> None:
    work_at = {panel.region: panel.organisations for panel in told.panels}
    for life in applied:
        assert not is_among({normal_form(life.written["organisation"])}, work_at[life.written["region"]])


def test_each_region_has_a_chair_and_two_assessors_at_least(told: Story) -> None:
    assert {panel.region for panel in told.panels} == slugs(REGIONS)
    for panel in told.panels:
        assert len(set(panel.assessors) - {panel.chair}) >= 2


def test_who_refuses_says_why(applied: list[Life]) -> None:
    refused = [life.ended for life in applied if life.ended and life.ended.name == "not_yet"]
    assert len(refused) > MEMBERS // 20
    assert all(ended.given["feedback"] for ended in refused)


def test_members_act_after_they_joined_in_order_and_not_after_they_left(told: Story) -> None:
    for life in told.lives:
        times = [step.after for step in life.steps]
        assert times == sorted(times)
        assert all(after < TODAY for after in times)
        if life.has_joined and life.ended:
            assert all(after > life.ended.after for after in times)
        assert "leave" not in [step.name for step in life.steps[:-1]]


def test_people_are_many_kinds_of_people(told: Story) -> None:
    assert {life.written["background"] for life in told.lives} == slugs(BACKGROUNDS)
    texts = Counter(life.written["biography"] for life in told.lives if life.written["biography"])
    assert max(texts.values()) < MEMBERS // 100
    hidden = sum(bool(step.given.get("shown_to")) for life in told.lives for step in life.steps)
    described = sum(step.name == "describe" for life in told.lives for step in life.steps)
    assert 0.15 < hidden / described < 0.25


def test_what_waits_today_waits_in_different_states(told: Story) -> None:
    waiting = told.in_wave(WAVES[-1])
    assert {len(life.scored) for life in waiting} == {0, 1, 2}
    assert {step.name for life in waiting for step in life.steps} == {"ask", "answer_question", "conflict"}
    assert min(life.submitted or TODAY for life in waiting) < -timedelta(days=14)


def test_waves_are_named_by_when_they_opened() -> None:
    assert WAVES[2].called(date(2026, 11, 22)) == "Pilot of two regions, May 2025"
    assert calendar.shared_out(100)["pilot"] < 100
