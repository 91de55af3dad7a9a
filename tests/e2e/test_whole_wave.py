"""One whole wave through the browser alone, and every figure that staff see of it counted by hand.

Only two things have no page and are the operator's: inviting the panel's people, and giving them their roles.
"""

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Browser

from bus.testing import eventually
from bus.times import utc_now
from services.directory.model import london_day
from tests.e2e.conftest import LONGEST_HOLD_S, Site, new_page, running
from tests.e2e.eye import Eye
from tests.e2e.hasty import Hasty
from tests.e2e.test_deciding import answer, ask
from tests.e2e.test_journey import ANSWERS, REASON
from tests.e2e.ways import begin_application, demonstrated, open_link, read_mail, sign_in

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1500)]

REGION, OTHER = "Wessex", "West of England"
FAMILY = "Quillfeather"
"""All applicants are of one family, so that searching for them finds them all."""
CASES = [
    *("members-only", "conflict-found", "conflict-declared", "apart", "silent", "question"),
    *("moved", "withdrawn", "changed", "taken-back", "not-yet", "plain"),
]
MORE = ["not-yet", "not-yet", *["plain"] * 16]
PANEL = ("Chandra Hale", "Amara Hale", "Bjorn Hale", "Carys Hale")
HOLD_S = "40"
FEEDBACK, CONTACT = "Say what you did yourself.", "Chandra, 01632 960 001"


@dataclass(frozen=True)
class Tally:
    """What was done, counted by whoever wrote this test and not by what is tested."""

    sent: int
    each_assessor: int
    accepted: int
    not_yet: int
    can_assess: str = "30, with 3 assessors"
    withdrawn: int = 1
    moved: int = 1
    undecided: int = 1
    members_only: int = 1
    panel: int = 4


TALLIES = {
    12: Tally(sent=12, each_assessor=8, accepted=8, not_yet=1),
    30: Tally(sent=30, each_assessor=20, accepted=24, not_yet=3),
}
"""Of the twelve cases eight end with a yes: members-only, both conflicts, apart, silent, question, changed, plain."""


@dataclass
class Person:
    """Somebody in this wave."""

    name: str
    address: str
    case: str = ""
    organisation: str = ""


