"""The eye that looks at every page a visitor reaches: for barriers once for each make of page, for its words always.

Each make of page is checked by axe, must fit a small screen, a large one and one that shows everything at four times
its size, keeps its controls visible in the system's own colours, and shows where the focus is.
"""

import re
from collections.abc import Collection
from functools import cache
from itertools import count
from pathlib import Path

from playwright.sync_api import Page, Route

from tests.e2e import checks, reading

AXE = Path(__file__).resolve().parents[2] / "services/gateway/node_modules/axe-core/axe.min.js"
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
SMALL, LARGE, ZOOMED = (320, 640), (1280, 900), (320, 256)
"""Widths and heights; a screen of 1280 by 1024 at 400 % leaves as much room as one of 320 by 256."""
PART = re.compile(r'<(\w+)(?:[^>]*? class="([^"]*)")?')
ERROR = re.compile(r"^Error: |[\d,]+ ")


@cache
def axe() -> str:
    return AXE.read_text()


class Eye:
    """Looks at pages in a window of its own, since axe needs scripts, and remembers what it saw in this run."""

    def __init__(self, window: Page, pictures: Path | None) -> None:
        self.window, self.pictures = window, pictures
        self.checked: set[int] = set()
        self.titles: dict[str, str] = {}
        self.seen: reading.Looks = {}
        self.numbers = count(1)

    def look(self, page: Page, name: str, has_scripts: bool, reads: Collection[str] | None = None) -> None:
        """Check a page for barriers, note how it reads (or how `reads` do), and photograph it when asked to."""
        page.wait_for_load_state("load")
        template = page.locator("main").get_attribute("data-page") or ""
        if self.pictures:
            path = self.pictures / f"{name}-{next(self.numbers):03}.png"
            page.screenshot(path=path, full_page=True)
        self._read(page, template, reads)
        faults = page.evaluate(checks.WIDTHS) + page.evaluate(checks.SUMMARY, has_scripts)
        faults += self._has_a_title_of_its_own(page.title(), template)
        faults += self._look_closely(page, template)
        assert not faults, "\n".join([page.url, *faults])

    def _read(self, page: Page, template: str, reads: Collection[str] | None) -> None:
        for part, look in reading.looks(template, page.locator("body").aria_snapshot()):
            if reads is None or part in reads:
                self.seen.setdefault(part, set()).add(look)

    def _has_a_title_of_its_own(self, title: str, template: str) -> list[str]:
        owner = self.titles.setdefault(ERROR.sub("", title), template)
        return [] if owner == template else [f"its title “{title}” is that of {owner} too"]

    def _look_closely(self, page: Page, template: str) -> list[str]:
        """Look at what the visitor sees, once for each make of page."""
        html = page.content()
        make = skeleton(template, html)
        if make in self.checked:
            return []
        self.checked.add(make)
        address = page.url.partition("#")[0]
        self.window.route(lambda url: url == address, lambda route: _show(route, html))
        self.window.goto(address)
        faults = self._in_every_size() + self._by_keyboard() + self._by_axe()
        self.window.unroute_all()
        return faults

    def _in_every_size(self) -> list[str]:
        faults = []
        for width, height in (LARGE, ZOOMED, SMALL):
            self.window.set_viewport_size({"width": width, "height": height})
            faults += self.window.evaluate(checks.WIDTHS)
        faults += self.window.evaluate(checks.CUT_OFF)
        self.window.emulate_media(forced_colors="active")
        faults += self.window.evaluate(checks.SHAPELESS)
        self.window.emulate_media(forced_colors="none")
        return faults

    def _by_keyboard(self) -> list[str]:
        self.window.keyboard.press("Tab")  # From now on the browser shows the focus.
        names = (checks.FOCUS, checks.OUTLINE, checks.PERSONAL, checks.MOTION)
        return [fault for check in names for fault in self.window.evaluate(check)]

    def _by_axe(self) -> list[str]:
        self.window.evaluate(axe())
        found = self.window.evaluate("rules => axe.run(rules)", RULES)
        return [
            f"{barrier['id']}: {node['html'][:200]}" for barrier in found["violations"] for node in barrier["nodes"]
        ]


def skeleton(template: str, html: str) -> int:
    """Return what tells a make of page from another: its template, and which parts it has in which order.

    Ten rows are the same make as one; a hint, an error or a tag more is another.
    """
    return hash((template, *dict.fromkeys(PART.findall(html))))


def _show(route: Route, html: str) -> None:
    """Answer the page with what the visitor sees; its scripts stay out."""
    route.fulfill(body=re.sub(r"<script\b[^>]*></script>", "", html), content_type="text/html")
