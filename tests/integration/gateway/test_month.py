"""My month on one page: coffee, what others ask, what meets my needs; each part also without the others."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from services.matching.service import MatchingService
from tests.integration.gateway.test_connections import CONNECTION, INTRODUCTION, Meeting
from tests.integration.gateway.test_swapping import Swapping, posted
from tests.integration.gateway.visitor import Visitor

AWAY = "This part cannot be shown just now."
KIND_OF_SITE = Swapping


@pytest.fixture
def meeting(site: Swapping) -> Meeting:
    """Three members whom matching has heard of."""
    gathered = Meeting(site)
    known = site.community.database("matching")["members"]
    ids = list(gathered.ids.values())
    site.community.eventually(lambda: known.count_documents({"_id": {"$in": ids}}) == len(ids))
    return gathered


@pytest.fixture
def ana(meeting: Meeting) -> Visitor:
    return meeting.browsers["Ana"]


@contextmanager
def matching_away(site: Swapping) -> Iterator[None]:
    site.community.hosts["matching"].drain()
    try:
        yield
    finally:
        site.community.start(MatchingService)


def test_a_month_begins_with_what_one_could_do(meeting: Meeting, ana: Visitor) -> None:
    page = ana.open("/month")
    assert all(words in page for words in ("You do not take part.", "Nobody waits for", "You have posted nothing"))
    assert AWAY not in page
    assert "My month" in ana.open("/")


def test_everything_that_waits_is_on_one_page(site: Swapping, meeting: Meeting, ana: Visitor) -> None:
    meeting.ask("Bea", "Ana")
    want = posted(ana)
    posted(meeting.browsers["Cai"], side="offer", title="Charts of falls")
    meeting.browsers["Cai"].open(want)
    meeting.browsers["Cai"].send(want, message="I can show you ours.")
    site.community.settled()
    ana.open("/coffee")
    ana.send("/coffee", action="join", ways="call")
    page = ana.open("/month")
    assert "Shall we talk?" in page
    assert "It fits “Falls on wards”" in page
    assert "1 waits for your answer" in page
    assert "The next round opens" in page
    assert "You do not take part yet" not in page


def test_who_answers_from_their_month_stays_in_it(meeting: Meeting, ana: Visitor) -> None:
    meeting.ask("Bea", "Ana")
    [connection_id] = set(CONNECTION.findall(ana.open("/month")))
    page = ana.send(f"/connections/{connection_id}/accept", next="/month")
    assert ana.path == "/month"
    assert "You are connected." in page
    meeting.connect("Bea", "Cai")
    meeting.tell("Bea", "introduce_people", person_id=meeting.ids["Ana"], other_person_id=meeting.ids["Cai"], words="!")
    [introduction_id] = INTRODUCTION.findall(ana.open("/month"))
    ana.send(f"/introductions/{introduction_id}/agree", next="/month")
    assert ana.path == "/month"


@pytest.mark.parametrize("elsewhere", ["https://elsewhere.example/", "//elsewhere.example"])
def test_no_answer_leads_to_another_site(meeting: Meeting, ana: Visitor, elsewhere: str) -> None:
    meeting.ask("Bea", "Ana")
    [connection_id] = set(CONNECTION.findall(ana.open("/month")))
    ana.send(f"/connections/{connection_id}/decline", next=elsewhere)
    assert ana.path == "/connections"


def test_a_part_that_is_away_hides_no_other(site: Swapping, meeting: Meeting, ana: Visitor) -> None:
    meeting.ask("Bea", "Ana")
    with matching_away(site):
        page = ana.open("/month")
        assert AWAY in page
        assert "Shall we talk?" in page
    site.community.eventually(lambda: AWAY not in ana.open("/month"), timeout_s=30)
    site.stop_directory()
    try:
        page = ana.open("/month")
        assert AWAY in page
        assert "You have posted nothing" in page
    finally:
        site.start_directory()


def test_a_member_of_whom_matching_has_not_heard_yet_sees_the_rest(site: Swapping, meeting: Meeting) -> None:
    meeting.ask("Bea", "Ana")
    site.community.database("matching")["members"].delete_one({"_id": meeting.ids["Ana"]})
    page = meeting.browsers["Ana"].open("/month")
    assert meeting.browsers["Ana"].path == "/month"
    assert AWAY in page
    assert "Shall we talk?" in page


def test_who_is_no_member_is_told_how_to_join(site: Swapping) -> None:
    visitor = site.signed_in("olu@example.org")
    visitor.open("/month")
    assert visitor.path == "/join"
