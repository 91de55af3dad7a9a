"""The pages on which a panel arranges who assesses, and on which assessors practise."""

import re
from datetime import timedelta
from typing import Any

import pytest

from bus.times import utc_now
from services.gateway.calls import Asker
from tests.integration.gateway.test_joining import REASONS, SCORES, Joining, applied, fail, key
from tests.integration.gateway.visitor import Visitor

KIND_OF_SITE = Joining


@pytest.fixture
def chair(site: Joining) -> Visitor:
    return site.member_of_panel("chair@example.org", "chair")


def assessors(site: Joining, *names: str) -> list[Visitor]:
    return [site.member_of_panel(f"{name}@example.org", "assessor") for name in names]


def links(visitor: Visitor, ending: str = "") -> list[str]:
    return [link for link in re.findall(r'href="(/panel/[^"]+)"', visitor.page) if link.endswith(ending)]


def links_of(visitor: Visitor) -> list[str]:
    visitor.open("/panel")
    return links(visitor)


def row(site: Joining, application_id: str) -> Any:
    return site.community.database("directory")["applications"].find_one({"_id": application_id})


def test_an_assessor_reads_by_when_their_scores_are_due_and_steps_back(site: Joining) -> None:
    application_id = applied(site, "knows@example.org")
    one, two, _three = assessors(site, "one", "two", "three")
    assert "Your scores are due by" in one.open("/panel")
    assert "You are asked to score this application by" in one.open(f"/panel/{application_id}")
    step_back = links(one, "/step-back")[0]
    one.open(step_back)
    one.send(step_back)
    assert one.answer.status_code == 422
    assert 'href="#reason"' in one.page
    one.send(step_back, reason="family_or_friend")
    assert "You are off this application" in one.page
    assert "Sam Newcomer" not in one.page
    assert one.press(f"/panel/{application_id}", action="draft").status_code == 403
    assert len(row(site, application_id)["assigned"]) == 2
    assert "Your scores are due by" in two.open("/panel")


def test_a_button_to_step_back_that_is_pressed_twice_has_one_effect(site: Joining) -> None:
    application_id = applied(site, "twice@example.org")
    one, *_ = assessors(site, "one", "two", "three", "four")
    step_back = f"/panel/{application_id}/step-back"
    one.open(step_back)
    form = {"reason": "abstains"}
    first = one.press(step_back, **form)
    assert (first.status_code, one.press(step_back, **form).status_code) == (303, 303)
    assert len(row(site, application_id)["barred"]) == 1


def test_the_chair_sees_who_assesses_and_asks_the_next_with_one_button(site: Joining, chair: Visitor) -> None:
    application_id = applied(site, "silent@example.org")
    assessors(site, "one", "two", "three")
    before = set(row(site, application_id)["assigned"])
    page = chair.open(f"/panel/{application_id}")
    assert "Who assesses it" in page
    button = re.findall(r'action="(/panel/[^"]+/assessors/[^"]+)"', page)[0]
    chair.send(button)
    assert "Somebody else is asked now." in chair.page
    assert "Taken off: asked somebody else instead." in chair.page
    assert set(row(site, application_id)["assigned"]) != before
    left = re.findall(r'action="(/panel/[^"]+/assessors/[^"]+)"', chair.page)[0]
    chair.send(left)
    assert chair.answer.status_code == 409
    assert "Nobody else on the panel is free" in chair.page


def test_the_chair_goes_on_without_a_third_who_is_late_and_whom_nobody_can_replace(
    site: Joining, chair: Visitor
) -> None:
    application_id = applied(site, "third@example.org")
    given = iter(("1", "4"))
    for assessor in assessors(site, "one", "two", "three"):
        if f"/panel/{application_id}" in links_of(assessor) and (score := next(given, None)):
            scores = dict.fromkeys(SCORES, score)
            assessor.open(f"/panel/{application_id}")
            assessor.send(f"/panel/{application_id}", **scores, **REASONS, action="final")
    waiting = "Decide without this score"
    assert waiting not in chair.open(f"/panel/{application_id}")
    late = {"$set": {"due_at": utc_now() - timedelta(days=1)}}
    open_one = {"application_id": application_id, "status": "open"}
    assert site.community.database("directory")["assignments"].update_one(open_one, late).modified_count == 1
    assert waiting in chair.open(f"/panel/{application_id}")
    button = re.findall(r'action="(/panel/[^"]+/assessors/[^"]+)"', chair.page)[0]
    chair.send(button, alone="yes")
    assert "You need not wait for this score any more." in chair.page
    assert "You decide alone; that is noted with the decision." in chair.page


def test_the_chair_chooses_who_comes_instead(site: Joining, chair: Visitor) -> None:
    application_id = applied(site, "chosen@example.org")
    assessors(site, "one", "two", "three", "four")
    choosing = re.findall(r'href="(/panel/[^"]+/assessors/[^"]+)"', chair.open(f"/panel/{application_id}"))[0]
    offered = re.findall(r'<option value="([\w-]+)"', chair.open(choosing))
    assert len(offered) == 2
    chair.send(choosing, to=offered[1])
    assert offered[1] in row(site, application_id)["assigned"]


