"""Whatever happens between typing and sending, what a person typed is still there."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.e2e.visitor import Visitor
from tests.e2e.ways import begin_application, open_link

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

Visit = Callable[..., Visitor]

QUESTION = "How did you go about it, and what did it teach you?"
SAVE = "Save and come back later"


@pytest.fixture
def address() -> str:
    return f"jo.{uuid4().hex}@example.org"


def test_a_form_outlives_its_session(visit: Visit, address: str) -> None:
    jo = visit("expired", width=1280)
    begin_application(jo, address)
    jo.fill(QUESTION, "We tried it on one ward first.")
    jo.page.context.clear_cookies(name="q_session")
    jo.press(SAVE)
    jo.sees("Sign in or join")
    jo.fill("E-mail address", address)
    jo.press("Send me a link")
    open_link(jo, address, "Your link to your application to Q Commons")
    jo.finds(QUESTION, "We tried it on one ward first.")
    jo.press(SAVE)
    jo.sees("Your draft is saved.")
    jo.finds(QUESTION, "We tried it on one ward first.")


def test_two_windows_never_overwrite_each_other(visit: Visit, address: str) -> None:
    jo = visit("two-windows", width=1280)
    begin_application(jo, address)
    jo.fill("Your role", "Nurse")
    jo.press(SAVE)
    other = jo.another_window()
    other.open("/apply")
    other.fill("Your role", "Midwife")
    other.press(SAVE)
    jo.fill("Your role", "Health visitor")
    jo.press(SAVE)
    jo.sees("This was changed somewhere else in the meantime")
    jo.sees("Midwife")
    jo.finds("Your role", "Health visitor")
    jo.press(SAVE)
    other.open("/apply")
    other.finds("Your role", "Health visitor")


@pytest.mark.parametrize("scripts", [True], indirect=True, ids=["with-scripts"])
def test_a_draft_is_kept_while_it_is_typed(visit: Visit, address: str) -> None:
    jo = visit("autosave", width=1280)
    begin_application(jo, address)
    jo.fill("Your role", "Porter")
    expect(jo.page.locator("#autosave")).to_contain_text("Draft saved at", timeout=15_000)
    jo.fill(QUESTION, "We asked the patients.")
    jo.press(SAVE)
    jo.sees("Your draft is saved.")
    jo.open("/apply")
    jo.finds("Your role", "Porter")
    jo.finds(QUESTION, "We asked the patients.")
