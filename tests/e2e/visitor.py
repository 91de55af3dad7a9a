"""A person at a small screen who has a keyboard and nothing else, and who notices every barrier."""

import re
from collections.abc import Collection
from typing import Self

from playwright.sync_api import Locator, Page, expect

from bus.testing import eventually
from tests.e2e.eye import Eye

MOST_TABS = 400
IS_FOCUSED = "element => element === document.activeElement"
GROUP = "element => element.name && document.activeElement?.name === element.name"


class Visitor:
    """Moves by Tab, arrows, Space, Enter and typing; names things as the page names them."""

    reads: Collection[str] | None = None
    """The pages of which it is kept how they read; all by default."""

    def __init__(self, page: Page, eye: Eye, name: str, has_scripts: bool) -> None:
        self.page, self.eye, self.name, self.has_scripts = page, eye, name, has_scripts

    def another_window(self) -> Self:
        """Open a second window of the same browser."""
        return type(self)(self.page.context.new_page(), self.eye, f"{self.name}-second", self.has_scripts)

    def open(self, path: str) -> None:
        """Type an address."""
        self.page.goto(path)
        self.look()

    def follow(self, name: str | re.Pattern[str]) -> None:
        """Reach a link and press Enter."""
        self._enter(self.page.get_by_role("link", name=name).first)

    def follow_link(self, link: Locator) -> None:
        """Reach this very link and press Enter."""
        self._enter(link)

    def jump(self, name: str) -> None:
        """Reach a link to another place on the same page and press Enter."""
        self.reach(self.page.get_by_role("link", name=name))
        self.page.keyboard.press("Enter")

    def press(self, name: str | re.Pattern[str]) -> None:
        """Reach a button and press Enter."""
        self._enter(self.page.get_by_role("button", name=name, exact=True))

    def fill(self, label: str, text: str) -> None:
        """Reach a field and type over what is in it."""
        self.reach(self.page.get_by_label(label, exact=True))
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(text)

    def select(self, label: str, text: str) -> None:
        """Reach a list and type the beginning of an entry."""
        self.reach(self.page.get_by_label(label, exact=True))
        self.page.keyboard.type(text)

    def tick(self, label: str) -> None:
        """Reach a box and press Space."""
        self.reach(self.page.get_by_label(label, exact=True))
        self.page.keyboard.press("Space")

    def choose(self, legend: str, label: str) -> None:
        """Reach a group of radio buttons and go down to the one that is meant."""
        group = self.page.get_by_role("group", name=legend)
        wanted = group.get_by_label(label, exact=True)
        self._tab_until(wanted, GROUP)
        for _ in range(group.get_by_role("radio").count() + 1):
            if wanted.evaluate(IS_FOCUSED):
                break
            self.page.keyboard.press("ArrowDown")
        self.page.keyboard.press("Space")
        expect(wanted).to_be_checked()

    def sees(self, text: str | re.Pattern[str]) -> None:
        """Expect a text somewhere on the page."""
        expect(self.page.get_by_text(text).first).to_be_visible()

    def waits_for(self, path: str, text: str) -> None:
        """Open a page again until a text is there: what another service tells comes a moment later."""

        def has_come() -> bool:
            self.page.goto(path)
            return self.page.get_by_text(text).count() > 0

        eventually(has_come)
        self.look()

    def finds(self, label: str, text: str) -> None:
        """Expect a text in a field."""
        expect(self.page.get_by_label(label, exact=True)).to_have_value(text)

    def reach(self, target: Locator) -> None:
        """Press Tab until the target has the focus."""
        self._tab_until(target, IS_FOCUSED)

    def look(self) -> None:
        """Look at the page for barriers, and at what it says."""
        self.eye.look(self.page, self.name, self.has_scripts, self.reads)

    def _enter(self, target: Locator) -> None:
        self.reach(target)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.look()

    def _tab_until(self, target: Locator, condition: str) -> None:
        expect(target).to_be_visible()
        found = target.element_handle()  # Looking it up by its name at every step would take far longer.
        for _ in range(MOST_TABS):
            if found.evaluate(condition):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{target} cannot be reached with the keyboard on {self.page.url}")