def test_an_application_is_handed_over_with_a_region_and_a_reason(site: Joining, chair: Visitor) -> None:
    application_id = applied(site, "moves@example.org")
    chair.open(f"/panel/{application_id}")
    move = links(chair, "/move")[0]
    chair.open(move)
    chair.send(move, **key(chair), region="scotland")
    assert chair.answer.status_code == 422
    assert 'href="#reason"' in chair.page
    assert re.search(r'value="scotland"\s+selected', chair.page)
    chair.send(move, **key(chair), region="scotland", reason="works_there")
    assert "The other panel has it now" in chair.page
    assert row(site, application_id)["profile"]["region"] == "scotland"


def test_what_was_chosen_survives_a_fault(site: Joining, chair: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    application_id = applied(site, "stays@example.org")
    assessors(site, "one", "two", "three")
    pages = {
        f"/panel/{application_id}/move": ({"region": "scotland", "reason": "lives_there"}, r'value="scotland"\s+sel'),
        f"/panel/{application_id}/step-back": ({"reason": "other"}, r'value="other"[^>]*checked'),
        "/panel/of/wales": ({"person_id": "", "until": "2999-01-01"}, r'value="2999-01-01"'),
        "/panel/calibration/manager": (SCORES, r'value="3"[^>]*checked'),
    }
    for path in pages:
        chair.open(path)
    monkeypatch.setattr(Asker, "tell", fail)
    for path, (form, kept) in pages.items():
        chair.send(path, **form)
        assert chair.answer.status_code in (422, 503), path
        assert chair.answer.status_code == 422 or chair.answer.headers["Retry-After"] == "10", path
        assert re.search(kept, chair.page), path


def test_the_chair_names_a_deputy_who_then_leads(site: Joining, chair: Visitor) -> None:
    site.empty_panel()
    (one,) = assessors(site, "deputy")
    assert "/panel/of/wales" in chair.open("/panel")
    person_id = re.findall(r'<option value="([\w-]{30,})"', chair.open("/panel/of/wales"))[0]
    chair.send("/panel/of/wales", person_id=person_id)
    assert 'href="#until"' in chair.page
    yesterday = "2020-01-01"
    chair.send("/panel/of/wales", person_id=person_id, until=yesterday)
    assert chair.answer.status_code == 422
    assert "Choose a day that is not over" in chair.page
    chair.send("/panel/of/wales", person_id=person_id, until=str(utc_now().date()))
    assert "stands in until" in chair.page
    assert "/panel/of/wales" in one.open("/panel")
    assert "The chair’s deputy" in one.open("/panel/of/wales")
    chair.send("/panel/of/wales", action="end")
    assert "There is no deputy any more." in chair.page
    assert one.open("/panel/of/wales")
    assert one.answer.status_code == 403


def test_the_chair_is_told_of_a_third_score_and_when_they_decide_alone(site: Joining, chair: Visitor) -> None:
    application_id = applied(site, "apart@example.org")
    for visitor, point in zip(assessors(site, "one", "two"), "14", strict=True):
        visitor.open(f"/panel/{application_id}")
        visitor.send(f"/panel/{application_id}", **dict.fromkeys(SCORES, point), **REASONS, action="final")
    assert "You decide alone; that is noted with the decision." in chair.open(f"/panel/{application_id}")
    assert "Check the decision" in chair.page
    assessors(site, "three")
    assert "so a third assessor is asked before you decide" in chair.open(f"/panel/{application_id}")
    assert "2 of 3 so far" in chair.page
    assert "Waiting for a third score" in chair.open("/panel")


def test_an_assessor_practises_and_then_sees_the_reference(site: Joining) -> None:
    (one,) = assessors(site, "practises")
    assert "You have not practised yet." in one.open("/panel")
    one.open("/panel/calibration")
    path = links(one, "/ward-nurse")[0]
    one.open(path)
    assert "the reference is" not in one.page
    one.send(path, **{"scores-commitment": "2"})
    assert one.answer.status_code == 422
    assert 'href="#scores-experience"' in one.page
    one.send(path, **SCORES)
    assert "You gave 3, the reference is 2." in one.page
    assert "1 of 1 at most one point apart." in one.open("/panel/calibration")
    assert "You have not practised yet." not in one.open("/panel")


def test_who_is_on_no_panel_sees_none_of_it(site: Joining) -> None:
    application_id = applied(site, "hidden@example.org")
    stranger = site.signed_in("stranger@example.org")
    for path in ("step-back", "move", "assessors/somebody"):
        stranger.open(f"/panel/{application_id}/{path}")
        assert stranger.answer.status_code == 403, path
    for path in ("/panel/of/wales", "/panel/calibration", "/panel/calibration/manager"):
        stranger.open(path)
        assert stranger.answer.status_code == 403, path