@pytest.fixture
def wave_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A community of its own, since its figures are counted, in which a decision waits a while."""
    with running(Site("", tmp_path_factory.mktemp("wave"), {"Q_DECISION_HOLD_S": HOLD_S})) as own:
        yield own


@pytest.fixture
def come(wave_site: Site, browser: Browser, eye: Eye) -> Iterator[Callable[[str], Hasty]]:
    """Open a browser of a new person: `come("applicant")`, without scripts, on a large screen."""
    visitors: list[Hasty] = []

    def open_browser(name: str) -> Hasty:
        visitors.append(Hasty(new_page(browser, wave_site.url, has_scripts=False, width=1280), eye, name, False))
        return visitors[-1]

    yield open_browser
    for visitor in visitors:
        visitor.page.context.close()


Come = Callable[[str], Hasty]


def test_a_whole_wave(wave_site: Site, come: Come, tmp_path: Path, pytestconfig: pytest.Config) -> None:
    applicants = people(pytestconfig.getoption("--applicants"))
    tally = TALLIES[len(applicants)]
    visitor = come("stranger")
    before = listed(visitor)
    chair, assessors = seat_panel(wave_site, come, tmp_path)
    staff, asking = come("staff"), come("asking-to-be-told")
    close_the_wave_of_all(staff)
    told = ask_to_be_told(asking)
    wave = plan(staff, tally)
    figures_at_first(staff, wave, tally)
    hears_that_it_opens(asking, told)

    browsers = {person.name: apply(come("applicant"), person) for person in applicants}
    turn_away(come("one-too-many"))
    figures_when_full(staff, chair, wave, tally)

    by_case = {person.case: person for person in applicants}
    withdraw(browsers[by_case["withdrawn"].name])
    hand_over(chair, by_case["moved"].name)
    ask_one(chair, by_case["question"], browsers)
    assess_all(chair, assessors, applicants)
    figures_when_scored(staff, chair, wave, tally)

    decide_all(chair, applicants)
    figures_at_the_end(staff, chair, wave, tally)
    found_in_the_directory(visitor, chair, before, tally)
    hear(browsers, by_case)


def people(count: int) -> list[Person]:
    """Return the applicants, one for each case and then more."""
    cases = (CASES + MORE)[:count]
    organisations = {"conflict-found": "Purbrook Lifeboat  Trust"}
    return [
        Person(f"{case.title()} {FAMILY} {number:02}", address(case), case, organisations.get(case, ""))
        for number, case in enumerate(cases, 1)
    ]


def address(name: str) -> str:
    return f"{name}.{uuid4().hex[:12]}@example.org"


def listed(visitor: Hasty) -> tuple[int, int]:
    """Return how many members everybody sees, in the region and in all."""
    visitor.open("/directory/regions")
    row = visitor.page.locator(".qc-rows > li", has=visitor.page.get_by_role("heading", name=REGION, exact=True))
    region = row.locator("p").first.inner_text().split()[0]
    visitor.open("/members")
    everywhere = visitor.page.get_by_role("status").get_by_role("heading").inner_text().split()[0]
    return int(region), int(everywhere.replace(",", ""))


def seat_panel(site: Site, come: Come, folder: Path) -> tuple[Hasty, list[Hasty]]:
    """Let four people join by their invitations, and make them the panel."""
    organisations = ("Itchen Valley Neighbours", "Purbrook Lifeboat Trust", "Testbourne Choirs", "Meon Growers")
    panel = [
        Person(name, address(name.split()[0].lower()), "", organisation)
        for name, organisation in zip(PANEL, organisations, strict=True)
    ]
    nominate(site, folder / "panel.csv", panel)
    browsers = [join(come("panel"), person) for person in panel]
    for person, role in zip(panel, ("chair", "assessor", "assessor", "assessor"), strict=True):
        site.runner("ops", "grant", person.address, role, "--region", REGION.lower())
    return browsers[0], browsers[1:]


def nominate(site: Site, file: Path, panel: list[Person]) -> None:
    lines = [
        {
            "name": person.name,
            "address": person.address,
            "nominating_organisation": "Solent Improvement Circle",
            "organisation": person.organisation,
            "role": "Matron",
            "region": REGION.lower(),
            "background": "frontline-staff",
            "topics": "patient-safety",
        }
        for person in panel
    ]
    with file.open("w", newline="") as opened:
        writer = csv.DictWriter(opened, list(lines[0]))
        writer.writeheader()
        writer.writerows(lines)
    site.runner("ops", "import-cohort", str(file))


def join(member: Hasty, person: Person) -> Hasty:
    open_link(member, person.address, "Your invitation to Q Commons")
    member.choose("Who may see your entry?", "Everyone")
    member.press("Join with this entry")
    member.sees(f"Welcome, {person.name}")
    return member


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
    asking.follow(re.compile("^http.*/link/"))
    asking.press("Go on")
    asking.sees("You are on the list")
    return told


def hears_that_it_opens(asking: Hasty, told: str) -> None:
    """Read the mail that tells it, and leave the list by its link."""
    read_mail(asking, told, "Applications to Q Commons are open")
    asking.follow(re.compile("^http.*/join/interest/withdraw/"))
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


def hand_over(chair: Hasty, name: str) -> None:
    look_at(chair, name)
    chair.follow("Hand it to another region’s panel")
    chair.select("Which region?", OTHER)
    chair.choose("Why?", "The applicant’s work is there")
    chair.press("Hand it over")
    chair.sees("The other panel has it now")


def look_at(reader: Hasty, name: str) -> None:
    """Find an application in the panel's list and open it."""
    reader.open("/panel")
    reader.open(reader.rows()[name])


def ask_one(chair: Hasty, person: Person, browsers: dict[str, Hasty]) -> None:
    look_at(chair, person.name)
    ask(chair)
    answer(browsers[person.name], person.address)
    look_at(chair, person.name)
    chair.sees("Eleven of them now ring each other.")


