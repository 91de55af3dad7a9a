"""The swap shop in the browser: ask, offer, be told of each other, reply, agree, say what came of it; a wanted ad."""

import re
from collections.abc import Callable
from uuid import uuid4

import pytest

from tests.e2e.conftest import Site
from tests.e2e.visitor import Visitor
from tests.e2e.ways import demonstrated, open_link, read_mail, sign_in

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

Visit = Callable[[str], Visitor]


def post(visitor: Visitor, side: str, title: str) -> None:
    """Write what one wants or offers, after forgetting half of it."""
    visitor.open("/swap")
    visitor.press(side)
    visitor.press("Post it")
    visitor.sees("There is a problem")
    visitor.choose("What is it?", "Data")
    visitor.fill("Title", title)
    visitor.fill("What is it about?", "Run charts of falls at night, for one ward.")
    visitor.press("Post it")
    visitor.sees("It is open for sixty days.")


def test_two_members_ask_match_answer_agree_and_close(visit: Visit) -> None:
    asks, offers = demonstrated("member")[:2]
    ana, ben = visit("asking"), visit("offering")
    word = f"falls{uuid4().hex[:6]}"
    sign_in(ana, asks, "/swap")
    sign_in(ben, offers, "/swap")
    post(ana, "Ask for something", f"Help with {word}")
    ana.press("Change it")
    ana.press("Save")
    post(ben, "Offer something", f"Charts of {word}")
    ben.waits_for("/swap/mine", f"Help with {word}")
    ben.follow(re.compile(f"Help with {word}"))
    ben.follow("Is something wrong with this? Tell our staff")
    ben.follow("Back")
    ben.press("Send your reply")
    ben.sees("There is a problem")
    ben.fill("Your message", "I can show you ours.")
    ben.press("Send your reply")
    ben.sees("Your reply is sent.")
    read_mail(ana, asks, "Somebody has replied to what you posted")
    ana.follow(re.compile("^http.*answer"))
    ana.sees("Do you agree?")
    ana.press("Yes, agree")
    ana.sees("You have agreed")
    read_mail(ben, offers, "You have agreed: here is the address")
    ben.open("/swap/mine")
    ana.follow("See what you posted")
    ana.follow(re.compile(f"Help with {word}"))
    ana.sees(offers)
    ana.press("Say what came of it, and close it")
    ana.choose("What came of it?", "It helped")
    ana.press("Close it")
    ana.sees("Thank you. It is closed.")


def test_somebody_from_outside_asks_by_a_wanted_ad_and_staff_release_it(site: Site, visit: Visit) -> None:
    address = f"olu.{uuid4().hex}@example.org"
    olu, staff = visit("wanting"), visit("staff-ads")
    title = f"Wanted {uuid4().hex[:6]}"
    olu.open("/wanted")
    olu.press("Post a wanted ad")
    olu.fill("E-mail address", address)
    olu.press("Send me a link")
    open_link(olu, address, "Your link to sign in to Q Commons")
    olu.choose("What is it?", "A skill")
    olu.fill("Title", title)
    olu.fill("What is it about?", "Somebody to look at how we hand over at night.")
    olu.fill("Your name", "Olu Outside")
    olu.press("Post it")
    olu.sees("Our staff look at a first ad before it appears")
    sign_in(staff, demonstrated("staff")[0], "/staff/ads")
    staff.follow(re.compile(f"Take it away.*{title}"))
    staff.follow("Back")
    staff.press(re.compile(f"Release it.*{title}"))
    staff.sees("Released.")
    stranger = visit("reading-ads")
    stranger.open("/wanted")
    stranger.follow(re.compile(title))
    stranger.sees("Olu Outside")
