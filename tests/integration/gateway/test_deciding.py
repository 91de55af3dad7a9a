"""The pages around a decision: a question before, a hold, what is mended, what is told, and how it all goes."""

import csv
import re
from collections.abc import Iterator
from dataclasses import replace
from io import StringIO
from typing import Any

import pytest

from bus.ids import new_id
from services.gateway.pages.criteria import CRITERIA
from services.gateway.pages.plainness import hints
from tests.integration.gateway.test_joining import COMPLETE, Joining, applied, assessed, buttons, key, write
from tests.integration.gateway.visitor import Visitor

KIND_OF_SITE = Joining

NOT_YET = {
    "outcome": "not_yet",
    "feedback": "Tell us what you learnt.",
    "contact": "Cai Morgan, 01632 960 001",
    "again_in_months": "6",
}


@pytest.fixture
def holding(site: Joining) -> Iterator[Joining]:
    """Hold decisions for an hour."""
    database = site.community.hosts["directory"].database
    before, database.settings = database.settings, replace(database.settings, decision_hold_s=3600)
    yield site
    database.settings = before


def refused(site: Joining, address: str) -> tuple[str, Visitor]:
    """Let an application be answered with a not yet; return its page and the chair."""
    page = f"/panel/{assessed(site, address)}"
    chair = site.member_of_panel("chair-of-all@example.org", "chair")
    chair.open(page)
    chair.send(page, **key(chair), **NOT_YET, action="decide")
    return page, chair


def test_a_question_is_answered_at_leisure_and_read_by_the_panel(site: Joining) -> None:
    page = f"/panel/{assessed(site, 'asked@example.org')}"
    chair = site.member_of_panel("asks@example.org", "chair")
    assert f"{page}/question" in chair.open(page)
    chair.open(f"{page}/question")
    chair.send(f"{page}/question", **key(chair), question=" ")
    assert chair.answer.status_code == 422
    chair.send(f"{page}/question", **key(chair), question="What came of it?")
    assert "Your question is sent" in chair.page
    assert "Check the decision" not in chair.page

    visitor = site.signed_in("asked@example.org")
    assert "What came of it?" in visitor.open("/application")
    visitor.open("/application/question")
    assert buttons(visitor.page)[0] == "save"
    older = key(visitor)
    visitor.send("/application/question", **older, answer="Fewer", action="save")
    assert "It is not sent yet." in visitor.page
    visitor.send("/application/question", **older, answer="From an older window", action="save")
    assert (visitor.answer.status_code, "Fewer" in visitor.page, "older window" in visitor.page) == (409, True, True)
    saved = visitor.press("/application/question/autosave", **key(visitor), answer="Fewer falls.")
    assert saved.json
    visitor.open("/application/question")
    visitor.send("/application/question", **key(visitor), answer=" ", action="send")
    assert visitor.answer.status_code == 422
    visitor.send("/application/question", **key(visitor), answer="Fewer falls.", action="send")
    assert (visitor.path, "Fewer falls." in visitor.page) == ("/application", True)
    visitor.open("/application/question")
    assert visitor.path == "/application"
    assert "Fewer falls." in chair.open(page)
    assert "Check the decision" in chair.page


def test_an_answer_survives_a_directory_that_is_away(site: Joining) -> None:
    page = f"/panel/{applied(site, 'away@example.org')}"
    chair = site.member_of_panel("asks-too@example.org", "chair")
    chair.open(f"{page}/question")
    chair.send(f"{page}/question", **key(chair), question="What came of it?")
    visitor = site.signed_in("away@example.org")
    visitor.open("/application/question")
    site.stop_directory()
    try:
        asked = {"question": "What came of it?"}
        visitor.send("/application/question", **key(visitor), **asked, answer="Fewer falls.", action="send")
    finally:
        site.start_directory()
    assert (visitor.answer.status_code, "Fewer falls." in visitor.page) == (503, True)
    visitor.send("/application/question", **key(visitor), answer="Fewer falls.", action="send")
    assert "Your answer is with the panel." in visitor.page


def test_a_decision_that_is_held_says_until_when_and_is_changed_and_taken_back(holding: Joining) -> None:
    page, chair = refused(holding, "held@example.org")
    assert "Decided: not yet" in chair.page
    assert "This takes effect on" in chair.page
    visitor = holding.signed_in("held@example.org")
    assert "has it. You hear from us by" in visitor.open("/application")
    assert NOT_YET["feedback"] not in visitor.page

    chair.open(f"{page}/decision")
    assert NOT_YET["contact"] in chair.page
    older = key(chair)
    chair.send(f"{page}/decision", **older, outcome="accept", code="mistake", reason="", action="change")
    assert (chair.answer.status_code, 'href="#reason"' in chair.page) == (422, True)
    why = {"code": "mistake", "reason": "I took her for somebody else."}
    chair.send(f"{page}/decision", **older, outcome="accept", **why, action="change")
    assert "Decided: accept" in chair.page
    assert why["reason"] in chair.page
    chair.open(f"{page}/decision")
    chair.send(f"{page}/decision", **older, **why, action="take_back")
    assert (chair.answer.status_code, "changed since you opened the page" in chair.page) == (409, True)
    chair.send(f"{page}/decision", **key(chair), **why, action="take_back")
    assert "The decision is taken back." in chair.page
    assert "Check the decision" in chair.page