def assess_all(chair: Hasty, assessors: list[Hasty], applicants: list[Person]) -> None:
    """Let everybody score what they are asked to; once the silent one was replaced and thirds were asked, again."""
    cases = {person.name: person.case for person in applicants}
    done: dict[str, list[Hasty]] = {name: [] for name in cases}
    assess_round(assessors, cases, done)
    silent = next(name for name, case in cases.items() if case == "silent")
    replace_the_silent(chair, silent, PANEL[1 + assessors.index(done[silent][0])])
    assess_round(assessors, cases, done)
    assert {len(done[name]) for name in cases if cases[name] in ("conflict-declared", "silent", "apart")} == {3}
    assert all(len(done[name]) == 2 for name in cases if cases[name] in ("plain", "not-yet", "conflict-found"))
    assert assessors[0] not in next(done[name] for name in cases if cases[name] == "conflict-found")


def assess_round(assessors: list[Hasty], cases: dict[str, str], done: dict[str, list[Hasty]]) -> None:
    for assessor in assessors:
        assessor.open("/panel")
        for name, page in assessor.rows("Yours to score").items():
            before = len(done[name])
            done[name].append(assessor)
            if cases[name] == "silent" and before == 0:
                continue
            assessor.open(page)
            if cases[name] == "conflict-declared" and before == 0:
                step_back(assessor)
            else:
                score(assessor, ("4", "2", "3")[before] if cases[name] == "apart" else "3")


def step_back(assessor: Hasty) -> None:
    assessor.follow("I know the applicant, or cannot assess this")
    assessor.choose("Why?", "We are family, or friends")
    assessor.press("Step back")
    assessor.sees("You are off this application")


def score(assessor: Hasty, points: str) -> None:
    for criterion in ("Commitment", "Experience", "Understanding"):
        assessor.choose(criterion, points)
        assessor.fill(f"Why this score for {criterion.lower()}?", REASON)
    assessor.press("Submit your scores")
    assessor.sees("Your scores are submitted.")


def replace_the_silent(chair: Hasty, name: str, assessor: str) -> None:
    look_at(chair, name)
    chair.follow(f"Choose who comes instead of {assessor}")
    chair.press("Ask them instead")
    chair.sees("Somebody else is asked now.")


def decide_all(chair: Hasty, applicants: list[Person]) -> None:
    chair.open("/panel")
    waiting = chair.rows()
    for person in applicants:
        if person.name in waiting:
            chair.open(waiting[person.name])
            decide(chair, "Not yet" if person.case in ("not-yet", "changed") else "Accept")
            mend(chair, person.case)


def decide(chair: Hasty, outcome: str) -> None:
    chair.choose("What is the panel's answer?", outcome)
    if outcome == "Not yet":
        chair.fill("Feedback for the applicant", FEEDBACK)
        chair.fill("With “not yet”: whom can they ask, and how?", CONTACT)
        chair.select("With “not yet”: when may they apply again?", "In 2 months")
    chair.press("Check the decision")
    chair.press("Record the decision")
    chair.sees("The decision is recorded")


def mend(chair: Hasty, case: str) -> None:
    """Change one decision within its time, and take another back."""
    if case not in ("changed", "taken-back"):
        return
    chair.follow("Change this decision or take it back")
    chair.fill("Say it in a sentence or two", "It was meant for somebody else.")
    if case == "changed":
        chair.choose("What is the panel's answer?", "Accept")
        chair.press("Change the decision")
        chair.sees("The decision is changed.")
    else:
        chair.press("Take it back")
        chair.sees("The decision is taken back.")


def overview(staff: Hasty) -> dict[str, list[str]]:
    """Return the staff's table: by region what is with the panel, accepted, not yet, withdrawn, erased and late."""
    staff.open("/staff/applications")
    return {region: numbers for region, numbers in staff.table().items() if set(numbers) != {"0"}}


def line(with_panel: int = 0, accepted: int = 0, not_yet: int = 0, withdrawn: int = 0) -> list[str]:
    return [str(number) for number in (with_panel, accepted, not_yet, withdrawn, 0, 0)]


def figures_at_first(staff: Hasty, wave: str, tally: Tally) -> None:
    look_at_wave(staff, wave, tally, "Open", sent=0, by_region=0)
    assert overview(staff) == {}
    staff.sees("Nothing waits for a decision.")
    assert staff.facts() == {"Accepted": "0", "Not yet": "0", "Days to a decision (median)": "None yet"}


def figures_when_full(staff: Hasty, chair: Hasty, wave: str, tally: Tally) -> None:
    look_at_wave(staff, wave, tally, "Full", sent=tally.sent, by_region=tally.sent)
    everything = line(with_panel=tally.sent)
    assert overview(staff) == {REGION: everything, "Everywhere": everything}
    look_at_panel(chair, tally.each_assessor)


