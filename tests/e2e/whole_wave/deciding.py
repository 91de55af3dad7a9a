"""A panel assesses and decides, with everything that comes between."""

from tests.e2e.hasty import Hasty
from tests.e2e.test_deciding import answer, ask
from tests.e2e.test_journey import REASON
from tests.e2e.whole_wave.people import OTHER, PANEL, Person

FEEDBACK, CONTACT = "Say what you did yourself.", "Chandra, 01632 960 001"


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
