"""The pages of joining over the real directory: what happens when things go wrong before they are saved."""

import re
from pathlib import Path
from typing import Any

import pytest

from bus.errors import Internal
from bus.ids import new_id
from bus.testing import Community
from services.directory.service import DirectoryService
from services.gateway.calls import Asker
from services.gateway.service import GatewayService
from tests.integration.gateway.conftest import LINK_KEY, Site
from tests.integration.gateway.visitor import Visitor
from tests.waves import open_wave

COOKIE_KEY = "a-key-for-cookies"
KEY = re.compile(r'name="(application_id|version)" value="([^"]*)"')
COMPLETE = {
    "name": "Sam Newcomer",
    "role": "Carer",
    "region": "wales",
    "background": "carer",
    "topics": ["patient-safety"],
    "visibility": "public",
    "commitment": "Because it matters.",
    "experience": "Two wards and a school.",
    "understanding": "We counted first.",
}
SCORES = {f"scores-{slug}": "3" for slug in ("commitment", "experience", "understanding")}
REASONS = {f"reasons-{slug}": "The example shows it." for slug in ("commitment", "experience", "understanding")}


class Joining(Site):
    """A gateway over the real directory."""

    def __init__(self, community: Community, mailbox: Path) -> None:
        self.community = community
        self.directory = community.start(DirectoryService, digest_key="a-key-for-digests", decision_hold_s=0)
        open_wave(community)
        self.host = community.start(GatewayService, cookie_key=COOKIE_KEY, link_key=LINK_KEY)
        self.app = self.make(mailbox=str(mailbox))
        self.data = community.database("gateway")

    def stop_directory(self) -> None:
        self.community.hosts.pop("directory").stop()

    def start_directory(self) -> None:
        self.community.start(DirectoryService, digest_key="a-key-for-digests", decision_hold_s=0)

    def member_of_panel(self, address: str, role: str) -> Visitor:
        """Return who assesses or decides for Wales."""
        visitor = self.signed_in(address)
        ops = self.community.service("ops")
        person = self.community.call("directory", "find_person", {"address": address}, actor=ops)
        grant = {"person_id": person["person_id"], "role": role, "region": "wales"}
        self.community.call("directory", "grant_role", grant, actor=ops)
        return visitor

    def empty_panel(self) -> None:
        """Leave nobody to assess in Wales, so that the next who may is asked for whatever comes."""
        ops = self.community.service("ops")
        for holder in self.community.call("directory", "list_roles", {"limit": 100}, actor=ops)["items"]:
            taken = {"person_id": holder["person_id"], "role": "assessor", "region": "wales"}
            self.community.call("directory", "revoke_role", taken, actor=ops)


KIND_OF_SITE = Joining


def key(visitor: Visitor) -> dict[str, str]:
    return dict(KEY.findall(visitor.page))


def write(visitor: Visitor, **fields: Any) -> str:
    """Type into the form in view and press its button."""
    return visitor.send("/apply", **key(visitor) | fields)


def applied(site: Joining, address: str) -> str:
    """Send an application, which nobody is free to assess yet, and return its id."""
    site.empty_panel()
    visitor = site.signed_in(address)
    visitor.open("/apply")
    write(visitor, **COMPLETE, action="check")
    application_id = key(visitor)["application_id"]
    visitor.send("/apply/check", **key(visitor))
    assert visitor.path == "/apply/done"
    return application_id


def assessed(site: Joining, address: str) -> str:
    """Send an application, have two assessors score it, and return its id."""
    application_id = applied(site, address)
    for name in ("ada", "ben"):
        assessor = site.member_of_panel(f"{name}@example.org", "assessor")
        assessor.open(f"/panel/{application_id}")
        assessor.send(f"/panel/{application_id}", **SCORES, **REASONS, action="final")
    return application_id


def test_an_answer_that_is_too_long_is_named_and_the_others_are_saved(site: Joining) -> None:
    visitor = site.signed_in("lengthy@example.org")
    visitor.open("/apply")
    page = write(visitor, name="Lena Thirlwell", role="Ward sister", experience="x" * 8001, action="save")
    assert visitor.answer.status_code == 422
    assert "8000 characters" in page
    assert "x" * 4001 in page
    assert 'value="Lena Thirlwell"' in visitor.open("/apply")


def test_sending_what_was_sent_already_says_so(site: Joining) -> None:
    visitor = site.signed_in("resender@example.org")
    visitor.open("/apply")
    write(visitor, **COMPLETE, action="check")
    first = key(visitor)
    visitor.send("/apply/check", **first)
    page = visitor.send("/apply/check", **first | {"command_id": new_id()})
    assert "was sent already" in page


def nominated(site: Joining, address: str) -> Visitor:
    """Return who was nominated, has yet to confirm, and came in by another way than the invitation."""
    nominee = {"name": "Nia Trevelyan", "address": address, "nominating_organisation": "Falls Network"}
    entry = {name: COMPLETE[name] for name in ("role", "region", "background", "topics")}
    ops = site.community.service("ops")
    site.community.call("directory", "import_nomination", nominee | entry, actor=ops, command_id=new_id())
    return site.signed_in(address)


