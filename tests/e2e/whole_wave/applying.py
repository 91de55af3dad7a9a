"""A wave is planned, and people apply in it."""

import re
from datetime import timedelta

from bus.times import utc_now
from services.directory.model import london_day
from tests.e2e.hasty import Hasty
from tests.e2e.test_journey import ANSWERS
from tests.e2e.ways import begin_application, demonstrated, read_mail, sign_in
from tests.e2e.whole_wave.deciding import CONTACT, FEEDBACK
from tests.e2e.whole_wave.figures import Tally
from tests.e2e.whole_wave.people import FAMILY, REGION, Person, address

LONGEST_TELLING_S = 330.0
"""A job tells every five minutes that a wave is open."""


def apply(applicant: Hasty, person: Person) -> Hasty:
    """Sign up by a mailed link and send an application."""
    begin_application(applicant, person.address)
    applicant.fill("Your name", person.name)
    applicant.fill("Your role", "Community nurse")
    applicant.fill("Your organisation (optional)", person.organisation)
    applicant.select("Which place is nearest to your work?", REGION)
    applicant.choose("Your background", "Carer or family member")
    applicant.tick("Patient safety")
    applicant.choose("Who may see your entry?", "Members only" if person.case == "members-only" else "Everyone")
    for question, text in ANSWERS.items():
        applicant.fill(question, text)
    applicant.press("Check your application")
    if person.case:
        applicant.press("Send your application")
        applicant.sees("Your application has arrived")
        applicant.page.goto("about:blank")
    return applicant


def turn_away(late: Hasty) -> None:
    apply(late, Person(f"Late {FAMILY}", address("late")))
    late.sees("It cannot be sent today, and nothing is lost")
    late.sees("No places are left at the moment")
    late.press("Tell me when I can send it")
    late.sees("You are on the list. We write to you when it is time.")


def withdraw(applicant: Hasty) -> None:
    applicant.open("/application")
    applicant.follow("Withdraw your application")
    applicant.press("Yes, withdraw it")
    applicant.sees("You have withdrawn your application.")


def close_the_wave_of_all(staff: Hasty) -> None:
    sign_in(staff, demonstrated("staff")[0], "/staff/waves")
    staff.follow("Open to everybody")
    staff.press("Close it now")
    staff.press("Yes, close it")
    staff.sees("The wave is closed.")


def ask_to_be_told(asking: Hasty) -> str:
    """Ask to be told when the region opens, and return the address that was given."""
    told = address("early")
    asking.open("/join")
    asking.sees("No region is open at the moment.")
    asking.follow("Be told when you can apply")
    asking.fill("E-mail address", told)
    asking.select("Which place is nearest to your work?", REGION)
    asking.choose("What do you want to hear?", "When I can apply")
    asking.press("Tell me")
    read_mail(asking, told, "Please confirm: news about joining Q Commons")
    asking.follow(re.compile("^http.*link"))
    asking.press("Go on")
    asking.sees("You are on the list")
    return told


def hears_that_it_opens(asking: Hasty, told: str) -> None:
    """Read the mail that tells it, and leave the list by its link."""
    read_mail(asking, told, "Applications to Q Commons are open", LONGEST_TELLING_S)
    asking.follow(re.compile("^http.*withdraw"))
    asking.press("Take me off the list")
    asking.sees("We do not write to you any more when applications open.")


def plan(staff: Hasty, tally: Tally) -> str:
    """Plan a wave of this region, and return its address."""
    staff.open("/staff/waves")
    staff.press("Plan a wave")
    staff.fill("Name", "The whole wave")
    today = london_day(utc_now())
    for legend, day in (("First day", today), ("Last day", today + timedelta(days=30))):
        group = staff.page.get_by_role("group", name=legend)
        for label, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            group.get_by_label(label).fill(str(number))
    staff.fill("At most how many applications? (optional)", str(tally.sent))
    staff.fill("How many do you expect in all? (optional)", "24")
    staff.tick(REGION)
    staff.fill(f"Expected from {REGION}", "24")
    staff.press("Plan the wave")
    staff.sees("The wave is planned.")
    return staff.page.url


def hear(browsers: dict[str, Hasty], by_case: dict[str, Person]) -> None:
    """Let each kind of applicant read what became of it."""
    accepted, refused, moved, open_still = (by_case[case] for case in ("plain", "not-yet", "moved", "taken-back"))
    read_mail(browsers[accepted.name], accepted.address, "Welcome to Q Commons")
    browsers[accepted.name].open("/application")
    browsers[accepted.name].sees("You are a member. Welcome!")
    browsers[refused.name].open("/application")
    for text in (FEEDBACK, CONTACT, "When you can apply again"):
        browsers[refused.name].sees(text)
    for person in (moved, open_still):
        browsers[person.name].open("/application")
        browsers[person.name].sees("has it. You hear from us by")