def test_a_not_yet_shows_why_whom_to_ask_and_when_to_come_again(site: Joining) -> None:
    refused(site, "again@example.org")
    visitor = site.signed_in("again@example.org")
    visitor.open("/application")
    for text in (NOT_YET["feedback"], NOT_YET["contact"], "When you can apply again"):
        assert text in visitor.page
    assert "You can write now, and send it from" in visitor.open("/apply")
    assert COMPLETE["experience"] in visitor.page
    write(visitor, **COMPLETE, action="check")
    visitor.send("/apply/check", **key(visitor))
    assert "It is saved, and waits for you until then." in visitor.page


def test_a_not_yet_is_corrected_to_an_acceptance(site: Joining) -> None:
    page, chair = refused(site, "corrected@example.org")
    assert "Correct this" in chair.page
    chair.open(f"{page}/decision")
    why = {"code": "procedure", "reason": "One score was never read."}
    chair.send(f"{page}/decision", **key(chair), outcome="accept", **why, action="change")
    assert "The decision is changed." in chair.page
    assert "You are a member. Welcome!" in site.signed_in("corrected@example.org").open("/application")
    assert "Correct this" not in chair.open(page)


def test_the_chair_is_named_as_the_contact_unless_somebody_else_is(site: Joining) -> None:
    page = f"/panel/{assessed(site, 'contact@example.org')}"
    chair = site.member_of_panel("names-himself@example.org", "chair")
    assert "The chair of the panel: names-himself@example.org" in chair.open(page)


def test_an_answer_with_too_many_words_is_kept_and_refused_when_it_is_sent(site: Joining) -> None:
    visitor = site.signed_in("wordy@example.org")
    visitor.open("/apply")
    write(visitor, **COMPLETE | {"commitment": "word " * 501}, action="check")
    visitor.send("/apply/check", **key(visitor))
    assert visitor.answer.status_code == 422
    assert "at most 500 words" in visitor.page
    assert visitor.page.count("word ") >= 500


def test_plain_words_are_suggested_and_never_block(site: Joining) -> None:
    visitor = site.signed_in("plain@example.org")
    visitor.open("/apply")
    text = "Our MDT leveraged a driver diagram."
    answer = visitor.press("/apply/autosave", **key(visitor), **COMPLETE | {"commitment": text}).json
    assert answer
    assert "MDT" in answer["hints"]["commitment"]
    assert "Not everyone knows what these short forms mean: MDT." in visitor.open("/apply")
    write(visitor, **COMPLETE | {"commitment": text}, action="check")
    visitor.send("/apply/check", **key(visitor))
    assert visitor.path == "/apply/done"


@pytest.mark.parametrize(
    "text",
    ["", "Two wards and a school.", "A multidisciplinary team (MDT) met. The MDT met again.", "The NHS and my GP."],
)
def test_plain_words_need_no_hint(site: Joining, text: str) -> None:
    with site.app.test_request_context():
        assert hints({"commitment": text}, ["commitment"]) == {}


def test_a_long_sentence_is_noticed(site: Joining) -> None:
    with site.app.test_request_context():
        assert "40 words" in hints({"commitment": "word " * 40}, ["commitment"])["commitment"]


def test_each_criterion_has_examples_of_at_least_four_backgrounds() -> None:
    assert [len({str(example.who) for example in criterion.examples}) for criterion in CRITERIA] == [5, 5, 5]


def staff(site: Joining, address: str) -> Visitor:
    visitor = site.signed_in(address)
    ops = site.community.service("ops")
    person = site.community.call("directory", "find_person", {"address": address}, actor=ops)
    grant: dict[str, Any] = {"person_id": person["person_id"], "role": "staff"}
    site.community.call("directory", "grant_role", grant, actor=ops, command_id=new_id())
    return visitor


def test_each_number_of_the_overview_leads_to_as_long_a_list(site: Joining) -> None:
    applied(site, "counted@example.org")
    overseer = staff(site, "overseer@example.org")
    page = overseer.open("/staff/applications")
    links = re.findall(r'href="(/staff/applications/list\?[^"]*)">([\d,]+)<', page)
    assert links
    for path, count in links:
        assert overseer.open(path).count("qc-row__line qc-quiet") == min(int(count), 20)
    table = list(csv.reader(StringIO(overseer.open("/staff/applications.csv"))))
    assert table[0] == ["region", "submitted", "accepted", "not_yet", "withdrawn", "erased", "late"]
    assert "since=2026-02-02" not in overseer.open("/staff/applications?since=2026-02-02&until=2026-02-01")
    assert overseer.answer.status_code == 422


def test_only_staff_see_the_overview(site: Joining) -> None:
    for path in ("/staff/applications", "/staff/applications.csv", "/staff/applications/list"):
        chair = site.member_of_panel("sees-no-figures@example.org", "chair")
        chair.open(path)
        assert chair.answer.status_code == 403
