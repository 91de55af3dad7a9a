"""A member's entry in full, over the real directory: who sees what, links, history, recognition, first steps."""

import re

import pytest

from bus.ids import new_id
from tests.integration.gateway.conftest import Site
from tests.integration.gateway.test_joining import Joining
from tests.integration.gateway.visitor import Visitor

VERSION = re.compile(r'name="version" value="(\d+)"')
ENTRY = {
    "name": "Ines Member",
    "role": "Midwife",
    "organisation": "Riverside Hospital",
    "region": "wales",
    "background": "frontline-staff",
    "topics": "patient-safety",
    "biography": "Counts otters.",
    "visibility": "public",
}


KIND_OF_SITE = Joining


def ask(site: Site, method: str, **request: object) -> dict[str, str]:
    ops = site.community.service("ops")
    return dict(site.community.call("directory", method, request, actor=ops, command_id=new_id()))


def member(site: Site, address: str, **changes: object) -> Visitor:
    """Return a signed-in member."""
    told = {name: value for name, value in ENTRY.items() if name != "visibility"} | {"topics": ["patient-safety"]}
    nomination = told | {"address": address, "nominating_organisation": "Riverside Hospital"} | changes
    ask(site, "import_nomination", **nomination, confirmed_on="2016-03-01")
    return site.signed_in(address)


def person(site: Site, address: str) -> str:
    return ask(site, "find_person", address=address)["person_id"]


def save(visitor: Visitor, **fields: str) -> str:
    """Open the form, type into it and send it."""
    version = VERSION.findall(visitor.open("/profile"))[0]
    return visitor.send("/profile", **ENTRY | {"version": version} | fields)


def test_everything_beyond_the_few_is_optional_and_comes_back_as_it_was_typed(site: Joining) -> None:
    visitor = member(site, "whole@example.org")
    page = save(
        visitor,
        interests="cancer",
        offers="mentoring",
        offers_note="An hour a month.",
        looking_for="A partner in counting.",
        link_label_0="Our page",
        link_url_0="otters.example.org/count",
        past_name_0="Hillside Clinic",
        past_until_0="2020-05-31",
        shown_to_biography="members",
    )
    assert "Your entry is saved." in page
    assert 'value="https://otters.example.org/count"' in page
    assert 'value="2020-05-31"' in page
    public = site.visitor().open(f"/members/{person(site, 'whole@example.org')}")
    assert '<a href="https://otters.example.org/count" rel="nofollow noopener">Our page</a>' in public
    assert "Hillside Clinic, until 31 May 2020" in public
    assert "An hour a month." in public
    assert "Counts otters." not in public
    assert "Counts otters." in member(site, "reader@example.org").open(f"/members/{person(site, 'whole@example.org')}")


def test_a_member_may_say_their_local_partnership_and_choose_who_sees_it(site: Joining) -> None:
    visitor = member(site, "partner@example.org")
    assert '<optgroup label="Wales">' in visitor.open("/profile")
    page = save(visitor, partnership="cardiff-and-vale")
    assert '<option value="cardiff-and-vale" selected>' in page
    path = f"/members/{person(site, 'partner@example.org')}"
    assert 'href="/partnerships/cardiff-and-vale"' in site.visitor().open(path)
    assert "1 member found" in site.visitor().open("/members?partnership=cardiff-and-vale")
    save(visitor, partnership="cardiff-and-vale", shown_to_partnership="members")
    assert "Cardiff and Vale" not in site.visitor().open(path)
    assert "Cardiff and Vale" not in visitor.open("/profile/preview/public")
    assert "Cardiff and Vale" in visitor.open("/profile/preview/members")
    page = save(visitor, partnership="nowhere", role="Not lost")
    assert (visitor.answer.status_code, 'value="Not lost"' in page) == (422, True)
    assert 'href="#partnership"' in page


def test_one_sees_ones_entry_as_others_do(site: Joining) -> None:
    visitor = member(site, "preview@example.org")
    save(visitor, shown_to_biography="members", shown_to_organisation="nobody")
    assert "Counts otters." not in visitor.open("/profile/preview/public")
    members = visitor.open("/profile/preview/members")
    assert "Counts otters." in members
    assert "Riverside Hospital" not in members
    save(visitor, visibility="members")
    assert "nobody else sees or finds any of it" in visitor.open("/profile/preview/public")


def test_what_is_hidden_is_neither_on_cards_nor_found(site: Joining) -> None:
    visitor = member(site, "hidden@example.org", name="Hanna Hidden")
    save(visitor, name="Hanna Hidden", biography="Zebrafish.", shown_to_organisation="nobody")
    save(visitor, name="Hanna Hidden", biography="Zebrafish.", shown_to_biography="members")
    stranger = site.visitor()
    assert "Nobody fits all of that" in stranger.open("/members?words=zebrafish")
    cards = stranger.open("/members?words=hanna")
    assert "Hanna Hidden" in cards
    assert "Riverside Hospital" not in cards
    assert "Hanna Hidden" in visitor.open("/members?words=zebrafish")


