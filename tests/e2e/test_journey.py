"""The whole way in, invited or applying: by keyboard, at 320 px, with and without scripts."""

import csv
import re
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest

from tests.e2e.conftest import Site
from tests.e2e.visitor import Visitor
from tests.e2e.ways import begin_application, demonstrated, open_link, read_mail, sign_in

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

Visit = Callable[[str], Visitor]

REASON = "The example says who took part, what changed, and what it taught them."
ANSWERS = {
    "Why do you want to improve care together with others?": "Because falls are everybody's business.",
    "When did you help to change something beyond your own team or group?": "Carers and crews met weekly.",
    "How did you go about it, and what did it teach you?": "We counted, tried one street and listened.",
}


def test_a_nominated_person_is_invited_and_joins(site: Site, visit: Visit, tmp_path: Path) -> None:
    name, address = f"Nia Trevelyan {uuid4().hex[:6]}", f"nia.{uuid4().hex}@example.org"
    import_person(site, tmp_path / "cohort.csv", name, address)
    nia = visit("nominated")
    open_link(nia, address, "Your invitation to Q Commons")
    nia.sees("You are invited to join")
    nia.sees("Bristol Falls Network put you forward as a member.")
    nia.finds("Your name", name)
    nia.choose("Who may see your entry?", "Members only")
    nia.press("Join with this entry")
    nia.sees(f"Welcome, {name}")
    nia.follow("Look over your entry")
    nia.fill("Your role", "Community nurse")
    nia.press("Save")
    nia.sees("Your entry is saved.")
    nia.follow("Nothing has changed: say that it is right")
    nia.sees("Community nurse")
    nia.press("Yes, it is right")
    nia.sees("Thank you")
    stranger = visit("stranger")
    stranger.open("/members")
    stranger.fill("Words", name)
    stranger.press("Search")
    stranger.sees("0 members found")
    nia.open("/profile")
    nia.follow("Leave the community")
    nia.sees("your entry goes from the directory at once")
    nia.press("Leave the community")
    nia.sees("You have left.")
    nia.open("/profile")
    nia.sees("Join the community")


def test_an_applicant_becomes_a_member(site: Site, visit: Visit) -> None:
    name, address = f"Sam Newcomer {uuid4().hex[:6]}", f"sam.{uuid4().hex}@example.org"
    applicant = visit("applicant")
    apply(applicant, name, address)
    for number, assessor in enumerate(demonstrated("assessor, West of England"), 1):
        assess(visit(f"assessor-{number}"), assessor, name)
    decide(visit("chair"), demonstrated("chair of the panel, West of England")[0], name)
    read_notices(applicant)
    stranger = visit("stranger-later")
    stranger.open("/")
    stranger.follow("Find people")
    stranger.fill("Words", name)
    stranger.press("Search")
    stranger.sees("1 member found")
    stranger.follow(re.compile(f"^{name}$"))
    stranger.sees("West of England")
    read_mail(stranger, address, "Welcome to Q Commons")
    stranger.follow(re.compile("^http.*unsubscribe"))
    stranger.press("Stop these mails")
    stranger.sees("You will get no more mails of this kind:")


def import_person(site: Site, file: Path, name: str, address: str) -> None:
    line = {
        "name": name,
        "address": address,
        "nominating_organisation": "Bristol Falls Network",
        "role": "Nurse",
        "region": "west-of-england",
        "background": "frontline-staff",
        "topics": "frailty-and-ageing;patient-safety",
    }
    with file.open("w", newline="") as opened:
        writer = csv.DictWriter(opened, list(line))
        writer.writeheader()
        writer.writerow(line)
    site.runner("ops", "import-cohort", str(file))


