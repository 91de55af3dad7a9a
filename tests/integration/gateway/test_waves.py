"""Waves on the pages: what applicants are told before they begin, how staff run them, how anybody asks to be told."""

import re
from datetime import timedelta
from typing import Any

import pytest

from bus.times import utc_now
from services.directory.model import london_day
from services.gateway.accounts import actions
from tests.integration.gateway.conftest import answer_path
from tests.integration.gateway.test_joining import COMPLETE, Joining, key, write
from tests.integration.gateway.visitor import Visitor
from tests.waves import plan_wave

TODAY = london_day(utc_now())
SECRET = re.compile(r'<code class="qc-secret">[^<]*(/apply\?wave=[^<]+)</code>')


KIND_OF_SITE = Joining


@pytest.fixture(autouse=True)
def no_wave(site: Joining) -> None:
    """End whatever an earlier test left open or planned."""
    site.community.database("directory")["waves"].delete_many({})


def interests(site: Joining) -> list[dict[str, Any]]:
    return list(site.community.database("directory")["interests"].find())


def staff(site: Joining, address: str = "sal@example.org") -> Visitor:
    visitor = site.signed_in(address)
    visitor.open("/join")
    ops = site.community.service("ops")
    person = site.community.call("directory", "find_person", {"address": address}, actor=ops)
    grant = {"person_id": person["person_id"], "role": "staff"}
    site.community.call("directory", "grant_role", grant, actor=ops)
    return visitor


def written(site: Joining, address: str, page: str = "/apply") -> Visitor:
    """Return who has written everything and looks at it once more."""
    visitor = site.signed_in(address)
    visitor.open(page)
    form = dict(re.findall(r'name="(invitation)" value="([^"]*)"', visitor.page))
    write(visitor, **COMPLETE, **form, action="check")
    assert visitor.path == "/apply/check"
    return visitor


def days(first: int, last: int) -> dict[str, str]:
    """Return the fields of a form for these days from now."""
    fields = {}
    for name, number in (("opens_on", first), ("closes_on", last)):
        day = TODAY + timedelta(days=number)
        fields |= {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}
    return fields


def confirmed(site: Joining, visitor: Visitor, address: str, **fields: str) -> Visitor:
    """Ask to be told and press the button behind the mailed link."""
    visitor.open("/join/interest")
    visitor.send("/join/interest", address=address, **{"region": "wales", "wish": "apply"} | fields)
    assert visitor.path == "/join/interest/sent"
    link = site.link(address)
    assert "Shall we write to you?" in visitor.open(link)
    visitor.send(link)
    return visitor


def test_the_page_of_joining_says_who_can_apply_now_and_who_comes_next(site: Joining) -> None:
    plan_wave(site.community, regions=["wales", "wessex"])
    plan_wave(site.community, first=40, last=60, regions=["scotland"])
    page = site.visitor().open("/join")
    assert "<strong>Wales, Wessex</strong>: until the end of" in " ".join(page.split())
    assert "Who comes next" in page
    assert page.count("Not planned yet") == 15
    assert 'href="/join/interest"' in page


def test_while_the_directory_is_away_the_page_of_joining_still_says_how_to_apply(site: Joining) -> None:
    site.stop_directory()
    try:
        page = site.visitor().open("/join")
    finally:
        site.start_directory()
    assert "cannot be shown just now" in page
    assert "Start or continue your application" in page


def test_who_writes_while_their_region_is_closed_is_told_before_and_loses_nothing(site: Joining) -> None:
    plan_wave(site.community, first=5, last=9, regions=["wales"])
    visitor = site.signed_in("early@example.org")
    assert "perhaps you cannot send your application today" in visitor.open("/apply")
    write(visitor, **COMPLETE, action="check")
    assert "Send your application" not in visitor.page
    assert "Applications from Wales are not open at the moment." in visitor.page
    assert "The next time is from" in visitor.page
    assert "your draft is kept" in visitor.open("/apply")
    visitor.open("/apply/check")
    visitor.send("/join/interest", region="wales", wish="apply")
    assert "You are on the list" in visitor.page
    plan_wave(site.community, last=3, regions=["wales"])
    assert "You can send your application until" in visitor.open("/apply")
    visitor.open("/apply/check")
    visitor.send("/apply/check", **key(visitor))
    assert visitor.path == "/apply/done"