def test_the_organisation_that_was_left_is_kept_until_its_member_deletes_it(site: Joining) -> None:
    visitor = member(site, "mover@example.org")
    page = save(visitor, organisation="Lakeside Trust")
    assert 'name="past_name_0" type="text" value="Riverside Hospital"' in page
    page = save(visitor, organisation="Lakeside Trust", past_name_0="", past_until_0="2026-01-01")
    assert 'value="Riverside Hospital"' not in page


@pytest.mark.parametrize("url", ["javascript:alert(1)", "http://example.org", "https://ana@example.org"])
def test_a_link_that_is_none_is_said_beside_the_links_and_kept(site: Joining, url: str) -> None:
    visitor = member(site, "links@example.org")
    visitor.open("/profile")
    answer = visitor.press(
        "/profile", **ENTRY, version=VERSION.findall(visitor.page)[0], link_url_0=url, looking_for="A partner."
    )
    assert answer.status_code == 422
    assert "begins with https://" in answer.text
    assert 'href="#links"' in answer.text
    assert "A partner." in answer.text


def test_two_windows_show_both_texts_also_of_links_and_of_who_sees_what(site: Joining) -> None:
    visitor = member(site, "windows@example.org")
    version = VERSION.findall(visitor.open("/profile"))[0]
    save(visitor, link_url_0="https://one.example.org", shown_to_topics="members")
    visitor.send("/profile", **ENTRY, version=version, link_url_0="https://two.example.org")
    assert visitor.answer.status_code == 409
    for text in ("https://one.example.org", "https://two.example.org", "Topics: Members only"):
        assert text in visitor.page


def test_staff_recognise_and_the_member_may_decline_to_show_it(site: Joining) -> None:
    visitor, staff = member(site, "expert@example.org"), member(site, "staff@example.org", name="Stefan Staff")
    expert = person(site, "expert@example.org")
    ask(site, "grant_role", person_id=person(site, "staff@example.org"), role="staff")
    assert "Recognise expertise" in staff.open(f"/members/{expert}")
    path = f"/members/{expert}/recognitions"
    staff.open(path)
    assert staff.press(path, topic="", reason="").status_code == 422
    assert "by Stefan Staff" in staff.send(path, topic="patient-safety", reason="For the otter count.")
    staff.send(path, topic="patient-safety", reason="Again.")
    assert "recognised for this topic already" in staff.page
    public = site.visitor().open(f"/members/{expert}")
    assert "For the otter count." in public
    assert "Stefan Staff" not in public
    mine = visitor.open("/profile/recognitions")
    button = re.findall(r'action="(/profile/recognitions/[^"]+/nobody)"', mine)[0]
    assert "Shown to nobody" in visitor.send(button)
    assert "For the otter count." not in site.visitor().open(f"/members/{expert}")
    back = re.findall(r'action="(/members/[^"]+/revoke)"', staff.open(path))[0]
    assert "For the otter count." not in staff.send(back)
    staff.open(path)
    assert staff.press(back).status_code == 303


def test_who_is_not_staff_finds_no_such_page(site: Joining) -> None:
    visitor = member(site, "curious@example.org")
    other = person(site, "curious@example.org")
    assert "Recognise expertise" not in visitor.open(f"/members/{other}")
    visitor.open(f"/members/{other}/recognitions")
    assert visitor.answer.status_code == 403


def test_first_steps_fit_and_go_one_by_one(site: Joining) -> None:
    visitor = member(site, "new@example.org", background="patient-leader")
    page = visitor.open("/welcome")
    steps = re.findall(r'action="(/welcome/steps/[^"]+)"', page)
    assert [step.rpartition("/")[2] for step in steps] == ["meet_patient_leaders", "meet_region", "meet_country"]
    assert "Meet people near you who work on Patient safety" in page
    for step in steps:
        visitor.send(step)
        assert step not in visitor.page
    assert "Take part as much or as little as suits you." in visitor.page


def test_what_members_are_asked_for_is_little_and_open_to_read(site: Joining) -> None:
    visitor = site.visitor()
    assert "/commitments" in visitor.open("/join")
    assert "Nothing on this site checks them." in visitor.open("/commitments")


def test_a_longer_entry_comes_back_after_the_session_ran_out(site: Joining) -> None:
    visitor = member(site, "late@example.org")
    version = VERSION.findall(visitor.open("/profile"))[0]
    typed = ENTRY | {"version": version, "looking_for": "A late thought.", "link_url_0": "https://late.example.org"}
    site.data["sessions"].update_many(
        {"person_id": person(site, "late@example.org")}, {"$set": {"ends_at": site.community.clock()}}
    )
    visitor.send("/profile", **typed, past_name_0="Hillside Clinic", past_until_0="2020-05-31")
    visitor.open("/sign-in")
    visitor.send("/sign-in", address="late@example.org", next="/profile")
    link = site.link("late@example.org")
    visitor.open(link)
    page = visitor.send(link)
    for text in ("A late thought.", "https://late.example.org", "Hillside Clinic", "2020-05-31"):
        assert text in page
