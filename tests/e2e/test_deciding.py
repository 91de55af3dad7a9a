"""A question before the decision, a not yet that leads somewhere, the figures, and a connection that breaks."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from bus.testing import eventually
from tests.e2e.conftest import LONGEST_HOLD_S
from tests.e2e.test_journey import apply, assess
from tests.e2e.visitor import Visitor
from tests.e2e.ways import begin_application, demonstrated, read_mail, sign_in

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

Visit = Callable[..., Visitor]

QUESTION = "How did you go about it, and what did it teach you?"


def test_a_question_is_answered_and_a_not_yet_says_what_comes_next(visit: Visit) -> None:
    name, address = f"Sam Newcomer {uuid4().hex[:6]}", f"sam.{uuid4().hex}@example.org"
    applicant = visit("asked")
    apply(applicant, name, address)
    for number, assessor in enumerate(demonstrated("assessor, West of England"), 1):
        assess(visit(f"asks-assessor-{number}"), assessor, name)
    chair = visit("asking-chair")
    sign_in(chair, demonstrated("chair of the panel, West of England")[0], "/panel")
    chair.follow(name)
    page = chair.page.url
    ask(chair)
    answer(applicant, address)
    chair.open(page)
    chair.sees("Eleven of them now ring each other.")
    refuse(chair)
    hears(applicant)
    oversee(visit("overseer"))


def ask(chair: Visitor) -> None:
    chair.follow("Ask the applicant one question before you decide")
    chair.fill("Your question", "What became of the volunteers?")
    chair.press("Send the question")
    chair.sees("Your question is sent to the applicant.")


def answer(applicant: Visitor, address: str) -> None:
    read_mail(applicant, address, "A question about your application to Q Commons")
    applicant.open("/application")
    applicant.sees("What became of the volunteers?")
    applicant.press("Answer the question")
    applicant.fill("Your answer", "Eleven of them now ring each other.")
    applicant.press("Save and come back later")
    applicant.sees("It is not sent yet.")
    applicant.press("Send your answer")
    applicant.sees("Your answer is with the panel.")


def refuse(chair: Visitor) -> None:
    chair.choose("What is the panel's answer?", "Not yet")
    chair.fill("Feedback for the applicant", "Say what you did yourself.")
    chair.fill("With “not yet”: whom can they ask, and how?", "Aoife, 01632 960 001")
    chair.press("Check the decision")
    chair.sees("Aoife, 01632 960 001")
    chair.press("Record the decision")
    chair.sees("The decision is recorded")


def hears(applicant: Visitor) -> None:
    def has_heard() -> bool:
        applicant.page.goto("/application")
        return applicant.page.get_by_text("When you can apply again").count() > 0

    eventually(has_heard, LONGEST_HOLD_S)
    applicant.look()
    applicant.sees("Aoife, 01632 960 001")
    applicant.press("Apply again with what you wrote")
    applicant.sees("You can write now, and send it from")


def oversee(staff: Visitor) -> None:
    sign_in(staff, demonstrated("staff")[0], "/staff/applications")
    staff.sees("By region and state")
    staff.page.get_by_role("row", name="Everywhere").get_by_role("link").first.focus()
    with staff.page.expect_navigation():
        staff.page.keyboard.press("Enter")
    staff.look()
    staff.sees("Sent on")


@pytest.mark.parametrize("scripts", [True], indirect=True, ids=["with-scripts"])
def test_what_was_typed_while_the_connection_was_broken_is_offered_back(visit: Visit) -> None:
    jo = visit("offline", width=1280)
    begin_application(jo, f"jo.{uuid4().hex}@example.org")
    context = jo.page.context
    context.set_offline(True)
    jo.fill(QUESTION, "We asked the MDT.")
    expect(jo.page.locator("#autosave")).to_contain_text("no connection", timeout=15_000)
    jo.page.close()
    context.set_offline(False)
    later = jo.another_window()
    later.open("/apply")
    later.sees("Some of your text was not saved")
    later.reach(later.page.get_by_role("button", name="Bring it back"))
    later.page.keyboard.press("Enter")
    later.finds(QUESTION, "We asked the MDT.")
    expect(later.page.locator("#autosave")).to_contain_text("Draft saved at", timeout=15_000)
    later.sees("Not everyone knows what these short forms mean: MDT.")
    later.open("/apply")
    later.finds(QUESTION, "We asked the MDT.")
    expect(later.page.locator("#local-copy")).to_be_hidden()
