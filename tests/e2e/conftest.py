"""A whole community for the browser: the one at Q_E2E_URL, or one of its own from the local runner."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.e2e.visitor import Visitor

HOUSE = Path(__file__).resolve().parents[2]
OPTIONS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
SETTINGS = ("AMQP_URI", "MONGODB_URI", "SMTP_URL")
LONGEST_HOLD_S = 150.0
"""A running community may hold a decision back: the demonstration does for a minute."""


@dataclass(frozen=True)
class Site:
    """A running community: where it is, and the folder of its runner."""

    url: str
    home: Path

    def runner(self, *command: str) -> str:
        """Run a command of the local runner for this community; return what it said."""
        plain = {key: value for key, value in os.environ.items() if not key.startswith(("Q_", *SETTINGS))}
        done = subprocess.run(
            [sys.executable, "-m", "deploy.local", *command],
            env=plain | {"Q_HOME": str(self.home), "Q_DECISION_HOLD_S": "0", "Q_DEMO_MEMBERS": "231"},
            cwd=HOUSE,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "e2e: through a real browser against a whole community")


def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("e2e")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A community with its demonstration loaded."""
    if url := os.environ.get("Q_E2E_URL"):
        yield Site(url, Path(os.environ.get("Q_HOME", HOUSE / ".q")))
        return
    own = Site("", tmp_path_factory.mktemp("home"))
    try:
        own.runner("up", "--detach")
        own.runner("wait")
        yield Site(address(own), own.home)
    finally:
        own.runner("down")


def address(site: Site) -> str:
    """Return where the runner says that its site is."""
    words = site.runner("status").split()
    return next(word.rstrip(".,/") for word in words if word.startswith("http"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = shutil.which("chromium")
    if not program:
        pytest.fail("./q test installs Debian's chromium; it is not there")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=list(OPTIONS))
        yield chromium
        chromium.close()


@pytest.fixture(params=[True, False], ids=["with-scripts", "without-scripts"])
def scripts(request: pytest.FixtureRequest) -> bool:
    """Run the test once with JavaScript and once without."""
    return bool(request.param)


@pytest.fixture
def visit(site: Site, browser: Browser, scripts: bool) -> Iterator[Callable[..., Visitor]]:
    """Open a browser of a new person: `visit("applicant")`, 320 px wide."""
    visitors: list[Visitor] = []
    mode = "with-scripts" if scripts else "without-scripts"
    inspector = browser.new_page(viewport={"width": 320, "height": 640}, reduced_motion="reduce")

    def open_browser(name: str, width: int = 320) -> Visitor:
        context = browser.new_context(
            base_url=site.url,
            java_script_enabled=scripts,
            viewport={"width": width, "height": 640},
            locale="en-GB",
            reduced_motion="reduce",
        )
        visitor = Visitor(context.new_page(), inspector, HOUSE / ".q" / "screenshots" / mode, name)
        visitors.append(visitor)
        return visitor

    yield open_browser
    inspector.close()
    for visitor in visitors:
        visitor.page.context.close()