def fail(*call: Any) -> None:
    raise Internal(data={"incident": new_id()})


def buttons(page: str) -> list[str]:
    """Return what the buttons of the page's forms do, in their order: the first is what Enter presses."""
    return re.findall(r'<button[^>]* value="(\w+)"', page)


def test_the_page_before_asks_nothing_and_says_when_the_answer_comes(site: Joining) -> None:
    page = site.visitor().open("/join")
    assert "Within 28 days" in page
    assert "What becomes public" in page


def test_a_nominated_person_finds_the_way_to_what_waits_for_them(site: Joining) -> None:
    assert 'href="/welcome"' not in site.visitor().open("/")
    visitor = nominated(site, "nia@example.org")
    assert 'href="/welcome"' in visitor.open("/")
    for page in ("/join", "/apply"):
        visitor.open(page)
        assert visitor.path == "/welcome"


def test_what_was_typed_survives_a_directory_that_is_away(site: Joining) -> None:
    visitor = site.signed_in("away@example.org")
    visitor.open("/apply")
    site.stop_directory()
    try:
        write(visitor, **COMPLETE)
    finally:
        site.start_directory()
    assert visitor.answer.status_code == 503
    assert "Everything you typed is still in the form below" in visitor.page
    assert "Two wards and a school." in visitor.page
    write(visitor, **COMPLETE)
    assert "Your draft is saved." in visitor.page


def test_a_double_tap_begins_one_draft(site: Joining) -> None:
    visitor = site.signed_in("twice@example.org")
    visitor.open("/apply")
    answers = [visitor.press("/apply", **COMPLETE) for _tap in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]


def test_a_draft_that_was_saved_elsewhere_is_shown_beside_what_was_typed_here(site: Joining) -> None:
    visitor = site.signed_in("windows@example.org")
    visitor.open("/apply")
    write(visitor, **COMPLETE)
    seen = key(visitor)
    write(visitor, **COMPLETE | {"role": "Midwife"})
    visitor.send("/apply", **seen, **COMPLETE | {"role": "Health visitor"})
    assert visitor.answer.status_code == 409
    assert "Midwife" in visitor.page
    assert 'value="Health visitor"' in visitor.page
    write(visitor, **COMPLETE | {"role": "Health visitor"})
    assert "Your draft is saved." in visitor.page


def test_an_older_window_cannot_change_what_was_sent_and_keeps_its_text(site: Joining) -> None:
    visitor = site.signed_in("late@example.org")
    visitor.open("/apply")
    write(visitor, **COMPLETE, action="check")
    old = key(visitor)
    visitor.send("/apply/check", **old)
    visitor.send("/apply", **old, **COMPLETE | {"experience": "An afterthought."})
    assert visitor.answer.status_code == 409
    assert "You have already sent this application" in visitor.page
    assert "An afterthought." in visitor.page


def test_a_draft_goes_on_on_another_device(site: Joining) -> None:
    visitor = site.signed_in("device@example.org")
    visitor.open("/apply")
    write(visitor, **COMPLETE, action="device")
    assert "Open the link that we have mailed to device@example.org" in visitor.page
    other, link = site.visitor(), site.link("device@example.org")
    other.open(link)
    other.send(link)
    assert other.path == "/apply"
    assert "Two wards and a school." in other.page


def test_who_asks_for_too_many_links_keeps_the_draft(site: Joining) -> None:
    visitor = site.signed_in("eager@example.org")
    visitor.open("/apply")
    for _time in range(6):
        write(visitor, **COMPLETE, action="device")
    assert "Several links were mailed already" in visitor.page
    assert "Two wards and a school." in visitor.page


def test_what_is_missing_is_named_in_the_order_of_the_form(site: Joining) -> None:
    visitor = site.signed_in("missing@example.org")
    visitor.open("/apply")
    write(visitor, name="Jo", action="check")
    visitor.send("/apply/check", **key(visitor))
    assert visitor.answer.status_code == 422
    summary = visitor.page[visitor.page.index("There is a problem") :]
    named = re.findall(r'href="#(\w+)"', summary[: summary.index("</ul>")])
    assert named[:4] == ["role", "region", "background", "topics"]
    assert named[-3:] == ["commitment", "experience", "understanding"]


def test_a_withdrawn_application_comes_back_as_the_start_of_a_new_one(site: Joining) -> None:
    applied(site, "withdrawn@example.org")
    visitor = site.signed_in("withdrawn@example.org")
    visitor.open("/application/withdraw")
    visitor.send("/application/withdraw", **key(visitor))
    assert "You have withdrawn your application." in visitor.page
    visitor.open("/apply")
    assert "Two wards and a school." in visitor.page
    write(visitor, **COMPLETE)
    assert "Your draft is saved." in visitor.page


