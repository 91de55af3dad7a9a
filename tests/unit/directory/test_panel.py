"""Who assesses: balance, conflicts, third scores; and how far assessors agree."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.directory import reference
from services.directory.examples import EXAMPLES
from services.directory.model import (
    CRITERIA,
    Assessment,
    Assignment,
    Panel,
    RuleBroken,
    Workload,
    agreement,
    is_among,
    kappa,
    lie_apart,
    next_assessors,
    normal_form,
)
from services.directory.model.decision import take_effect
from tests.unit.directory.people import LATER, NOW, decided, decision, member, scored, submitted

IDS = st.sampled_from("abcdefgh")
MOMENTS = st.one_of(st.none(), st.integers(0, 5).map(lambda days: NOW + timedelta(days=days)))
LOADS = st.dictionaries(IDS, st.tuples(st.integers(0, 3), MOMENTS)).map(
    lambda found: [Workload(each, *load) for each, load in found.items()]
)
POINTS = st.integers(1, 4)
SCORES = st.fixed_dictionaries(dict.fromkeys(CRITERIA, POINTS))
PAIRS = st.lists(st.tuples(POINTS, POINTS), max_size=30)


def by(assessor_id, scores):
    assessment = Assessment(assessor_id, "application", assessor_id)
    assessment.write(scores, dict.fromkeys(CRITERIA, "Clear."))
    assessment.finish()
    return assessment


def give(days=14):
    return Assignment.give("assignment", "application", "assessor", "wales", NOW, days)


@given(LOADS, st.randoms())
def test_whoever_is_chosen_has_no_more_open_than_who_is_not_whatever_the_order(loads, rng):
    chosen = next_assessors(loads, 2)
    shuffled = rng.sample(loads, len(loads))
    assert next_assessors(shuffled, 2) == chosen
    assert len(chosen) == min(2, len(loads)) == len(set(chosen))
    open_by = {load.assessor_id: load.open for load in loads}
    rest = [load.open for load in loads if load.assessor_id not in chosen]
    assert all(open_by[each] <= min(rest, default=99) for each in chosen)


@given(st.integers(1, 6), st.integers(0, 30))
def test_one_after_the_other_nobody_gets_two_more_than_anybody_else(assessors, applications):
    counts, last = Counter({str(each): 0 for each in range(assessors)}), {}
    for number in range(applications):
        loads = [Workload(each, counts[each], last.get(each)) for each in counts]
        for chosen in next_assessors(loads, 2):
            counts[chosen] += 1
            last[chosen] = NOW + timedelta(minutes=number)
    assert max(counts.values()) - min(counts.values()) <= 1


def test_among_equals_who_was_not_asked_for_longest_comes_first_and_then_the_id_decides():
    loads = [Workload("a", 1, LATER), Workload("b", 1, NOW), Workload("d"), Workload("c")]
    assert next_assessors(loads, 4) == ["c", "d", "b", "a"]


@pytest.mark.parametrize(
    ("other", "same"),
    [
        ("Riverside Hospital", True),
        ("RIVERSIDE  hospital", True),
        ("Rivérside-Hospital", True),
        ("Riverside Hospital Trust", False),
        ("", False),
    ],
)
def test_organisations_are_compared_however_they_are_spelled(other, same):
    assert is_among({normal_form("Riverside Hospital")}, [other]) is same


@given(st.lists(st.text(max_size=5), max_size=3))
def test_no_organisation_is_nobodys_colleague(others):
    assert not is_among(set(), others)


def test_a_member_who_changes_their_employer_remains_a_colleague_of_the_former():
    one = member()
    one.update({"organisation": "riverside hospital"}, NOW)
    assert one.organisations == []
    one.update({"organisation": "Harbour View"}, LATER)
    assert one.organisations == [{"name": "riverside hospital", "until": "2026-03-03"}]
    assert is_among({normal_form("Riverside Hospital")}, one.worked_at)
    one.leave()
    assert one.organisations == []


@given(SCORES, SCORES)
def test_a_third_is_asked_exactly_when_two_differ_by_more_than_one_somewhere(one, two):
    application = scored()
    application.assigned = ("one", "two")
    application.weigh([by("one", one), by("two", two)])
    far = any(abs(one[name] - two[name]) > 1 for name in CRITERIA)
    assert (application.scores_needed, application.wanted) == ((3, 1) if far else (2, 0))
    assert application.has_enough_scores is not far
    assert lie_apart([by("one", one), by("two", two)]) is far


def far_apart():
    application = scored()
    application.assigned = ("one", "two")
    high, low = dict.fromkeys(CRITERIA, 4), dict.fromkeys(CRITERIA, 1)
    application.weigh([by("one", high), by("two", low)])
    return application


def test_the_chair_waits_for_the_third_and_decides_after_it():
    application = far_apart()
    application.assign("three")
    assert application.stage == "waiting_for_third"
    with pytest.raises(RuleBroken, match="third_score_awaited"):
        application.decide(decision("accepted"))
    application.count_score("three")
    assert application.stage == "ready"
    application.decide(decision("accepted"))
    assert application.stage == "held"
    take_effect(application, LATER)
    assert application.stage == "accepted"


def test_the_chair_decides_alone_when_nobody_is_left_for_a_third():
    application = far_apart()
    application.short_handed = True
    assert (application.is_for_chair_alone, application.is_decidable) == (True, True)
    application.decide(decision("accepted"))


def test_two_scores_are_needed_however_short_handed_a_panel_is():
    application = scored(by=("one",))
    application.short_handed = True
    assert (application.stage, application.is_for_chair_alone) == ("waiting_for_assessors", False)
    with pytest.raises(RuleBroken, match="too_few_assessments"):
        application.decide(decision("accepted"))


def test_scores_of_somebody_with_a_conflict_do_not_count():
    application = far_apart()
    application.bar("two")
    application.weigh([by("one", dict.fromkeys(CRITERIA, 4)), by("two", dict.fromkeys(CRITERIA, 1))])
    assert (application.scored_by, application.assigned, application.barred) == (("one",), ("one",), ("two",))
    assert (application.scores_needed, application.wanted) == (2, 1)


def test_another_region_begins_anew_and_the_member_stays_where_they_said():
    application = far_apart()
    version = application.version
    application.move("wessex", LATER)
    assert (application.profile.region, application.assigned, application.scored_by) == ("wessex", (), ())
    assert (application.scores_needed, application.wanted, application.version) == (2, 2, version + 1)
    application.move("oxford", LATER)
    assert application.own_profile.region == "wales"
    with pytest.raises(RuleBroken, match="same_region"):
        application.move("oxford", LATER)
    with pytest.raises(RuleBroken, match="not_under_assessment"):
        decided("accepted").move("wessex", LATER)


def test_an_assignment_is_reminded_of_once_before_and_once_after_it_is_due():
    assignment = give()
    assert assignment.remind_at == NOW + timedelta(days=11)
    assert assignment.remind(assignment.remind_at) == "soon"
    assert assignment.remind_at == assignment.due_at
    assert assignment.remind(assignment.due_at) == "late"
    assert assignment.remind_at is None


def test_whoever_is_late_already_is_told_only_that():
    assignment = give()
    assert assignment.remind(assignment.due_at) == "late"
    assert assignment.remind_at is None


def test_what_is_scored_or_ended_is_late_no_more():
    done, off = give(), give()
    done.score()
    off.end("silent")
    assert not done.is_late(NOW + timedelta(days=99))
    assert not off.is_late(NOW + timedelta(days=99))
    assert (done.remind_at, off.remind_at) == (None, None)
    for change in (off.score, lambda: off.end("moved"), done.score):
        with pytest.raises(RuleBroken, match="not_assigned"):
            change()


def test_a_deputy_stands_in_until_and_including_a_day():
    panel = Panel("wales")
    assert not panel.has_deputy(NOW.date())
    panel.name("deputy", NOW.date())
    assert panel.has_deputy(NOW.date())
    assert not panel.has_deputy(LATER.date())
    panel.release()
    assert not panel.has_deputy(NOW.date())


@given(PAIRS)
def test_agreement_counts_what_is_equal_among_what_is_near(pairs):
    found = agreement(pairs)
    assert 0 <= found.equal <= found.within_one <= found.pairs == len(pairs)
    assert (found.kappa is None) or len(pairs) >= 10
    assert found.kappa is None or -1.0001 <= found.kappa <= 1


@given(st.lists(POINTS, min_size=2, max_size=20).filter(lambda points: len(set(points)) > 1))
def test_who_always_agrees_has_a_kappa_of_one(points):
    assert kappa([(point, point) for point in points]) == 1


def test_kappa_is_what_is_worked_out_by_hand():
    pairs = [(1, 1), (2, 2), (3, 2), (4, 4)]
    # Observed: 1 squared apart in 4 pairs. Chance: all 16 combinations of the two lists, squared, over 4.
    assert kappa(pairs) == pytest.approx(1 - (1 * 4) / (0 + 1 + 1 + 9 + 1 + 0 + 0 + 4 + 4 + 1 + 1 + 1 + 9 + 4 + 4 + 0))
    assert kappa([(3, 3)] * 12) is None


def test_the_examples_are_of_many_backgrounds_and_use_the_whole_scale():
    assert {"patient-leader", "ward-nurse", "manager", "researcher"} <= {each.slug for each in EXAMPLES}
    for name in CRITERIA:
        assert len({each.scores[name] for each in EXAMPLES}) >= 3
    assert {point for each in EXAMPLES for point in each.scores.values()} == {1, 2, 3, 4}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: each.slug)
def test_every_example_answers_and_explains_each_criterion(example):
    criteria = {choice.slug for choice in reference.CRITERIA}
    assert set(example.scores) == set(example.reasons) == criteria
    assert all(len(getattr(example, name)) > 80 for name in criteria)


def test_what_is_decided_or_withdrawn_waits_for_nobody():
    application = submitted()
    application.withdraw(LATER)
    assert application.stage == "withdrawn"
