"""A person at a small screen who has a keyboard and nothing else, and who notices every barrier.

Each page that is reached is checked by axe, must fit a small screen, a large one and one that shows everything at four
times its size, keeps its controls visible in the system's own colours, and is photographed.
"""

import re
from functools import cache
from pathlib import Path

from playwright.sync_api import Locator, Page, Route, expect

from bus.testing import eventually

AXE = Path(__file__).resolve().parents[2] / "services/gateway/node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
MOST_TABS = 400
SMALL, LARGE, ZOOMED = (320, 640), (1280, 900), (320, 256)
"""Widths and heights; a screen of 1280 by 1024 at 400 % leaves as much room as one of 320 by 256."""
SHAPELESS = """() => {
    const edged = (element, part) => getComputedStyle(element, part).borderStyle !== 'none';
    const underlined = element => getComputedStyle(element).textDecorationLine.includes('underline');
    const drawn = element => element.labels?.[0] && edged(element.labels[0], '::before');
    return [...document.querySelectorAll('button, input:not([type=hidden]), select, textarea')]
        .filter(element => element.checkVisibility() && !edged(element) && !underlined(element) && !drawn(element))
        .map(element => element.outerHTML.slice(0, 200));
}"""
"""Controls that only a background tells from the text around them: it goes when a system forces its colours."""
CHECKED: set[int] = set()
IS_FOCUSED = "element => element === document.activeElement"
GROUP = "element => element.name && document.activeElement?.name === element.name"


@cache
def axe() -> str:
    return AXE.read_text()


class Visitor:
    """Moves by Tab, arrows, Space, Enter and typing; names things as the page names them."""

    def __init__(self, page: Page, inspector: Page, screenshots: Path, name: str) -> None:
        self.page, self.inspector, self.screenshots, self.name = page, inspector, screenshots, name
        self.pictures = 0

    def another_window(self) -> "Visitor":
        """Open a second window of the same browser."""
        page = self.page.context.new_page()
        return Visitor(page, self.inspector, self.screenshots, f"{self.name}-second")

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
        """Check the page for barriers, and photograph it."""
        self.page.wait_for_load_state("load")
        self.pictures += 1
        self.screenshots.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=self.screenshots / f"{self.name}-{self.pictures:02}.png", full_page=True)
        _fits(self.page)
        self._has_no_barriers()

    def _enter(self, target: Locator) -> None:
        self.reach(target)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.look()

    def _tab_until(self, target: Locator, condition: str) -> None:
        expect(target).to_be_visible()
        for _ in range(MOST_TABS):
            if target.evaluate(condition):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{target} cannot be reached with the keyboard on {self.page.url}")

    def _has_no_barriers(self) -> None:
        """Look at what the visitor sees in a window of its own, since axe needs scripts: once for each make of page."""
        html = self.page.content()
        if skeleton(html) in CHECKED:
            return
        self.inspector.route("**/*", lambda route: _show(route, html))
        self.inspector.goto(self.page.url)
        self._is_usable_otherwise()
        self.inspector.evaluate(axe())
        found = self.inspector.evaluate("rules => axe.run({runOnly: rules, resultTypes: ['violations']})", RULES)
        self.inspector.unroute_all()
        barriers = [
            f"{barrier['id']}: {node['html'][:200]}" for barrier in found["violations"] for node in barrier["nodes"]
        ]
        assert not barriers, "\n".join([self.page.url, *barriers])
        CHECKED.add(skeleton(html))

    def _is_usable_otherwise(self) -> None:
        for width, height in (LARGE, ZOOMED, SMALL):
            self.inspector.set_viewport_size({"width": width, "height": height})
            _fits(self.inspector)
        self.inspector.emulate_media(forced_colors="active")
        shapeless = self.inspector.evaluate(SHAPELESS)
        self.inspector.emulate_media(forced_colors="none")
        assert not shapeless, "\n".join([f"{self.page.url} hides in forced colours:", *shapeless])


def skeleton(html: str) -> int:
    """Return what tells a page from another to axe: elements and classes, without the words and addresses."""
    return hash(tuple(re.findall(r'<(\w+)(?:[^>]*? class="([^"]*)")?', html)))


def _fits(page: Page) -> None:
    root = "document.documentElement"
    width, room = page.evaluate(f"[{root}.scrollWidth, {root}.clientWidth]")
    assert width <= room, f"{page.url} is {width} px wide on a screen of {room} px"


def _show(route: Route, html: str) -> None:
    """Answer the page with what the visitor sees; styles and pictures come from the site, scripts not."""
    if route.request.is_navigation_request() and not route.request.frame.parent_frame:
        route.fulfill(body=html, content_type="text/html")
    elif route.request.resource_type == "script":
        route.abort()
    else:
        route.continue_()