def test_reasons_survive_a_directory_that_is_away(site: Joining) -> None:
    application_id = applied(site, "scored@example.org")
    assessor = site.member_of_panel("assessor@example.org", "assessor")
    assessor.open(f"/panel/{application_id}")
    site.stop_directory()
    try:
        assessor.send(f"/panel/{application_id}", **SCORES, **REASONS, action="final")
    finally:
        site.start_directory()
    assert assessor.answer.status_code == 503
    assert "The example shows it." in assessor.page
    assessor.send(f"/panel/{application_id}", **SCORES, **REASONS, action="final")
    assert "Your scores are submitted." in assessor.page


def test_what_was_typed_survives_a_fault_of_the_directory(site: Joining, monkeypatch: pytest.MonkeyPatch) -> None:
    application_id = applied(site, "faulty@example.org")
    assessor = site.member_of_panel("assesses@example.org", "assessor")
    applicant, nominee = site.signed_in("types@example.org"), nominated(site, "noa@example.org")
    assessor.open(f"/panel/{application_id}")
    applicant.open("/apply")
    nominee.open("/welcome")
    monkeypatch.setattr(Asker, "tell", fail)
    assessor.send(f"/panel/{application_id}", **SCORES, **REASONS, action="final")
    write(applicant, **COMPLETE)
    nominee.send("/welcome", **key(nominee), **COMPLETE | {"biography": "Two wards and a school."})
    assert "The example shows it." in assessor.page
    for visitor in (applicant, nominee):
        assert "Two wards and a school." in visitor.page
    assert [visitor.answer.status_code for visitor in (assessor, applicant, nominee)] == [503] * 3


def test_a_final_assessment_names_each_score_and_reason_that_is_missing(site: Joining) -> None:
    application_id = applied(site, "unscored@example.org")
    assessor = site.member_of_panel("second@example.org", "assessor")
    assessor.open(f"/panel/{application_id}")
    assessor.send(f"/panel/{application_id}", **SCORES, action="final")
    assert assessor.answer.status_code == 422
    assert 'href="#reasons-experience"' in assessor.page
    assert 'href="#scores-experience"' not in assessor.page


def test_a_chair_reads_how_many_scores_are_still_to_come(site: Joining) -> None:
    application_id = applied(site, "waiting@example.org")
    chair = site.member_of_panel("chair@example.org", "chair")
    page = chair.open(f"/panel/{application_id}")
    assert "0 of 2 so far" in page
    assert "Check the decision" not in page


def test_enter_in_the_form_of_scores_saves_a_draft_and_never_submits_them(site: Joining) -> None:
    application_id = applied(site, "entered@example.org")
    assessor = site.member_of_panel("enters@example.org", "assessor")
    assert buttons(assessor.open(f"/panel/{application_id}")) == ["draft", "final"]
    assessor.send(f"/panel/{application_id}", **SCORES, **REASONS, action=buttons(assessor.page)[0])
    assert "Only you can see it." in assessor.page


def test_a_decision_is_shown_once_more_before_it_is_recorded(site: Joining) -> None:
    application_id = assessed(site, "decided@example.org")
    chair = site.member_of_panel("decides@example.org", "chair")
    page = f"/panel/{application_id}"
    assert buttons(chair.open(page))[-1] == "check"
    decision = key(chair) | {"outcome": "not_yet", "feedback": "Tell us what you learnt."}
    chair.send(page, **decision, action="check")
    assert "Nothing has been recorded yet." in chair.page
    assert 'name="feedback" value="Tell us what you learnt."' in chair.page
    chair.send(page, **decision, action="change")
    assert "Tell us what you learnt.</textarea>" in chair.page
    chair.send(page, **decision, action="decide")
    assert "The decision is recorded" in chair.page


def test_a_decision_without_an_answer_or_needed_feedback_is_not_shown_again_but_mended(site: Joining) -> None:
    application_id = assessed(site, "undecided@example.org")
    chair = site.member_of_panel("hesitates@example.org", "chair")
    for decision, missing in (({}, "outcome"), ({"outcome": "not_yet", "feedback": " "}, "feedback")):
        chair.open(f"/panel/{application_id}")
        chair.send(f"/panel/{application_id}", **key(chair), **decision, action="check")
        assert chair.answer.status_code == 422
        assert f'href="#{missing}"' in chair.page


def test_a_button_that_no_page_has_is_refused(site: Joining) -> None:
    application_id = applied(site, "unknown@example.org")
    assessor = site.member_of_panel("forges@example.org", "assessor")
    assessor.open(f"/panel/{application_id}")
    assert assessor.press(f"/panel/{application_id}", action="promote").status_code == 400


def test_who_is_on_no_panel_sees_no_application(site: Joining) -> None:
    application_id = applied(site, "private@example.org")
    stranger = site.signed_in("stranger@example.org")
    stranger.open(f"/panel/{application_id}")
    assert stranger.answer.status_code == 403
    assert "Two wards and a school." not in stranger.page


def test_a_search_without_a_result_says_what_to_try(site: Joining) -> None:
    page = site.visitor().open("/members?words=nobody&region=wales&topic=patient-safety")
    assert "0 members found" in page
    assert "/members?words=nobody&topic=patient-safety" in page