def test_whose_wave_closes_before_they_press_the_button_reads_why(site: Joining) -> None:
    wave = plan_wave(site.community, regions=["wales"])
    visitor = written(site, "late@example.org")
    assert "Send your application" in visitor.page
    ops = site.community.service("ops")
    named = {"wave_id": wave["wave_id"], "version": wave["version"]}
    site.community.call("directory", "close_wave", named, actor=ops)
    assert "nothing is lost" in visitor.send("/apply/check", **key(visitor))
    assert visitor.answer.status_code == 409


def test_when_the_last_place_is_gone_the_page_says_so(site: Joining) -> None:
    plan_wave(site.community, regions=["wales"], cap=1)
    first, second = written(site, "first@example.org"), written(site, "second@example.org")
    first.send("/apply/check", **key(first))
    assert first.path == "/apply/done"
    assert "No places are left at the moment" in second.send("/apply/check", **key(second))
    assert "no places are left in this wave" in site.visitor().open("/join")


def test_an_invitation_survives_signing_in_and_lets_its_holder_apply(site: Joining) -> None:
    wave = plan_wave(site.community, kind="alumni", regions=[], audience="Leading change, 2016")
    stranger = site.visitor()
    stranger.open(f"/apply?wave={wave['code']}")
    assert stranger.path == "/sign-in"
    stranger.send("/sign-in", address="alum@example.org", next=f"/apply?wave={wave['code']}")
    link = site.link("alum@example.org")
    stranger.open(link)
    stranger.send(link)
    assert "You can send your application until" in stranger.page
    form = dict(re.findall(r'name="(invitation)" value="([^"]*)"', stranger.page))
    assert form == {"invitation": wave["code"]}
    write(stranger, **COMPLETE, **form, action="save")
    stranger.open("/apply/check")
    stranger.send("/apply/check", **key(stranger))
    assert stranger.path == "/apply/done"


def test_what_is_no_invitation_does_no_harm(site: Joining) -> None:
    visitor = site.signed_in("curious@example.org")
    for code in ("%00", "a" * 3000, "%22%3E%3Cb", ""):
        visitor.open(f"/apply?wave={code}")
        assert (visitor.answer.status_code, visitor.path) == (200, "/apply")
        assert 'name="invitation" value=""' in visitor.page


def test_staff_plan_a_wave_see_its_numbers_and_close_it(site: Joining) -> None:
    sal = staff(site)
    assert 'href="/staff"' in sal.open("/")
    assert 'href="/staff/waves"' in sal.open("/staff")
    sal.open("/staff/waves/new")
    fields = {"name": "Pilot", "kind": "regions", "cap": "30", "expected": "", "expected-wales": "12"} | days(0, 9)
    sal.send("/staff/waves/new", **fields, regions=["wales", "wessex"])  # type: ignore[arg-type]
    assert "The wave is planned." in sal.page
    shown = " ".join(re.sub(r"<[^>]+>", " ", sal.page).split())
    assert "By region" in shown
    assert "Is the number of regions meant?" not in shown
    assert "More is expected than the panel can assess" in shown
    path = sal.path
    sal.open(f"{path}/change")
    sal.send(f"{path}/change", **version(sal) | fields | days(0, 4), regions=["wales", "wessex"])  # type: ignore[arg-type]
    assert "The wave is changed." in sal.page
    sal.open(f"{path}/close")
    sal.send(f"{path}/close", **version(sal))
    assert "The wave is closed." in sal.page
    assert "Change the wave" not in sal.page


def version(visitor: Visitor) -> dict[str, str]:
    return dict(re.findall(r'name="(version|kind)" value="([^"]*)"', visitor.page))


