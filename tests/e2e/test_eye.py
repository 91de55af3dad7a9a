"""The eye sees: each check that it makes by itself finds the fault that it is for, and nothing on a good page."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e import checks

pytestmark = [pytest.mark.slow]

GOOD = """<!DOCTYPE html><html lang="en"><title>Notices – Q Commons</title><main>
<h1>Notices</h1><h2>New</h2><label for="name">Your name</label><input id="name" name="name" autocomplete="name">
<a href="/">Home</a></main>"""
BAD = {
    checks.WIDTHS: '<p style="width: 900px">Far too wide</p>',
    checks.SHAPELESS: '<button style="border: 0">Send</button>',
    checks.OUTLINE: "<h4>From two to four</h4>",
    checks.PERSONAL: '<label for="mail">E-mail address</label><input id="mail" type="email" name="address">',
    checks.CUT_OFF: '<p style="overflow: hidden; width: 90px; white-space: nowrap">Nobody can read the end of this</p>',
    checks.MOTION: '<p style="transition: all 1s">It moves</p>',
}
HIDDEN_FOCUS = '<button style="outline: 0; box-shadow: none; border: 1px solid; background: #fff">Send</button>'
COVERED = '<div style="position: fixed; inset: 0; background: #fff; z-index: 2">Cookies?</div>'
SUMMARY = '<div class="nhsuk-error-summary" tabindex="-1"><a href="#{to}">Give your name</a></div>'


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 320, "height": 640})
    yield opened
    opened.close()


@pytest.mark.parametrize("check", BAD, ids=["widths", "shapeless", "outline", "personal", "cut-off", "motion"])
def test_a_check_finds_what_it_is_for(page: Page, check: str) -> None:
    page.set_content(GOOD)
    assert page.evaluate(check) == []
    page.set_content(GOOD.replace("</main>", f"{BAD[check]}</main>"))
    assert len(page.evaluate(check)) == 1


@pytest.mark.parametrize(
    ("added", "said"), [(HIDDEN_FOCUS, "does not show"), (COVERED, "covers")], ids=["hidden", "covered"]
)
def test_the_focus_is_seen_or_said_to_be_hidden(page: Page, added: str, said: str) -> None:
    page.set_content(GOOD)
    page.keyboard.press("Tab")
    assert page.evaluate(checks.FOCUS) == []
    page.set_content(GOOD + added)
    page.keyboard.press("Tab")
    assert any(said in fault for fault in page.evaluate(checks.FOCUS))


def test_a_summary_of_errors_has_the_focus_and_leads_to_fields(page: Page) -> None:
    page.set_content(GOOD + SUMMARY.format(to="nowhere"))
    assert len(page.evaluate(checks.SUMMARY, True)) == 2
    page.set_content(GOOD + SUMMARY.format(to="name"))
    page.locator(".nhsuk-error-summary").focus()
    assert page.evaluate(checks.SUMMARY, True) == []
