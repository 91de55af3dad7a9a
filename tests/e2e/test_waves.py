"""Waves through the browser: anybody asks to be told, staff plan a wave and hand its invitation on."""

import re
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest

from bus.times import utc_now
from services.directory.model import london_day
from tests.e2e.conftest import Site
from tests.e2e.visitor import Visitor
from tests.e2e.ways import demonstrated, read_mail, sign_in

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

Visit = Callable[[str], Visitor]


def test_anybody_asks_to_be_told_and_changes_their_mind(site: Site, visit: Visit) -> None:
    address = f"ivy.{uuid4().hex}@example.org"
    ivy = visit("interested")
    ivy.open("/join")
    ivy.sees("Who can apply now")
    ivy.follow("Be told when you can apply")
    ivy.press("Tell me")
    ivy.sees("There is a problem")
    ivy.fill("E-mail address", address)
    ivy.select("Which place is nearest to your work?", "Bristol")
    ivy.choose("What do you want to hear?", "When I can apply")
    ivy.press("Tell me")
    ivy.sees("Check your mail")
    read_mail(ivy, address, "Please confirm: news about joining Q Commons")
    ivy.follow(re.compile("^http.*link"))
    ivy.sees("Shall we write to you?")
    ivy.press("Go on")
    ivy.sees("You are on the list")
    ivy.press("Take me off the list")
    ivy.sees("You are off the list.")


def test_staff_plan_a_wave_and_a_course_passes_its_invitation_on(site: Site, visit: Visit) -> None:
    staff = visit("staff-waves")
    sign_in(staff, demonstrated("staff")[0], "/staff/waves")
    staff.press("Plan a wave")
    name = f"Alumni {uuid4().hex[:6]}"
    staff.fill("Name", name)
    staff.choose("Who is it for?", "Alumni of courses, by an invitation")
    staff.fill("Which courses or organisations?", "Leading change, 2016")
    staff.press("Plan the wave")
    staff.sees("There is a problem")
    today = london_day(utc_now())
    for legend, day in (("First day", today), ("Last day", today + timedelta(days=9))):
        group = staff.page.get_by_role("group", name=legend)
        for label, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            group.get_by_label(label).fill(str(number))
    staff.press("Plan the wave")
    staff.sees("The wave is planned.")
    invitation = staff.page.locator("code").inner_text()
    alum = visit("alum")
    alum.open(invitation.partition(site.url)[2])
    alum.sees("Sign in or join")
    staff.press("Close it now")
    staff.press("Yes, close it")
    staff.sees("The wave is closed.")
