"""A service that is stopped or dead shows on the pages that need it, in time and in kind words, and on no other."""

import signal
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from subprocess import Popen

import pytest

from bus import metrics
from bus.ids import new_id
from bus.testing import Community, Keys, eventually, servers
from services.directory.service import DirectoryService
from services.gateway.calls import ASK_TIMEOUT_S, TELL_TIMEOUT_S
from services.gateway.service import GatewayService
from services.gateway.silences import SILENCE_S
from services.notifications.service import NotificationsService
from tests.integration.bus.processes import free_port, nameko_hosted
from tests.integration.gateway.conftest import LINK_KEY, Site
from tests.integration.gateway.test_joining import COMPLETE, KEY
from tests.integration.gateway.visitor import Visitor

pytestmark = pytest.mark.slow

AWAY = "Sorry, part of the site is away for a moment"
OF_THE_DIRECTORY = ("/members", "/members/{person_id}", "/apply", "/profile", "/welcome", "/application", "/panel")
OF_NOTIFICATIONS = ("/notices", "/notices/settings")
OF_NOBODY = ("/", "/join", "/account", "/account/password", "/contact", "/privacy", "/accessibility", "/developers")
MARGIN_S = 4.0
"""What a page takes beside waiting, on a busy machine."""


class Running(Site):
    """A gateway whose neighbours are processes that can be stopped and killed."""

    def __init__(self, community: Community, mailbox: Path) -> None:
        self.community = community
        self.directory = f"{DirectoryService.__module__}:{DirectoryService.__name__}"
        self.notifications = f"{NotificationsService.__module__}:{NotificationsService.__name__}"
        self.neighbours = ExitStack()
        self.processes: dict[str, Popen[bytes]] = {}
        community.declare(DirectoryService, NotificationsService)
        for path in (self.directory, self.notifications):
            self.run(path)
        self.host = community.start(GatewayService, cookie_key="a-key-for-cookies", link_key=LINK_KEY)
        self.app = self.make(mailbox=str(mailbox))
        self.data = community.database("gateway")
        self.settled = self.member_of_panel("settled@example.org")

    def run(self, path: str) -> None:
        """Start a neighbour, and wait until it is ready."""
        settings = {
            self.directory: {"Q_DIGEST_KEY": "a-key-for-digests"},
            self.notifications: {
                "SMTP_URL": "smtp://127.0.0.1:1",
                "Q_SENDER": "hello@example.org",
                "Q_URL": "http://localhost",
                "Q_LINK_KEY": LINK_KEY,
            },
        }[path]
        running = nameko_hosted(self.community, path, free_port(), **settings)
        self.processes[path] = self.neighbours.enter_context(running)

    @contextmanager
    def stopped(self, path: str) -> Iterator[None]:
        """Let a neighbour hang meanwhile: it keeps its connections and answers nothing."""
        self.processes[path].send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self.processes[path].send_signal(signal.SIGCONT)

    @contextmanager
    def killed(self, path: str) -> Iterator[None]:
        """Let a neighbour be dead meanwhile."""
        self.processes[path].kill()
        self.processes[path].wait()
        try:
            yield
        finally:
            self.run(path)

    def member_of_panel(self, address: str) -> Visitor:
        """Return someone who assesses for Wales and whose name in the header every page knows."""
        visitor = self.signed_in(address)
        ops = self.community.service("ops")
        person = self.community.call("directory", "find_person", {"address": address}, actor=ops)
        grant = {"person_id": person["person_id"], "role": "assessor", "region": "wales"}
        self.community.call("directory", "grant_role", grant, actor=ops)
        visitor.open("/panel")
        return visitor

    def close(self) -> None:
        self.neighbours.close()
        self.community.close()