def test_a_number_of_regions_off_the_plan_is_wondered_at(site: Joining) -> None:
    sal = staff(site)
    sal.open("/staff/waves/new")
    sal.send("/staff/waves/new", name="All at once", kind="regions", regions="wales", **days(2, 9))
    assert "Is the number of regions meant?" in sal.page
    path = sal.path
    sal.open(f"{path}/cancel")
    sal.send(f"{path}/cancel", **version(sal))
    assert "The wave is called off." in sal.page


def test_staff_copy_an_invitation(site: Joining) -> None:
    sal = staff(site)
    sal.open("/staff/waves/new")
    sal.send("/staff/waves/new", name="Alumni", kind="alumni", audience="Leading change, 2016", **days(0, 9))
    code = SECRET.findall(sal.page)
    assert len(code) == 1
    visitor = site.signed_in("holder@example.org")
    assert "You can send your application until" in visitor.open(code[0])


@pytest.mark.parametrize(
    ("fields", "fault", "status"),
    [
        ({"name": ""}, "Give the wave a name", 422),
        ({"opens_on-day": "31", "opens_on-month": "2"}, "Enter the first day", 422),
        ({"cap": "many"}, "Enter a whole number from 1", 422),
        ({"cap": "0"}, "Enter a whole number from 1", 422),
        ({"expected-wales": "-1"}, "Enter whole numbers, or nothing", 422),
        ({"kind": "alumni"}, "Name the courses or organisations", 422),
        ({"kind": ""}, "Choose who the wave is for", 422),
        ({"regions": []}, "Choose at least one region", 422),
        (days(-2, 3), "The first day is over already", 409),
        (days(5, 3), "The last day is before the first one", 409),
    ],
)
def test_what_is_wrong_is_named_and_what_was_typed_stays(
    site: Joining, fields: dict[str, Any], fault: str, status: int
) -> None:
    sal = staff(site)
    sal.open("/staff/waves/new")
    good: dict[str, Any] = {"name": "Typed by hand", "kind": "regions", "regions": ["wales"]} | days(3, 9)
    sal.send("/staff/waves/new", **good | {"expected-wessex": "77"} | fields)
    assert (sal.answer.status_code, fault in sal.page) == (status, True)
    assert 'value="77"' in sal.page
    sent = good | fields
    assert f'name="closes_on-day" type="text" value="{sent["closes_on-day"]}"' in sal.page
    assert ('value="Typed by hand"' in sal.page) == ("name" not in fields)


def test_an_overlap_is_named(site: Joining) -> None:
    plan_wave(site.community, regions=["wales"])
    sal = staff(site)
    sal.open("/staff/waves/new")
    sal.send("/staff/waves/new", name="Again", kind="regions", regions="wales", **days(3, 9))
    assert "One of these regions is in another wave at that time." in sal.page


def test_waves_are_for_staff_alone(site: Joining) -> None:
    wave = plan_wave(site.community)
    visitor = site.signed_in("nobody@example.org")
    assert "/staff/waves" not in visitor.open("/")
    for path in ("", "/new", f"/{wave['wave_id']}", f"/{wave['wave_id']}/change", f"/{wave['wave_id']}/close"):
        visitor.open(f"/staff/waves{path}")
        assert visitor.answer.status_code == 403
    visitor.open("/join")
    visitor.open("/join/interest")
    assert (
        visitor.press("/staff/waves/new", name="Mine", kind="regions", regions="wales", **days(0, 3)).status_code == 403
    )


def test_nobody_is_on_the_list_before_they_press_the_button(site: Joining) -> None:
    stranger = site.visitor()
    stranger.open("/join/interest")
    before = len(interests(site))
    stranger.send("/join/interest", address="ivy@example.org", region="wales", wish="apply")
    stranger.open(site.link("ivy@example.org"))
    assert len(interests(site)) == before
    stranger.send(site.link("ivy@example.org"))
    assert "we write to you when people from Wales can apply" in stranger.page
    assert len(interests(site)) == before + 1
    told = [each for each in site.events("address.changed") if each["address"] == "ivy@example.org"]
    assert told[-1]["verified"] is True
    stranger.open("/join/interest")
    stranger.send("/join/interest/withdraw")
    assert "You are off the list." in stranger.page
    assert len(interests(site)) == before


