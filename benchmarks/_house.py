"""Our side: the real directory and the real notifications, as processes that nameko hosts, and the final count."""

from __future__ import annotations

import re
import signal
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import kombu

from bus import outbox, settings, topology
from bus.database import Database, Work
from bus.events import Event
from bus.ids import new_id
from bus.relay import nudge_of
from bus.testing import Community, Keys, eventually, servers
from bus.times import utc_now
from services.directory.events import MemberJoined, PersonNominated
from services.directory.service import DirectoryService
from services.notifications.events import NoticeAdded
from services.notifications.service import NotificationsService
from tests.integration.bus.processes import free_port, nameko_hosted

SERVICES = (DirectoryService, NotificationsService)
SETTINGS = {
    "Q_DIGEST_KEY": "digest-key-of-a-benchmark",
    "Q_DECISION_HOLD_S": "0",
    "Q_LINK_KEY": "link-key-of-a-benchmark",
    "Q_SENDER": "Q Commons <hello@example.org>",
    "Q_URL": "http://127.0.0.1",
    "SMTP_URL": "smtp://127.0.0.1:9",
}
EFFECTS = {"role.granted": "roles", "person.nominated": "nominations", "member.joined": "notices"}
"""Where notifications keeps the one effect of each event."""
LONGEST_S = 90.0
IN_BULK = 50
"""More in a transaction would outlive it on a busy machine."""
Row = dict[str, Any]


class House:
    """The directory and notifications on the broker and the database of this run."""

    def __init__(self, community: Community) -> None:
        self.community = community
        self.page_key = str(community.settings(DirectoryService, digest_key="").page_key)
        self.directory, self.notifications = community.database("directory"), community.database("notifications")
        self._told: Counter[str] = Counter()
        self._commands = 0
        self._processes: list[Any] = []

    @contextmanager
    def open(self, *services: type) -> Iterator[None]:
        """Run these services as processes, ready, until the block ends."""
        with ExitStack() as stack:
            for service in services:
                process = nameko_hosted(self.community, _path(service), free_port(), **_settings(service))
                self._processes.append(stack.enter_context(process))
            yield
        self._processes.clear()

    def memory_mb(self, *beside: int) -> float:
        """Return how much memory the services that are open hold, and these other processes, in MB."""
        pids = [*beside, *(process.pid for process in self._processes)]
        statuses = [Path(f"/proc/{pid}/status").read_text() for pid in pids]
        return sum(int(re.findall(r"VmRSS:\s+(\d+)", status)[0]) for status in statuses) / 1024

    def commit(self, rows: Sequence[Row]) -> None:
        """Put events into the directory's outbox, as commands would have."""
        self._told.update(row["type"] for row in rows)
        self.directory[outbox.COLLECTION].insert_many(rows, ordered=False)
        self.community.send(nudge_of(DirectoryService.name))

    def expect_commands(self, event: type[Event], n: int) -> None:
        """Remember that n commands are given, and that each tells one event."""
        self._told[event.type] += n
        self._commands += n

    def expect_joined(self, n: int) -> None:
        """Remember that n people join who were nominated and agreed elsewhere, each with two events."""
        self._told.update({PersonNominated.type: n, MemberJoined.type: n})

    def expect_imported(self, n: int) -> None:
        """Remember that n such people are imported, by a command each."""
        self.expect_joined(n)
        self._commands += n

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the processes still, so that what is committed meanwhile waits in the outbox."""
        for process in self._processes:
            process.send_signal(signal.SIGSTOP)
        yield
        for process in self._processes:
            process.send_signal(signal.SIGCONT)

    def count(self) -> list[str]:
        """Return what is left over, or was lost or doubled; every event is of an aggregate of its own."""
        return self.left_over() + self._miscounted()

    def left_over(self) -> list[str]:
        """Return what waits in a queue or an outbox, or is parked."""
        faults = [f"{depth} left in {queue}" for queue, depth in _depths(self.community.amqp_uri).items() if depth]
        for database in (self.directory, self.notifications):
            waiting = database[outbox.COLLECTION].count_documents({"published": False})
            parked = database["bus_parked"].count_documents({})
            faults += [f"{waiting} events not published by {database.name}"] * bool(waiting)
            faults += [f"{parked} events parked by {database.name}"] * bool(parked)
        return faults

    def _miscounted(self) -> list[str]:
        rows, commands = self.directory[outbox.COLLECTION], self.directory["bus_commands"]
        looks = [
            ("commands done", self._commands, commands.count_documents({})),
            ("aggregates changed again", 0, rows.count_documents({"sequence": {"$ne": 1}})),
        ]
        for name, told in self._told.items():
            looks.append((f"{name} events", told, rows.count_documents({"type": name})))
            looks.append((EFFECTS[name], told, self.notifications[EFFECTS[name]].count_documents({})))
        return [f"{found} {what} instead of {told}" for what, told, found in looks if found != told]


@contextmanager
def house() -> Iterator[House]:
    """Declare everything on the broker of this run; forget it at the end."""
    community = Community(*servers(), Keys())
    try:
        community.remove_queues(*SERVICES)
        community.declare(*SERVICES)
        with _listening(community.amqp_uri):
            yield House(community)
    finally:
        community.close()


@contextmanager
def _listening(uri: str) -> Iterator[None]:
    """Take what the gateway listens to, so that every event finds a queue; it keeps one message and no more."""
    with kombu.Connection(uri, heartbeat=0) as connection:
        channel = connection.default_channel
        queue = channel.queue_declare("", exclusive=True, arguments={"x-max-length": 1}).queue
        channel.queue_bind(queue, NoticeAdded.exchange(), NoticeAdded.type)
        yield


def events(event: type[Event], data: Row, n: int) -> list[Row]:
    """Return the outbox rows of n events, each of an aggregate of its own."""
    now = utc_now()
    work = Work(None, now, None, event.source, frozenset({event}), now, correlation_id=new_id())  # type: ignore[arg-type]
    return [outbox.row(event, data | {event.subject: new_id()}, 1, work) for _ in range(n)]


def changed_in_bulk(here: House, n: int, change: Callable[[Work], str]) -> list[str]:
    """Make n changes to the directory's own database, many a transaction, without a call; return their answers."""
    kept = here.community.settings(DirectoryService, digest_key=SETTINGS["Q_DIGEST_KEY"])
    database = Database(kept.mongodb_uri, kept.namespace, DirectoryService, kept)
    database.open()

    def some(count: int, work: Work) -> list[str]:
        return [change(work) for _ in range(count)]

    try:
        answers: list[str] = []
        while len(answers) < n:
            answers += database.transact(partial(some, min(IN_BULK, n - len(answers))), budget_s=60)
        return answers
    finally:
        database.close()


def many(collection: Any, n: int) -> None:
    """Wait until a collection holds n documents."""
    eventually(lambda: collection.estimated_document_count() >= n, LONGEST_S)


def long_ago() -> datetime:
    """Return a time at which somebody joined who is not mailed any more."""
    return utc_now() - timedelta(days=30)


def _path(service: type) -> str:
    return f"{service.__module__}:{service.__name__}"


def _settings(service: type) -> dict[str, str]:
    known = settings.names(service.settings)  # type: ignore[attr-defined]
    return {name: value for name, value in SETTINGS.items() if name in known}


def _depths(uri: str) -> dict[str, int]:
    with kombu.Connection(uri) as connection:
        channel = connection.default_channel
        names = [queue.name for queue in topology.of(SERVICES).queues]
        return {name: channel.queue_declare(name, passive=True).message_count for name in names}
