"""What may become of an ad, and when."""

from __future__ import annotations

import dataclasses
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.matching.model.ad import KINDS, OPEN_FOR, SIDES, Ad
from services.matching.model.rules import Incomplete, RuleBroken
from tests.unit.matching.ads import NOW, WRITTEN, ad

LATER = NOW + timedelta(days=30)
STEPS = {
    "write": lambda one: one.write({"title": "Another title"}),
    "release": lambda one: one.release(LATER),
    "agree": lambda one: one.agree(),
    "renew": lambda one: one.renew(LATER),
    "close": lambda one: one.close("helped", "Thank you.", LATER),
    "remove": lambda one: one.remove("advertising", LATER),
}
MAY = {
    "waiting": {"write": "waiting", "release": "open", "close": "closed", "remove": "removed"},
    "open": {"write": "open", "agree": "agreed", "renew": "open", "close": "closed", "remove": "removed"},
    "agreed": {"renew": "open", "close": "closed", "remove": "removed"},
    "expired": {"renew": "open", "close": "closed", "remove": "removed"},
    "closed": {"remove": "removed"},
    "removed": {},
}


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("reach", ["region", "partnership"])
def test_an_ad_for_those_who_are_near_says_where(side: str, reach: str) -> None:
    with pytest.raises(Incomplete) as missing:
        ad(side, reach=reach)
    assert missing.value.pointers == (f"/{reach}",)
    assert ad(side, reach=reach, **{reach: "wales"}).reach == reach


def test_an_ad_is_open_for_sixty_days():
    assert (ad().state, ad().expires_at - NOW) == ("open", OPEN_FOR)


@pytest.mark.parametrize("name", ["kind", "title", "text", "reach"])
def test_an_ad_says_what_it_is_about(name: str):
    with pytest.raises(Incomplete) as refused:
        ad(**{name: ""})
    assert refused.value.pointers == (f"/{name}",)


def test_a_wanted_ad_says_who_asks():
    with pytest.raises(Incomplete) as refused:
        Ad.begin("ad-1", "ana", "wanted", NOW).write(WRITTEN)
    assert refused.value.pointers == ("/name",)


def test_what_is_not_given_stays():
    one = ad(region="wales")
    one.write({"title": "Other", "region": None, "topics": ["cancer", "cancer"]})
    assert (one.title, one.region, one.topics, one.version) == ("Other", "wales", ["cancer"], 2)


@given(st.lists(st.sampled_from(sorted(STEPS)), max_size=12), st.sampled_from(["open", "waiting", "expired"]))
def test_an_ad_goes_only_the_ways_there_are(steps: list[str], state: str):
    one = ad()
    one.state = state
    for step in steps:
        before, allowed = dataclasses.replace(one), MAY[one.state]
        if step in allowed:
            STEPS[step](one)
            assert (one.state, one.version) == (allowed[step], before.version + 1)
        else:
            with pytest.raises(RuleBroken):
                STEPS[step](one)
            assert one == before


@pytest.mark.parametrize("kind", KINDS)
def test_only_advice_is_taken_from_several(kind: str):
    one = ad(kind=kind)
    one.agree()
    assert one.state == ("open" if kind == "advice" else "agreed")


def test_renewing_gives_sixty_days_more_and_another_warning():
    one = ad()
    one.warn(NOW)
    one.renew(LATER)
    assert (one.expires_at, one.warned_at) == (LATER + OPEN_FOR, None)


def test_everybody_reads_an_open_wanted_ad_and_no_other():
    waiting = ad("wanted")
    waiting.await_release()
    assert [one.is_public for one in (ad(), ad("offer"), ad("wanted"), waiting)] == [False, False, True, False]