def test_whose_region_is_open_already_reads_so_where_they_asked_to_be_told(site: Joining) -> None:
    plan_wave(site.community, regions=["wales"])
    visitor = confirmed(site, site.visitor(), "now@example.org")
    assert "They can apply now, until the end of" in visitor.page


def test_known_and_unknown_addresses_look_alike(site: Joining) -> None:
    site.signed_in("known@example.org").open("/join")
    pages = []
    for address in ("known@example.org", "unknown@example.org"):
        stranger = site.visitor()
        stranger.open("/join/interest")
        stranger.send("/join/interest", address=address, region="wales", wish="updates")
        pages.append(stranger.page.replace(address, ""))
    assert pages[0] == pages[1]


def test_a_spent_link_brings_nobody_back_on_the_list(site: Joining) -> None:
    visitor = confirmed(site, site.visitor(), "jo@example.org")
    visitor.open("/join/interest")
    visitor.send("/join/interest/withdraw")
    other = site.visitor()
    link = site.link("jo@example.org")
    other.open(link)
    assert other.answer.status_code == 410
    site.visitor().press(link)
    assert "Take me off the list" not in visitor.open("/join/interest")


def test_a_link_pressed_while_the_directory_is_away_can_be_pressed_again(site: Joining) -> None:
    stranger = site.visitor()
    stranger.open("/join/interest")
    stranger.send("/join/interest", address="kim@example.org", region="wales", wish="apply")
    link = site.link("kim@example.org")
    stranger.open(link)
    site.stop_directory()
    try:
        assert stranger.press(link).status_code == 503
    finally:
        site.start_directory()
    stranger.open(link)
    stranger.send(link)
    assert "You are on the list" in stranger.page


@pytest.mark.parametrize(
    ("field", "fault"),
    [
        ("address", "Enter an e-mail address in the form"),
        ("region", "Choose the place or region nearest to your work"),
        ("wish", "Choose what you want to hear"),
    ],
)
def test_what_is_missing_of_a_wish_is_named_and_the_rest_stays(site: Joining, field: str, fault: str) -> None:
    stranger = site.visitor()
    stranger.open("/join/interest")
    given = {"address": "lu@example.org", "region": "wales", "wish": "apply"} | {field: ""}
    stranger.send("/join/interest", **given)
    assert (stranger.answer.status_code, fault in stranger.page) == (422, True)
    assert ('value="lu@example.org"' in stranger.page) == (field != "address")


def test_one_button_behind_a_mailed_link_takes_off_the_list(site: Joining) -> None:
    visitor = confirmed(site, site.visitor(), "max@example.org")
    ops = site.community.service("ops")
    person = site.community.call("directory", "find_person", {"address": "max@example.org"}, actor=ops)
    link = answer_path("interest_withdraw", person["person_id"])
    stranger = site.visitor()
    stranger.open(link)
    assert "Take me off the list" in visitor.open("/join/interest")
    assert "You are off the list" in stranger.send(link)
    assert "Take me off the list" not in visitor.open("/join/interest")
    assert "You answered “Take me off the list”" in stranger.open(link)


def test_nothing_is_kept_of_who_does_not_confirm(site: Joining) -> None:
    stranger = site.visitor()
    stranger.open("/join/interest")
    stranger.send("/join/interest", address="never@example.org", region="wales", wish="apply")
    confirmed(site, site.visitor(), "ever@example.org")
    assert [each["address"] for each in site.events("link.requested")].count("never@example.org") == 1
    site.data["links"].update_many({}, {"$set": {"expires_at": utc_now() - timedelta(seconds=1)}})
    assert site.host.database.transact(actions.forget_unconfirmed) is False
    assert site.data["links"].count_documents({"address": "never@example.org"}) == 0
    assert [each for each in site.events("link.requested") if each["address"] == "never@example.org"] == []
    assert site.data["links"].count_documents({"address": "ever@example.org"}) == 1
    assert site.data["accounts"].count_documents({"address": "never@example.org"}) == 0