@pytest.fixture(scope="module")
def site(keys: Keys, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    made = Running(Community(*servers(), keys), tmp_path_factory.mktemp("mailbox"))
    try:
        yield made
    finally:
        made.close()


Meanwhile = Callable[[str], AbstractContextManager[None]]


@pytest.fixture(params=["stopped", "killed"])
def meanwhile(site: Running, request: pytest.FixtureRequest) -> Meanwhile:
    """What becomes of a neighbour: it hangs, or it is dead."""
    way: Meanwhile = getattr(site, request.param)
    return way


def key(visitor: Visitor) -> dict[str, str]:
    return dict(KEY.findall(visitor.page))


def opened(visitor: Visitor, path: str) -> tuple[int, float]:
    """Open a page; return its status and how long it took, in seconds."""
    began = time.monotonic()
    visitor.open(path.format(person_id="0198a6c1-0000-7000-8000-000000000000"))
    return visitor.answer.status_code, time.monotonic() - began


def unanswered(service: str) -> float:
    """Return how many calls to a service this process has given up."""
    wanted = {"service": service, "outcome": "unavailable"}
    samples = [sample for family in metrics.CALLED_S.collect() for sample in family.samples]
    return sum(s.value for s in samples if s.name.endswith("_count") and wanted.items() <= s.labels.items())


def need_it(visitor: Visitor, service: str, paths: Iterable[str]) -> None:
    """Expect kind words in time, after one thing only was waited for."""
    for path in paths:
        before = unanswered(service)
        status, took_s = opened(visitor, path)
        assert (status, AWAY in visitor.page) == (503, True), path
        assert "Nothing is lost." in visitor.page
        assert took_s < ASK_TIMEOUT_S + MARGIN_S, (path, took_s)
        assert unanswered(service) == before + 1, path


def do_without(visitor: Visitor, service: str, paths: Iterable[str]) -> None:
    """Expect pages as always, with the same ways on in their header, that wait now and then at most."""
    before, began = unanswered(service), time.monotonic()
    for path in paths:
        status, _ = opened(visitor, path)
        assert (status, 'href="/panel"' in visitor.page) == (200, True), path
    assert unanswered(service) - before <= 1 + (time.monotonic() - began) / SILENCE_S


def test_a_directory_that_is_away_shows_only_where_it_is_needed(site: Running, meanwhile: Meanwhile) -> None:
    with meanwhile(site.directory):
        need_it(site.settled, "directory", OF_THE_DIRECTORY)
        do_without(site.settled, "directory", OF_NOTIFICATIONS + OF_NOBODY)
    for path in OF_THE_DIRECTORY:
        eventually(lambda: opened(site.settled, path)[0] != 503)  # noqa: B023 - asked at once


def test_notifications_that_are_away_show_only_where_they_are_needed(site: Running, meanwhile: Meanwhile) -> None:
    with meanwhile(site.notifications):
        need_it(site.settled, "notifications", OF_NOTIFICATIONS)
        do_without(site.settled, "notifications", ("/members", "/panel", *OF_NOBODY))
    for path in OF_NOTIFICATIONS:
        eventually(lambda: opened(site.settled, path)[0] == 200)  # noqa: B023 - asked at once


def test_what_was_typed_stays_while_the_directory_is_away_and_counts_once_afterwards(
    site: Running, meanwhile: Meanwhile
) -> None:
    visitor = site.signed_in(f"{new_id()}@example.org")
    visitor.open("/apply")
    with meanwhile(site.directory):
        began = time.monotonic()
        sent = visitor.hidden()
        visitor.send("/apply", **key(visitor) | COMPLETE)
        assert time.monotonic() - began < TELL_TIMEOUT_S + MARGIN_S
        assert visitor.answer.status_code == 503
        assert "Everything you typed is still in the form below" in visitor.page
        assert COMPLETE["experience"] in visitor.page
        assert visitor.press("/apply/autosave", **key(visitor) | COMPLETE).status_code == 503
    for _tap in range(2):
        visitor.press("/apply", **key(visitor) | COMPLETE | sent)
    visitor.open("/apply")
    assert COMPLETE["experience"] in visitor.page
    assert key(visitor)["version"] == "1"


def test_the_first_page_does_not_wait_for_each_thing_that_it_can_do_without(site: Running) -> None:
    newcomer = site.signed_in(f"{new_id()}@example.org")
    with site.stopped(site.directory):
        before = unanswered("directory")
        assert opened(newcomer, "/")[0] == 200
        assert unanswered("directory") == before + 1
        assert "Apply to join" in newcomer.page
