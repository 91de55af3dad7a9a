"""Coffee in the browser: two take part, staff draw a round, a mail introduces them, they say how it was."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from bus.times import utc_now
from services.directory.model import london_day
from tests.e2e.visitor import Visitor
from tests.e2e.ways import demonstrated, pass_over_mails, read_mail, sign_in

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

Visit = Callable[[str], Visitor]
INTRODUCED = "Your coffee in Q Commons: whom you meet"
WORDS = "She knew whom to ask."


def take_part(visitor: Visitor, address: str) -> None:
    sign_in(visitor, address, "/coffee")
    visitor.sees("Nobody is in who did not ask.")
    visitor.press("Take part")
    visitor.sees("You take part.")


def draw_a_round(staff: Visitor) -> None:
    sign_in(staff, demonstrated("staff")[0], "/staff")
    staff.follow("Rounds of coffee")
    last = london_day(utc_now()) + timedelta(days=7)
    group = staff.page.get_by_role("group", name="Last day")
    for label, number in (("Day", last.day), ("Month", last.month), ("Year", last.year)):
        group.get_by_label(label).fill(str(number))
    staff.press("Open the round")
    staff.sees("The round is open.")
    staff.press("Close and draw it now")
    staff.press("Yes, close and draw it")
    staff.waits_for(staff.page.url, "Under way.")


def leave(visitor: Visitor) -> None:
    visitor.open("/coffee")
    visitor.follow("Leave the coffee trials")
    visitor.press("Yes, leave")
    visitor.sees("You take part no more.")


def test_two_are_drawn_introduced_meet_and_say_how_it_was(visit: Visit) -> None:
    first, second, staff = visit("coffee-first"), visit("coffee-second"), visit("coffee-staff")
    address, other = demonstrated("member")[:2]
    take_part(first, address)
    take_part(second, other)
    pass_over_mails(first, address, INTRODUCED)
    draw_a_round(staff)
    read_mail(first, address, INTRODUCED)
    first.follow(re.compile("^http.*coffee"))
    first.sees("Your coffee with")
    first.sees(other)
    first.follow("How this round was drawn")
    first.sees("Nobody reads here who would rather not meet whom")
    first.follow("Back")
    first.sees("You meet")
    first.press("See whom you meet")
    first.choose("Your answer", "Yes, we have met")
    first.press("Say so")
    first.sees("How was your coffee?")
    first.press("Send")
    first.sees("There is a problem")
    for question in ("Did it give you new ideas?", "Was it worth it for you?"):
        first.choose(question, "Yes")
    first.choose("Has it led, or may it lead, to working together?", "No")
    first.fill("What came of it? (optional)", WORDS)
    first.press("Send")
    first.sees("Thank you. Your answers help")
    first.sees("You said that it was worth it.")
    staff.waits_for(staff.page.url, WORDS)
    first.follow("Whom you would rather not meet")
    first.sees("Your list is empty.")
    second.open("/coffee")
    second.sees("Say how it was")
    leave(second)
    leave(first)
