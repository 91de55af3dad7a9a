"""A mail is a row before it is sent. The row knows when it next wants attention, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from services.notifications.model.kind import Kind
from services.notifications.model.kinds import KINDS

LEASE = timedelta(minutes=2)
RECHECK = timedelta(minutes=10)
FIRST_RETRY = timedelta(seconds=10)
LONGEST_RETRY = timedelta(minutes=30)
PATIENCE = timedelta(days=5)
NAMED = {
    "region": "regions",
    "regions": "regions",
    "from_region": "regions",
    "partnership": "partnerships",
    "background": "backgrounds",
    "topic": "topics",
    "topics": "topics",
    "shared_topics": "topics",
}
"""From which list the slugs in a mail's data are, which it tells by name."""


class State(StrEnum):
    """Where a mail stands: the first three want attention at `due_at`, the others are the end."""

    DUE = "due"
    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    SKIPPED = "skipped"
    EXPIRED = "expired"
    FAILED = "failed"


@dataclass(frozen=True)
class Link:
    """What a one-time link is for. It is signed while the mail is sent; the secret is never stored."""

    link_id: str
    purpose: str
    expires_at: datetime


@dataclass(frozen=True)
class Address:
    """The address a person is reached at, and whether they have shown that it is theirs."""

    address: str
    verified: bool


@dataclass
class Mail:
    """One mail to one person. `address` is set only where the row itself says where to (a link asked for)."""

    mail_id: str
    kind_name: str
    person_id: str | None
    data: dict[str, Any]
    subjects: list[str]
    created_at: datetime
    due_at: datetime | None
    address: str | None = None
    link: Link | None = None
    state: State = State.DUE
    attempts: int = 0
    maybe_repeated: int = 0
    code: str | None = None
    done_at: datetime | None = None
    version: int = field(default=1)

    @property
    def kind(self) -> Kind:
        """Return the strategy of this mail's kind."""
        return KINDS[self.kind_name]

    def reach(self, known: Address | None) -> str | None:
        """Say where to send it: only a link goes to an address that nobody has shown to be theirs."""
        if self.address:
            return self.address
        return known.address if known and known.verified else None

    def lapsed(self, now: datetime) -> bool:
        """Tell whether it is too late: the link has expired, or nothing worked for five days."""
        return now >= (self.link.expires_at if self.link else self.created_at + PATIENCE)

    def take(self, now: datetime) -> None:
        """Take it for sending; nobody else does until the lease runs out. Taken then, it may be a repeat."""
        self.maybe_repeated += self.state is State.SENDING
        self.attempts += 1
        self._move(State.SENDING, now + LEASE)

    def wait(self, now: datetime) -> None:
        """Let it wait for its address; the address, when it comes, makes it due."""
        self._move(State.WAITING, now + RECHECK)

    def put_off(self, now: datetime, code: str) -> None:
        """Try again later: 10 s, 20 s, 40 s … 30 min."""
        delay: timedelta = min(FIRST_RETRY * 2 ** min(self.attempts - 1, 10), LONGEST_RETRY)
        self.code = code
        self._move(State.DUE, now + delay)

    def sent(self, now: datetime) -> None:
        """Note that the server took it."""
        self.code = None
        self._finish(State.SENT, now)

    def skip(self, now: datetime) -> None:
        """Note that nobody wants it: not mails of this kind, or not any more."""
        self._finish(State.SKIPPED, now)

    def expire(self, now: datetime) -> None:
        """Note that it is too late to send it."""
        self._finish(State.EXPIRED, now)

    def fail(self, now: datetime, code: str) -> None:
        """Note that the server refused it for good."""
        self.code = code
        self._finish(State.FAILED, now)

    def _finish(self, state: State, now: datetime) -> None:
        """End it. What is done holds nothing personal any more."""
        self.data, self.address, self.done_at = {}, None, now
        self._move(state, None)

    def _move(self, state: State, due_at: datetime | None) -> None:
        self.state, self.due_at = state, due_at
        self.version += 1


def named_in(data: Mapping[str, Any]) -> set[str]:
    """Name what a mail tells by name, by list and slug."""
    slugs = ((NAMED[field], data[field]) for field in NAMED if data.get(field))
    return {
        f"{list_name} {slug}" for list_name, found in slugs for slug in (found if isinstance(found, list) else [found])
    }
