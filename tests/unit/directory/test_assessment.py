"""One assessor's scores: a draft, then final for good."""

from __future__ import annotations

import pytest

from services.directory import reference
from services.directory.model import CRITERIA, Incomplete, RuleBroken
from tests.unit.directory.people import assessment, final


def test_the_criteria_are_those_the_reference_data_names():
    assert tuple(criterion.slug for criterion in reference.CRITERIA) == CRITERIA


def test_a_draft_may_be_partial():
    draft = assessment()
    draft.write({"commitment": 2}, {"experience": "Wide"})
    assert draft.scores == {"commitment": 2, "experience": None, "understanding": None}
    assert draft.reasons == {"commitment": "", "experience": "Wide", "understanding": ""}
    assert (draft.status, draft.version) == ("draft", 1)


def test_a_final_assessment_needs_every_score_and_reason():
    draft = assessment()
    draft.write({"commitment": 1, "experience": 4}, {"commitment": "Little", "experience": None})
    with pytest.raises(Incomplete) as refused:
        draft.finish()
    assert refused.value.pointers == (
        "/scores/understanding",
        "/reasons/experience",
        "/reasons/understanding",
    )


def test_a_final_assessment_cannot_change():
    with pytest.raises(RuleBroken, match="already_final"):
        final().write({}, {})
