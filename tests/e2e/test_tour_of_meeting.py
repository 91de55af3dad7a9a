"""The pages beside the ways of meeting others: introducing, blocking, who helped, whom one may want to meet."""

import re
from collections.abc import Callable
from uuid import uuid4

import pytest

from tests.e2e.hasty import Hasty
from tests.e2e.ways import demonstrated, open_link, sign_in

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

Visit = Callable[..., Hasty]


def test_a_member_looks_at_what_helps_them_to_meet_others(visit: Visit) -> None:
    member = visit("meeting-member", kind=Hasty)
    sign_in(member, demonstrated("member")[0], "/connections/suggestions")
    member.sees("People you may want to meet")
    member.open("/introduce")
    member.sees("Introduce two people to each other")
    member.open("/connections/reports")
    member.sees("Who helped you")


def test_a_member_says_who_helped_and_blocks_somebody(visit: Visit) -> None:
    member = visit("helped-member", kind=Hasty)
    sign_in(member, demonstrated("member")[1], "/connections")
    member.open("/members?words=Laurence+Underhill")
    member.follow_link(member.page.locator(".qc-rows a").first)
    entry = member.page.url
    member.follow("Say whether they helped you")
    member.press("Keep it")
    member.sees("There is a problem")
    member.choose("Has it helped?", "Yes")
    member.press("Keep it")
    member.sees("It helped.")
    member.open(entry)
    member.follow("Block this person")
    member.press("Block this person")
    member.open("/connections/blocked")
    member.press(re.compile("^Stop blocking"))


def test_staff_read_figures_and_reports_and_strangers_are_told_how_to_join(visit: Visit) -> None:
    staff, stranger = visit("network-staff", kind=Hasty), visit("meeting-stranger", kind=Hasty)
    sign_in(staff, demonstrated("staff")[0], "/staff/connections")
    staff.sees("Growth by month")
    staff.open("/staff/reports")
    staff.sees("What members found wrong")
    address = f"ida.{uuid4().hex}@example.org"
    stranger.open("/connections")
    stranger.fill("E-mail address", address)
    stranger.press("Send me a link")
    open_link(stranger, address, "Your link to sign in to Q Commons")
    stranger.sees("Connections are for members")
