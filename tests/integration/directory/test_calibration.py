"""Assessors practise on invented applications."""

from __future__ import annotations

import pytest

from bus.errors import Conflict, Invalid, Refused
from services.directory.examples import EXAMPLES
from tests.integration.directory.asking import Directory

FIRST = EXAMPLES[0]
SCORES = dict.fromkeys(FIRST.scores, 3)


def score(directory, who, example=FIRST.slug, scores=SCORES):
    return directory.ask(who, "score_example", example=example, scores=scores)


def test_the_reference_and_the_others_show_after_ones_own_scores(directory: Directory) -> None:
    one, two = directory.assessor("one"), directory.assessor("two")
    before = directory.ask(one, "get_example", example=FIRST.slug)
    assert (before["mine"], "reference" in before, "scores" in before) == (None, False, False)
    score(directory, one)
    score(directory, two, scores=FIRST.scores)
    after = directory.ask(one, "get_example", example=FIRST.slug)
    assert (after["mine"], after["reference"]) == (SCORES, FIRST.scores)
    assert after["panel"]["commitment"] == [0, 0, 0, 1]


def test_an_example_is_scored_once_and_whole(directory: Directory) -> None:
    one = directory.assessor("one")
    with pytest.raises(Invalid) as refused:
        score(directory, one, scores={"commitment": 2})
    assert [error["pointer"] for error in refused.value.errors] == ["/scores/experience", "/scores/understanding"]
    score(directory, one)
    with pytest.raises(Conflict, match="already_final"):
        score(directory, one, scores=FIRST.scores)


def test_agreement_is_counted_and_the_chair_sees_that_of_the_panel(directory: Directory) -> None:
    people = [directory.assessor(f"assessor{number}") for number in range(2)]
    for who in people:
        for example in EXAMPLES:
            score(directory, who, example.slug, example.scores)
    mine = directory.ask(people[0], "list_examples")
    assert mine["agreement"]["experience"] == {"pairs": 5, "equal": 5, "within_one": 5, "kappa": None}
    assert all(row["scored"] for row in mine["items"])
    panel = directory.ask(directory.chair(), "get_panel", region="wales")
    assert panel["agreement"]["experience"] == {"pairs": 10, "equal": 10, "within_one": 10, "kappa": 1.0}
    assert [each["calibrated"] for each in panel["assessors"]] == [5, 5]


def test_only_who_sits_on_a_panel_practises(directory: Directory) -> None:
    who = directory.person("ana")
    for ask in (score, lambda *each: each[0].ask(each[1], "list_examples")):
        with pytest.raises(Refused):
            ask(directory, who)
    assert directory.ask(directory.chair(), "list_examples")["items"]


def test_what_an_erased_assessor_scored_is_gone(directory: Directory) -> None:
    one = directory.assessor("one")
    score(directory, one)
    directory.ask("ops", "erase_person", person_id=one)
    assert directory.db.calibrations.count_documents({}) == directory.db.workloads.count_documents({}) == 0
