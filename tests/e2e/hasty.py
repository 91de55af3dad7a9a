"""Somebody with a mouse who is in a hurry: does what a visitor does, and sees the same pages."""

from collections.abc import Iterator

from playwright.sync_api import Locator

from tests.e2e.visitor import Visitor

SHOWN = """cell => {
    const copy = cell.cloneNode(true);
    copy.querySelectorAll('.nhsuk-u-visually-hidden, .nhsuk-table__heading').forEach(each => each.remove());
    return copy.textContent;
}"""


class Hasty(Visitor):
    """Clicks and pastes instead of moving by keyboard; where there are dozens of people, the rest is the same."""

    def fill(self, label: str, text: str) -> None:
        """Paste a text into a field."""
        self.page.get_by_label(label, exact=True).fill(text)

    def select(self, label: str, text: str) -> None:
        """Choose an entry of a list."""
        self.page.get_by_label(label, exact=True).select_option(label=text)

    def tick(self, label: str) -> None:
        """Click a box."""
        self.page.get_by_label(label, exact=True).check()

    def choose(self, legend: str, label: str) -> None:
        """Click one of a group of radio buttons."""
        self.page.get_by_role("group", name=legend).get_by_label(label, exact=True).check()

    def rows(self, having: str = "") -> dict[str, str]:
        """Return name and address of what a list of applications has, through all its pages; rows with this text."""
        links = (link for row in self._rows(having) for link in row.locator("a").all())
        return {link.inner_text(): link.get_attribute("href") or "" for link in links}

    def count(self, having: str = "") -> int:
        """Count the rows of a list of applications through all its pages; only those with this text."""
        return sum(1 for _row in self._rows(having))

    def facts(self) -> dict[str, str]:
        """Return the lists of facts on a page."""
        rows = self.page.locator(".nhsuk-summary-list__row").all()
        return {row.locator("dt").inner_text(): row.locator("dd").first.inner_text().strip() for row in rows}

    def table(self) -> dict[str, list[str]]:
        """Return the rows of the page's table by their first cell, each cell as its number reads."""
        rows = [row.locator("th, td").all() for row in self.page.locator("tbody tr").all()]
        return {_shown(cells[0]): [_shown(cell) for cell in cells[1:]] for cells in rows}

    def _rows(self, having: str) -> Iterator[Locator]:
        while True:
            yield from self.page.locator(".qc-rows > li").filter(has_text=having).all()
            following = self.page.get_by_role("link", name="Next applications")
            if not following.count():
                return
            self._enter(following)

    def _enter(self, target: Locator) -> None:
        with self.page.expect_navigation():
            target.click()
        self.look()


def _shown(cell: Locator) -> str:
    """Return what is seen in a cell of a large screen."""
    return str(cell.evaluate(SHOWN)).strip()
