"""A whole community for the browser: the one at Q_E2E_URL, or one of its own from the local runner."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.e2e import reading
from tests.e2e.eye import Eye
from tests.e2e.visitor import Visitor

pytest.register_assert_rewrite("tests.e2e.whole_wave")

HOUSE = Path(__file__).resolve().parents[2]
OPTIONS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
SETTINGS = ("AMQP_URI", "MONGODB_URI", "SMTP_URL")
LOOKING_BACK = Path(__file__).with_name("test_looking_back.py")
FOUNDERS = "231"
"""Who joined later takes minutes to load, and no journey needs them."""
LONGEST_HOLD_S = 150.0
"""A running community may hold a decision back: the demonstration does for a minute."""


@dataclass(frozen=True)
class Site:
    """A running community: where it is, and the folder of its runner."""

    url: str
    home: Path
    settings: dict[str, str] = field(default_factory=lambda: {"Q_DECISION_HOLD_S": "0"})

    def runner(self, *command: str) -> str:
        """Run a command of the local runner for this community; return what it said."""
        plain = {key: value for key, value in os.environ.items() if not key.startswith(("Q_", *SETTINGS))}
        done = subprocess.run(
            [sys.executable, "-m", "deploy.local", *command],
            env=plain | {"Q_HOME": str(self.home), "Q_DEMO_MEMBERS": FOUNDERS} | self.settings,
            cwd=HOUSE,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "e2e: through a real browser against a whole community")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is here, and put last what looks back on all the journeys."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("e2e")
    items.sort(key=lambda item: item.path == LOOKING_BACK)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A community with its demonstration loaded."""
    if url := os.environ.get("Q_E2E_URL"):
        yield Site(url, Path(os.environ.get("Q_HOME", HOUSE / ".q")))
        return
    with running(Site("", tmp_path_factory.mktemp("home"))) as own:
        yield own


@contextmanager
def running(site: Site) -> Iterator[Site]:
    """Start a community of its own in an empty home, and end it."""
    try:
        site.runner("up", "--detach")
        site.runner("wait")
        yield Site(address(site), site.home, site.settings)
    finally:
        site.runner("down")


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


@pytest.fixture(scope="session")
def eye(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Eye]:
    """What looks at every page of this run; each make of page is looked at closely once."""
    pictures = HOUSE / ".q/screenshots" if request.config.getoption("--pictures") else None
    window = browser.new_page(viewport={"width": 320, "height": 640}, reduced_motion="reduce")
    seeing = Eye(window, pictures)
    yield seeing
    if request.config.getoption("--write-snapshots"):
        reading.store(seeing.seen if is_whole(request.session) else reading.together(reading.stored(), seeing.seen))


def is_whole(session: pytest.Session) -> bool:
    """Tell whether all the journeys were chosen, the whole wave among them, and went well."""
    if not session.config.getoption("--applicants"):
        return False
    chosen = {item.path for item in session.items}
    return chosen.issuperset(Path(__file__).parent.glob("test_*.py")) and not session.testsfailed


@pytest.fixture(autouse=True)
def reads_as_kept(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that saw a page which reads otherwise than any look at it that is kept in `snapshots`."""
    if "eye" not in request.fixturenames or request.config.getoption("--write-snapshots"):
        yield
        return
    seen = request.getfixturevalue("eye").seen
    before = {page: set(looks) for page, looks in seen.items()}
    yield
    new = reading.without(seen, before)
    said = [
        reading.differences(page, look)
        for page, looks in reading.without(new, reading.stored()).items()
        for look in looks
    ]
    assert not said, "\n\n".join(["Is this meant? See docs/decisions/0022-what-a-page-reads-like.md.", *said])


@pytest.fixture(params=[True, False], ids=["with-scripts", "without-scripts"])
def scripts(request: pytest.FixtureRequest) -> bool:
    """Run the test once with JavaScript and once without."""
    return bool(request.param)


@pytest.fixture
def visit(site: Site, browser: Browser, eye: Eye, scripts: bool) -> Iterator[Callable[..., Visitor]]:
    """Open a browser of a new person: `visit("applicant")`, 320 px wide."""
    visitors: list[Visitor] = []

    def open_browser(name: str, width: int = 320, kind: type[Visitor] = Visitor) -> Visitor:
        visitors.append(kind(new_page(browser, site.url, scripts, width), eye, name, scripts))
        return visitors[-1]

    yield open_browser
    for visitor in visitors:
        visitor.page.context.close()


def new_page(browser: Browser, url: str, has_scripts: bool, width: int = 320) -> Page:
    """Open a window of a browser that was never here before."""
    context = browser.new_context(
        base_url=url,
        java_script_enabled=has_scripts,
        viewport={"width": width, "height": 640},
        locale="en-GB",
        reduced_motion="reduce",
    )
    return context.new_page()