def figures_when_scored(staff: Hasty, chair: Hasty, wave: str, tally: Tally) -> None:
    left = tally.sent - tally.withdrawn
    look_at_wave(staff, wave, tally, "Open", sent=left, by_region=left - tally.moved)
    assert overview(staff) == {
        REGION: line(with_panel=left - tally.moved, withdrawn=tally.withdrawn),
        OTHER: line(with_panel=tally.moved),
        "Everywhere": line(with_panel=left, withdrawn=tally.withdrawn),
    }
    look_at_panel(chair, 0)
    chair.open("/panel")
    assert chair.count("Ready for the chair to decide") == left - tally.moved


def figures_at_the_end(staff: Hasty, chair: Hasty, wave: str, tally: Tally) -> None:
    region = line(tally.undecided, tally.accepted, tally.not_yet, tally.withdrawn)
    eventually(lambda: overview(staff).get(REGION) == region, LONGEST_HOLD_S, every_s=2.0)
    both = tally.undecided + tally.moved
    assert overview(staff) == {
        REGION: region,
        OTHER: line(with_panel=tally.moved),
        "Everywhere": line(both, tally.accepted, tally.not_yet, tally.withdrawn),
    }
    decided = {"Accepted": str(tally.accepted), "Not yet": str(tally.not_yet)}
    assert {name: number.split()[0] for name, number in staff.facts().items()} == decided | {
        "Days to a decision (median)": "0"
    }
    lists_behind(staff, tally)
    left = tally.sent - tally.withdrawn
    look_at_wave(staff, wave, tally, "Open", sent=left, by_region=left - tally.moved)
    look_at_panel(chair, 0)
    for state, number in {
        "Waiting for a decision": tally.undecided,
        "Accepted": tally.accepted,
        "Not yet": tally.not_yet,
    }.items():
        chair.open("/panel")
        chair.select("State", state)
        chair.press("Show")
        assert chair.count() == number, state


def lists_behind(staff: Hasty, tally: Tally) -> None:
    """Follow each figure of everywhere to its list, and count."""
    both = tally.undecided + tally.moved
    numbers = {
        "With the panel": both,
        "Accepted": tally.accepted,
        "Not yet": tally.not_yet,
        "Withdrawn": tally.withdrawn,
    }
    for state, number in numbers.items():
        staff.open("/staff/applications")
        staff.follow_link(staff.page.get_by_role("row", name="Everywhere").get_by_role("link", name=state))
        assert staff.count() == number, state


def look_at_wave(staff: Hasty, wave: str, tally: Tally, state: str, sent: int, by_region: int) -> None:
    staff.open(wave)
    staff.sees(state)
    facts = staff.facts()
    assert (facts["Applications"], facts["At most"], facts["Expected"]) == (str(sent), str(tally.sent), "24")
    assert staff.table() == {REGION: [str(by_region), "24", tally.can_assess]}
    staff.open("/staff/waves")
    row = staff.page.locator(".qc-rows > li", has=staff.page.get_by_role("link", name="The whole wave"))
    said = "1 application of" if sent == 1 else f"{sent} applications of"
    assert f"{said} at most {tally.sent}" in row.inner_text()


def look_at_panel(chair: Hasty, each: int) -> None:
    chair.open("/panel")
    chair.follow(f"How the panel stands: {REGION}")
    rows = chair.page.locator(".qc-rows > li").all_inner_texts()
    assert len(rows) == 3
    assert all(f"{each} applications open." in row and "Has not practised" in row for row in rows), rows


def found_in_the_directory(visitor: Hasty, chair: Hasty, before: tuple[int, int], tally: Tally) -> None:
    public = tally.accepted - tally.members_only
    for reader, number in ((visitor, public), (chair, tally.accepted)):
        reader.open("/members")
        reader.fill("Words", FAMILY)
        reader.press("Search")
        reader.sees(f"{number} members found")
    region, everywhere = before
    assert listed(visitor) == (region + tally.panel + public, everywhere + tally.panel + public)
    visitor.open("/")
    visitor.sees(f"{everywhere + tally.panel + public} members are listed in the directory today.")


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
        browsers[person.name].sees("The panel of your region has it.")
