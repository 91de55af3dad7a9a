"""The invented swap shop: there are people for every ad, who were there before it was posted."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta

import pytest

from deploy.local.demonstration import story, swapping
from deploy.local.demonstration.make_cohort import HERE
from deploy.local.demonstration.swapping import Swapping

TODAY = date(2026, 12, 1)
TEXTS = json.loads((HERE / "ads.json").read_text("utf-8"))


@pytest.mark.parametrize("members", [250, 2500])
def test_the_accounts_post_and_founders_who_have_stayed(members: int) -> None:
    told = story.of(members)
    posters = swapping.posters(told)
    assert posters[: len(story.accounts())] == list(story.accounts())
    assert len(set(posters)) == swapping.POSTERS
    assert set(posters) <= {each["address"] for each in story.founders()}
    left = {life.address for life in told.lives if "leave" in [step.name for step in life.steps]}
    assert not left & set(posters)


def test_there_is_somebody_for_every_ad_and_it_is_the_same_story_each_time() -> None:
    ids = [f"poster {number}" for number in range(swapping.POSTERS)]
    acts = list(Swapping(TEXTS, ids, ["stranger"], TODAY, "a story").acts())
    ads = 2 * len(TEXTS["pairs"]) + sum(len(TEXTS[name]) for name in ("closed", "advice", "wanted", "strangers"))
    assert len({act.act_id for act in acts}) == ads
    again = Swapping(TEXTS, ids, ["stranger"], TODAY, "a story").acts()
    assert [(act.act_id, act.at) for act in acts] == [(act.act_id, act.at) for act in again]
    midnight = datetime.combine(TODAY, time(), UTC)
    assert all(act.at < midnight - timedelta(days=1) for act in acts)


def test_every_want_of_an_account_has_an_offer_and_a_reply() -> None:
    pairs = TEXTS["pairs"][: len(story.accounts())]
    assert len(pairs) == len(story.accounts())
    assert all("reply" in pair for pair in pairs)