def apply(applicant: Visitor, name: str, address: str) -> None:
    applicant.open("/join")
    applicant.sees("Within 28 days of sending it.")
    applicant.press("Start or continue your application")
    begin_application(applicant, address)
    applicant.fill("Your name", name)
    applicant.press("Check your application")
    applicant.sees("Not answered yet")
    applicant.press("Send your application")
    applicant.sees("There is a problem")
    applicant.jump("Write your role, in a few words")
    applicant.fill("Your role", "Carer")
    applicant.select("Which place is nearest to your work?", "Bristol")
    applicant.choose("Your background", "Carer or family member")
    applicant.tick("Frailty and ageing well")
    applicant.tick("Patient safety")
    applicant.choose("Who may see your entry?", "Everyone")
    for question, answer in ANSWERS.items():
        applicant.fill(question, answer)
    applicant.press("Save and come back later")
    applicant.sees("Your draft is saved.")
    applicant.finds("Your role", "Carer")
    applicant.press("Check your application")
    applicant.sees("Becomes public if you are accepted")
    applicant.press("Send your application")
    applicant.sees("Your application has arrived")
    applicant.follow("See where your application stands")
    applicant.sees("has it. You hear from us by")
    read_mail(applicant, address, "We have received your application to Q Commons")


def read_notices(member: Visitor) -> None:
    member.waits_for("/notices", "Your application was accepted.")
    member.press("Mark all as read")
    member.sees("All your notices are marked as read.")
    member.follow("Choose what is also mailed to you")
    member.tick("Welcome as a member")
    member.press("Save")
    member.sees("Your choices are saved.")
    member.open("/notices")
    member.follow(re.compile("See what you can do now"))
    member.sees("You are a member. 3 things that may suit you:")
    member.press(re.compile("Done, or not for me.* near you"))
    member.sees("You are a member. 2 things that may suit you:")


def assess(assessor: Visitor, address: str, name: str) -> None:
    sign_in(assessor, address, "/panel")
    assessor.follow(name)
    assessor.sees("You are asked to score this application by")
    assessor.follow("I know the applicant, or cannot assess this")
    assessor.sees("Step back from this application?")
    assessor.follow("Stay with it")
    for criterion in ("Commitment", "Experience", "Understanding"):
        assessor.choose(criterion, "3")
        assessor.fill(f"Why this score for {criterion.lower()}?", REASON)
    assessor.press("Save as a draft")
    assessor.sees("Only you can see it.")
    assessor.press("Submit your scores")
    assessor.sees("Your scores are submitted.")


def test_a_panel_practises_and_sees_how_it_stands(site: Site, visit: Visit) -> None:
    assessor = visit("practising")
    sign_in(assessor, demonstrated("assessor, Wales")[0], "/panel")
    assessor.follow("Practise on invented applications")
    assessor.follow("A manager of outpatient services")
    assessor.sees(re.compile("You gave 2, the reference is 1|How would you score it"))
    if assessor.page.get_by_text("How would you score it?").count():
        for criterion in ("Commitment", "Experience", "Understanding"):
            assessor.choose(criterion, "2")
        assessor.press("See how others score it")
    assessor.sees("You gave 2, the reference is 1.")
    assessor.follow("Another example")
    assessor.sees("You and the reference")
    chair = visit("leading")
    sign_in(chair, demonstrated("chair of the panel, West of England")[0], "/panel")
    chair.follow(re.compile("How the panel stands"))
    chair.sees("Assessors and what they have open")
    chair.press("Name the deputy")
    chair.sees("Choose who stands in for the chair")


def decide(chair: Visitor, address: str, name: str) -> None:
    sign_in(chair, address, "/panel")
    chair.follow(name)
    chair.sees(REASON)
    chair.sees("Who assesses it")
    chair.choose("What is the panel's answer?", "Accept")
    chair.fill("Feedback for the applicant", "Welcome. Your street-by-street test will interest many.")
    chair.press("Check the decision")
    chair.sees("Nothing has been recorded yet.")
    chair.press("Record the decision")
    chair.sees("The decision is recorded")
