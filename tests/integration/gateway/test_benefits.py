"""Pages of benefits: what members report, the question of a month, whom to meet, and what staff see of it all."""

from datetime import timedelta
from typing import Any

import pytest

from bus.database import Database
from bus.times import utc_now
from services.directory import actions
from services.directory.model import moment_after
from services.directory.service import DirectoryService
from services.gateway.limits import limits
from tests.integration.gateway.conftest import answer_path
from tests.integration.gateway.security.cast import Defended, address
from tests.integration.gateway.visitor import Visitor

KIND_OF_SITE = Defended
THANKS = "Nobody but you sees what you said."


@pytest.fixture(scope="module")
def members(site: Defended) -> dict[str, str]:
    """Three members; the second works on the same things elsewhere, the third offers what the first looks for."""
    limits.reset()
    found = {name: site.member(name) for name in ("Ana Asks", "Bea Helps", "Cai Offers")}
    changes: dict[str, dict[str, Any]] = {
        "Ana Asks": {"looking_for": "A mentor."},
        "Bea Helps": {"region": "wales", "background": "researcher"},
        "Cai Offers": {"topics": ["cancer"], "offers": ["mentoring"]},
    }
    for name, changed in changes.items():
        site.tell(found[name], "update_profile", version=1, **changed)
    return found


@pytest.fixture
def ana(site: Defended, members: dict[str, str]) -> Visitor:
    return site.signed_in(address("Ana Asks"))


def asked(site: Defended, person_id: str) -> str:
    """Let the job of the directory ask, a month and a day on; return the question."""
    later = moment_after(utc_now(), 1) + timedelta(days=1)
    community = site.community
    settings = community.settings(DirectoryService, digest_key="a-key-for-digests", decision_hold_s=0)
    database = Database(community.mongodb_uri, community.namespace, DirectoryService, settings, lambda: later)
    database.open()
    database.transact(actions.ask_about_benefit)
    database.close()
    found = community.database("directory")["benefit_questions"].find_one({"person_id": person_id}, sort=[("_id", -1)])
    assert found
    return str(found["_id"])


def test_a_member_says_who_helped_and_mistakes_keep_what_was_typed(ana, members):
    ana.open(f"/members/{members['Bea Helps']}")
    assert "Say whether they helped you" in ana.page
    path = f"/connections/reports/{members['Bea Helps']}"
    assert "Has it helped to be in touch with Bea Helps?" in ana.open(path)
    again = ana.send(path, words="She knew whom to ask.")
    assert ana.answer.status_code == 422
    assert "Choose whether it helped" in again
    assert "She knew whom to ask." in again
    again = ana.send(path, beneficial="yes", words="long " * 101)
    assert ana.answer.status_code == 422
    assert "Shorten this" in again
    listed = ana.send(path, beneficial="yes", gave="advice", way="by_others", reached="elsewhere", words="She knew.")
    assert THANKS in listed
    assert "She knew." in listed
    assert "Advice, or an answer." in listed
    assert "By way of others" in listed
    assert "People in other places." in listed


def test_a_form_sent_twice_is_one_report(ana, members):
    path = f"/connections/reports/{members['Cai Offers']}"
    ana.open(path)
    hidden = ana.hidden()
    for _ in range(2):
        ana.send(path, beneficial="no", **hidden)
    assert ana.page.count("It has not helped, or not yet.") == 1


def test_nobody_reports_of_themselves_by_the_page(ana, members):
    path = f"/connections/reports/{members['Ana Asks']}"
    ana.open(path)
    assert "This is your own entry" in ana.send(path, beneficial="yes")
    assert ana.answer.status_code == 409
    assert "Say whether they helped you" not in ana.open(f"/members/{members['Ana Asks']}")


def test_the_question_is_answered_by_its_mail_without_signing_in_once(site, ana, members):
    question_id = asked(site, members["Ana Asks"])
    link = answer_path("benefit_answer", members["Ana Asks"], about={"question_id": question_id})
    stranger = site.visitor()
    page = stranger.open(link)
    assert "Bea Helps" in page
    assert "Send my answers" in page
    assert "Answer for one person at least" in stranger.send(link, choice="send")
    bea = members["Bea Helps"]
    helped = {f"helped-{bea}": "yes", f"gave-{bea}": "new_idea"}
    for _ in range(2):
        stranger.open(link)
        assert "Your answers are kept" in stranger.send(link, choice="send", **helped)
    kept = list(site.community.database("directory")["benefits"].find({"source": "question"}))
    assert [(each["other_id"], each["beneficial"], each["gave"]) for each in kept] == [(bea, True, ["new_idea"])]
    page = stranger.open(link)
    assert "Cai Offers" in page
    assert "Bea Helps" not in page, "whoever holds the mail reads no answers"
    rest = ana.open("/connections/question")
    assert "Cai Offers" in rest
    assert "Bea Helps: you said that it helped." in rest
    cai = members["Cai Offers"]
    done = ana.send(f"/connections/question/{question_id}", **{f"helped-{cai}": "no"})
    assert "Nobody but you sees what you answered." in done
    assert "You have answered this question." in done


def test_reasons_to_meet_are_said_in_words_and_one_button_shows_others(site, members):
    bea = site.signed_in(address("Bea Helps"))
    page = bea.open("/connections/suggestions")
    assert "Ana Asks" in page
    assert "You both work on this: Maternity and newborn" in page
    assert "They see it from another region: " in page
    path = f"/connections/suggestions/{members['Ana Asks']}/dismiss"
    page = bea.send(path)
    assert "Nobody is told." in page
    assert "Ana Asks" not in page


def test_who_is_no_member_is_led_to_what_they_can_do(site):
    site.person("newcomer")
    newcomer = site.signed_in(address("newcomer"))
    newcomer.open("/connections/suggestions")
    assert newcomer.path == "/join"


def test_staff_see_figures_and_never_whose(site, members):
    site.person("staff", ("staff", None))
    staff = site.signed_in(address("staff"))
    assert "Connections" in staff.open("/staff")
    page = staff.open("/staff/connections")
    assert "Growth by month" in page
    assert "Too few to say" in page
    assert "Wales" in page
    assert not any(name in page for name in members)
    assert staff.open("/staff/connections?on=2026-01-01")
    assert "There is a problem" in staff.open("/staff/connections?on=soon")
    assert staff.answer.status_code == 422
    assert "Choose today or an earlier day." in staff.open("/staff/connections?on=2999-01-01")
    assert (staff.answer.status_code, "Growth by month" in staff.answer.text) == (422, False)
    assert site.signed_in(address("Bea Helps")).client.get("/staff/connections").status_code == 403
