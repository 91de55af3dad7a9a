"""Members meet on the pages: asking, answering, introducing, keeping away, reporting, over the real directory."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from bus.ids import new_id
from tests.integration.gateway.conftest import Site, answer_path
from tests.integration.gateway.test_joining import Joining
from tests.integration.gateway.test_profiles import member, person
from tests.integration.gateway.visitor import Visitor

KIND_OF_SITE = Joining
CONNECTION = re.compile(r"/connections/([0-9a-f-]{36})/(?:accept|withdraw)")
INTRODUCTION = re.compile(r"/introductions/([0-9a-f-]{36})/agree")
REPORT = re.compile(r"/staff/reports/connections/([0-9a-f-]{36})")


class Meeting:
    """Some members who are new to each other, each with a browser."""

    def __init__(self, site: Site) -> None:
        self.site, self.mark = site, new_id()[-6:]
        self.browsers: dict[str, Visitor] = {}
        self.ids: dict[str, str] = {}
        for name in ("Ana", "Bea", "Cai"):
            self.join(name)

    def join(self, name: str) -> Visitor:
        address = f"{name}.{self.mark}@example.org".lower()
        self.browsers[name] = member(self.site, address, name=self.called(name))
        self.ids[name] = person(self.site, address)
        return self.browsers[name]

    def called(self, name: str) -> str:
        return f"{name} {self.mark}"

    def ask(self, by: str, other: str, **fields: str) -> str:
        path = f"/connections/ask/{self.ids[other]}"
        self.browsers[by].open(path)
        return self.browsers[by].send(path, **{"source": "directory", "message": "Shall we talk?", **fields})

    def answer(self, who: str, move: str = "accept") -> str:
        connection_id = CONNECTION.findall(self.browsers[who].open("/connections"))[0]
        return self.browsers[who].send(f"/connections/{connection_id}/{move}")

    def connect(self, one: str, other: str) -> None:
        self.ask(one, other)
        self.answer(other)

    def tell(self, who: str, method: str, **request: Any) -> dict[str, Any]:
        actor = self.site.community.person(self.ids[who])
        return dict(self.site.community.call("directory", method, request, actor=actor))


@pytest.fixture
def meeting(site: Joining) -> Meeting:
    return Meeting(site)


def test_one_asks_from_a_members_page_and_both_are_connected(meeting: Meeting) -> None:
    ana, bea = meeting.browsers["Ana"], meeting.browsers["Bea"]
    page = ana.open(f"/members/{meeting.ids['Bea']}")
    assert f"/connections/ask/{meeting.ids['Bea']}" in page
    page = meeting.ask("Ana", "Bea")
    assert "Your request is sent." in page
    assert "There is no answer yet." in page
    page = bea.open("/connections")
    assert meeting.called("Ana") in page
    assert "Shall we talk?" in page
    assert "I found you in the directory" in page
    assert "You are connected." in meeting.answer("Bea")
    for visitor, other in ((ana, "Bea"), (bea, "Ana")):
        page = visitor.open("/connections")
        assert meeting.called(other) in page
        assert "@example.org" not in page
    assert "You have been connected since" in ana.open(f"/members/{meeting.ids['Bea']}")


def test_a_double_tap_asks_once_and_a_second_request_says_so(meeting: Meeting) -> None:
    ana, path = meeting.browsers["Ana"], f"/connections/ask/{meeting.ids['Bea']}"
    ana.open(path)
    taps = [ana.press(path, source="meeting", message="Hello").status_code for _ in range(2)]
    assert taps == [303, 303]
    ana.open("/connections")
    page = ana.send(path, source="meeting", message="Hello again")
    assert ana.answer.status_code == 409
    assert "You have asked them already." in page


def test_what_was_typed_comes_back_with_every_mistake(meeting: Meeting) -> None:
    page = meeting.ask("Ana", "Bea", message="Long ago. " * 120)
    assert meeting.browsers["Ana"].answer.status_code == 422
    assert "Write at most 1,000 characters" in page
    assert "Long ago. Long ago." in page
    page = meeting.ask("Ana", "Bea", source="")
    assert "Choose where you found each other" in page
    assert "Shall we talk?" in page


def test_a_form_that_is_sent_too_late_comes_back_filled(meeting: Meeting, site: Joining) -> None:
    ana, path = meeting.browsers["Ana"], f"/connections/ask/{meeting.ids['Bea']}"
    ana.open(path)
    ana.forget("q_session")
    ana.send(path, source="coffee", message="We talked about otters.")
    assert ana.path == "/sign-in"
    ana.send(
        "/sign-in",
        address=f"ana.{meeting.mark}@example.org",
        next=re.findall(r'name="next" value="([^"]*)"', ana.page)[0],
    )
    link = site.link(f"ana.{meeting.mark}@example.org")
    ana.open(link)
    page = ana.send(link)
    assert "We talked about otters." in page


def test_who_is_declined_sees_a_request_without_an_answer(meeting: Meeting) -> None:
    meeting.ask("Ana", "Bea")
    assert "You said no. Nobody is told." in meeting.answer("Bea", "decline")
    page = meeting.browsers["Ana"].open("/connections")
    assert "There is no answer yet." in page
    assert "no, " not in page.casefold()
    assert "Your request is taken back." in meeting.answer("Ana", "withdraw")
    page = meeting.browsers["Ana"].open(f"/members/{meeting.ids['Bea']}")
    assert "You can ask again from" in page
    assert "declin" not in page


def test_a_request_that_is_gone_is_explained(meeting: Meeting) -> None:
    meeting.ask("Ana", "Bea")
    bea = meeting.browsers["Bea"]
    connection_id = CONNECTION.findall(bea.open("/connections"))[0]
    meeting.answer("Ana", "withdraw")
    assert "This request is not open any more." in bea.send(f"/connections/{connection_id}/accept")


def test_ending_takes_a_page_that_says_what_it_means(meeting: Meeting) -> None:
    meeting.connect("Ana", "Bea")
    ana, path = meeting.browsers["Ana"], f"/connections/end/{meeting.ids['Bea']}"
    assert "Nobody is told." in ana.open(path)
    assert "You are not connected any more." in ana.send(path)
    assert meeting.called("Ana") not in meeting.browsers["Bea"].open("/connections")


def test_who_is_blocked_reads_that_no_requests_are_taken(meeting: Meeting) -> None:
    ana, bea = meeting.browsers["Ana"], meeting.browsers["Bea"]
    path = f"/connections/block/{meeting.ids['Ana']}"
    assert "They are not told." in bea.send(path) if bea.open(path) else False
    assert meeting.called("Ana") in bea.page
    blocked = ana.open(f"/members/{meeting.ids['Bea']}")
    assert "They take no requests to connect at the moment." in blocked
    assert "block" not in re.sub(r"Block this person|/connections/block/|blockquote", "", blocked)
    assert "You block them." in bea.open(f"/members/{meeting.ids['Ana']}")
    bea.open("/connections/blocked")
    assert "They are not blocked any more." in bea.send(f"/connections/unblock/{meeting.ids['Ana']}")
    assert "Ask to connect" in ana.open(f"/members/{meeting.ids['Bea']}")


def test_who_takes_no_requests_says_so_and_changes_their_mind(meeting: Meeting) -> None:
    ana, bea = meeting.browsers["Ana"], meeting.browsers["Bea"]
    bea.open("/connections/blocked")
    assert "You take no requests at the moment" in bea.send("/connections/requests", takes_requests="no")
    assert "They take no requests to connect at the moment." in ana.open(f"/connections/ask/{meeting.ids['Bea']}")
    assert "Other members can ask you" in bea.send("/connections/requests", takes_requests="yes")


def introduce(meeting: Meeting, **fields: str) -> str:
    cai = meeting.browsers["Cai"]
    cai.open(f"/introduce?person={meeting.ids['Ana']}")
    both = {"person_id": meeting.ids["Ana"], "other_person_id": meeting.ids["Bea"]}
    return cai.send("/introduce", **both | {"words": "You both count otters."} | fields)


def test_two_connections_are_introduced_and_both_say_yes(meeting: Meeting) -> None:
    meeting.connect("Cai", "Ana")
    meeting.connect("Cai", "Bea")
    assert "Both are asked." in introduce(meeting)
    for name, said in (("Ana", "You said yes."), ("Bea", "You are connected.")):
        browser = meeting.browsers[name]
        page = browser.open("/connections")
        assert "You both count otters." in page
        introduction_id = INTRODUCTION.findall(page)[0]
        assert said in browser.send(f"/introductions/{introduction_id}/agree")
    assert f"Introduced by {meeting.called('Cai')}" in meeting.browsers["Bea"].open("/connections")


def test_an_introduction_asks_for_two_people_and_a_word(meeting: Meeting) -> None:
    meeting.connect("Cai", "Ana")
    meeting.connect("Cai", "Bea")
    page = introduce(meeting, words=" ", other_person_id=meeting.ids["Ana"])
    assert meeting.browsers["Cai"].answer.status_code == 422
    assert "Say why they should know each other" in page
    assert "Choose somebody else" in page
    meeting.tell("Ana", "block_person", person_id=meeting.ids["Bea"])
    page = introduce(meeting)
    assert meeting.browsers["Cai"].answer.status_code == 409
    assert "These two cannot be introduced just now." in page
    assert "You both count otters." in page


def report(meeting: Meeting, site: Joining) -> tuple[Visitor, str]:
    meeting.ask("Ana", "Bea", message="You fool.")
    bea, path = meeting.browsers["Bea"], f"/connections/report/{meeting.ids['Ana']}"
    assert "You fool." in bea.open(path)
    assert "Choose what is wrong" in bea.send(path, words="It hurts.")
    assert "It hurts." in bea.page
    assert "Staff will look at it." in bea.send(path, fault="unkind", words="It hurts.")
    staff = site.signed_in(f"staff.{meeting.mark}@example.org")
    who = person(site, f"staff.{meeting.mark}@example.org")
    ops = site.community.service("ops")
    site.community.call("directory", "grant_role", {"person_id": who, "role": "staff"}, actor=ops)
    page = staff.open("/staff/reports")
    return staff, REPORT.findall(page)[-1]


def test_a_request_is_answered_from_its_mail_without_signing_in(meeting: Meeting, site: Joining) -> None:
    asked = meeting.tell("Ana", "ask_to_connect", person_id=meeting.ids["Bea"], source="meeting", message="Secretly.")
    about = {"connection_id": asked["connection_id"], "asker_person_id": meeting.ids["Ana"]}
    link = answer_path("connection_accept", meeting.ids["Bea"], about=about)
    visitor = site.visitor()
    page = visitor.open(link)
    assert meeting.called("Ana") in page
    assert "Secretly." not in page
    assert "You are connected" in visitor.send(link, choice="yes")
    assert "You answered “Yes, connect”" in visitor.open(link)
    assert meeting.called("Bea") in meeting.browsers["Ana"].open("/connections")


def test_a_request_is_declined_from_its_mail_and_one_that_is_gone_is_explained(meeting: Meeting, site: Joining) -> None:
    asked = meeting.tell("Ana", "ask_to_connect", person_id=meeting.ids["Bea"], source="meeting")
    about = {"connection_id": asked["connection_id"], "asker_person_id": meeting.ids["Ana"]}
    link = answer_path("connection_accept", meeting.ids["Bea"], about=about)
    visitor = site.visitor()
    visitor.open(link)
    assert "You said no" in visitor.send(link, choice="no")
    again = answer_path("connection_accept", meeting.ids["Bea"], about=about)
    visitor.open(again)
    visitor.send(again, choice="yes")
    assert visitor.answer.status_code == 409
    assert meeting.called("Bea") in meeting.browsers["Ana"].open("/connections")
    assert meeting.tell("Ana", "get_connection", person_id=meeting.ids["Bea"])["standing"] == "sent"


def test_an_introduction_is_answered_from_its_mail(meeting: Meeting, site: Joining) -> None:
    meeting.connect("Cai", "Ana")
    meeting.connect("Cai", "Bea")
    both = {"person_id": meeting.ids["Ana"], "other_person_id": meeting.ids["Bea"], "words": "Otters."}
    introduction_id = meeting.tell("Cai", "introduce_people", **both)["introduction_id"]
    for who, other, said in (("Ana", "Bea", "you hear from us"), ("Bea", "Ana", "Both of you have said yes.")):
        about = {"introduction_id": introduction_id, "other_person_id": meeting.ids[other]}
        link = answer_path("introduction_answer", meeting.ids[who], about=about)
        visitor = site.visitor()
        assert meeting.called(other) in visitor.open(link)
        assert said in visitor.send(link, choice="yes")


def test_staff_remove_what_was_reported_with_a_reason(meeting: Meeting, site: Joining) -> None:
    staff, report_id = report(meeting, site)
    assert "It hurts." in staff.page
    path = f"/staff/reports/connections/{report_id}"
    staff.send(path, version="1", outcome="removed", reason="R" * 1001)
    assert staff.answer.status_code == 422
    assert "Say why, in at most 1,000 characters" in staff.page
    assert "R" * 1001 in staff.page
    assert "The message is removed." in staff.send(path, version="1", outcome="removed", reason="Rude.")
    assert report_id not in staff.page
    assert "You fool." not in meeting.browsers["Ana"].open("/connections")


def test_the_page_of_reports_is_for_staff(meeting: Meeting) -> None:
    ana = meeting.browsers["Ana"]
    ana.open("/staff/reports")
    assert ana.answer.status_code == 403


def test_connections_are_explained_to_who_is_no_member(site: Joining) -> None:
    visitor = site.signed_in(f"{new_id()}@example.org")
    for path in ("/connections", "/introduce"):
        page = visitor.open(path)
        assert visitor.answer.status_code == 404
        assert "Connections are for members" in page


@pytest.mark.parametrize("gone", ["leave", "erase"])
def test_who_is_gone_is_in_no_list(meeting: Meeting, gone: str) -> None:
    meeting.connect("Ana", "Bea")
    leaving: dict[str, Callable[[], Any]] = {
        "leave": lambda: meeting.tell("Bea", "leave_community", version=1),
        "erase": lambda: meeting.site.community.call(
            "directory",
            "erase_person",
            {"person_id": meeting.ids["Bea"]},
            actor=meeting.site.community.service("ops"),
        ),
    }
    leaving[gone]()
    assert meeting.called("Bea") not in meeting.browsers["Ana"].open("/connections")


def test_what_was_written_while_the_directory_was_away_comes_back(site: Joining, meeting: Meeting) -> None:
    ana, path = meeting.browsers["Ana"], f"/connections/ask/{meeting.ids['Bea']}"
    ana.open(path)
    site.stop_directory()
    try:
        page = ana.send(path, source="meeting", message="I have a <b>long</b> question.")
        assert ana.answer.status_code == 503
        assert "What you typed is kept for a day." in page
        assert f'href="{path}"' in page
    finally:
        site.start_directory()
    assert "I have a <b>long</b> question." in ana.open(path)
    assert "Your request is sent." in ana.send(path, source="meeting", message="I have a <b>long</b> question.")
    assert "long" not in meeting.browsers["Ana"].open(f"/connections/ask/{meeting.ids['Cai']}")
