"""The pages that lie beside the ways: what every site owes its visitors, one's account, and where it ends."""

import re
from collections.abc import Callable
from uuid import uuid4

import pytest

from tests.e2e.hasty import Hasty
from tests.e2e.test_journey import ANSWERS
from tests.e2e.ways import begin_application, demonstrated, open_link, read_mail, sign_in

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

Visit = Callable[..., Hasty]

OPEN_TO_ALL = {
    "/": "People who improve health and care, together",
    "/commitments": "What members are asked for",
    "/privacy": "Privacy",
    "/cookies": "Cookies",
    "/accessibility": "Accessibility statement",
    "/developers": "For developers",
    "/contact": "Contact",
    "/regions": "Members by region",
    "/regions/wales": "Wales",
    "/partnerships": "Local partnerships",
    "/partnerships/betsi-cadwaladr": "Betsi Cadwaladr University Health Board",
    "/organisations": "Organisations and networks",
    "/directory/skills": "Where the skills are",
    "/no-such-page": "Page not found",
    "/sign-out": "That cannot be done here",
    "/link/nonsense": "This link no longer works",
    "/unsubscribe/nonsense": "This link does not work",
    "/answer/nonsense": "This link does not work",
}

KEPT = {
    "/staff/lists/topics": "Topics",
    "/staff/lists/topics/cancer": "Cancer",
    "/staff/lists/topics/cancer/retire": "Cancer",
    "/staff/lists/topics/cancer/merge": "Cancer",
    "/staff/organisations": "Names that the register does not know",
    "/staff/organisations/new": "Add an organisation",
    "/staff/organisations/known-as?name=Nowhere": "Nowhere",
}


def test_what_everybody_may_see(visit: Visit) -> None:
    stranger = visit("touring-stranger", kind=Hasty)
    for path, heading in OPEN_TO_ALL.items():
        stranger.open(path)
        stranger.sees(heading)
    stranger.open("/members")
    stranger.follow_link(stranger.page.locator(".qc-rows a").first)
    stranger.sees("Member since")
    stranger.open("/organisations")
    stranger.follow_link(stranger.page.locator(".qc-rows a").first)
    stranger.sees(re.compile("members?$"))


def test_somebody_looks_after_their_account(visit: Visit) -> None:
    owner = visit("owner", kind=Hasty)
    address, further = (f"{name}.{uuid4().hex}@example.org" for name in ("jo", "jo.private"))
    owner.open("/account")
    owner.fill("E-mail address", address)
    owner.press("Send me a link")
    open_link(owner, address, "Your link to sign in to Q Commons")
    owner.sees("Where you are signed in")
    owner.fill("Name of a new token", "calendar")
    owner.press("Make a token")
    owner.sees("This is your new token.")
    owner.press("Revoke calendar")
    owner.follow("Change e-mail addresses")
    owner.press("Mail me the link")
    owner.sees("There is a problem")
    owner.fill("Another e-mail address of yours", further)
    owner.press("Mail me the link")
    read_mail(owner, further, "Confirm another address for Q Commons")
    owner.follow(re.compile("^http.*link"))
    owner.press("Add it")
    owner.sees(further)
    owner.open("/account/password")
    owner.fill("New password", "short")
    owner.press("Save password")
    owner.sees("There is a problem")
    owner.fill("New password", "kettle-orchard-ladder")
    owner.press("Save password")
    owner.open("/organisations/mine")
    owner.sees("People where you work")
    owner.open("/staff/waves")
    owner.sees("You may not do this")


def test_a_member_sees_what_others_see_and_is_recognised(visit: Visit, scripts: bool) -> None:
    member, staff = visit("recognised", kind=Hasty), visit("recognising", kind=Hasty)
    sign_in(member, demonstrated("member")[0], "/profile")
    member.open("/profile/preview/public")
    member.follow("See what members see")
    name = member.page.get_by_role("heading", level=1).inner_text()
    topic = member.page.locator('dd a[href*="topic="]').all_inner_texts()[scripts]
    sign_in(staff, demonstrated("staff")[0], "/staff/waves")
    staff.open("/members")
    staff.fill("Words", name)
    staff.press("Search")
    staff.follow(re.compile(f"^{re.escape(name)}$"))
    staff.follow("Recognise expertise")
    staff.press("Recognise")
    staff.sees("There is a problem")
    staff.select("Topic", topic)
    staff.fill("What is it for?", "Showed three wards how to count falls.")
    staff.press("Recognise")
    staff.sees("Recognised. The member is told.")
    member.open("/profile/recognitions")
    member.press(re.compile(f"Do not show it.*{topic}"))
    member.sees("Shown to nobody")
    member.open("/profile/photograph")
    member.press("Save")
    member.sees("There is a problem")


def test_staff_look_after_lists_and_organisations(visit: Visit) -> None:
    staff = visit("keeps-lists", kind=Hasty)
    sign_in(staff, demonstrated("staff")[0], "/staff")
    staff.sees("For staff")
    staff.follow("Lists")
    staff.sees("What people choose from")
    for path, heading in KEPT.items():
        staff.open(path)
        staff.sees(heading)
    staff.open("/organisations")
    staff.follow_link(staff.page.locator(".qc-rows a").first)
    staff.open(f"{staff.page.url}/skills")
    staff.sees("What people at")


def test_an_application_is_sent_from_one_window_only_and_taken_back(visit: Visit) -> None:
    jo = visit("sends-once", kind=Hasty)
    begin_application(jo, f"jo.{uuid4().hex}@example.org")
    jo.fill("Your name", f"Jo Twice {uuid4().hex[:6]}")
    jo.fill("Your role", "Porter")
    jo.select("Which place is nearest to your work?", "Scotland")
    jo.choose("Your background", "Carer or family member")
    jo.tick("Patient safety")
    jo.choose("Who may see your entry?", "Everyone")
    for question, text in ANSWERS.items():
        jo.fill(question, text)
    jo.press("Save and come back later")
    other = jo.another_window()
    other.open("/apply")
    jo.press("Check your application")
    jo.press("Send your application")
    other.fill("Your role", "Head porter")
    other.press("Save and come back later")
    other.sees("You have already sent this application")
    jo.open("/application")
    jo.follow("Withdraw your application")
    jo.press("Yes, withdraw it")
    jo.sees("You have withdrawn your application.")
