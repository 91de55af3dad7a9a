"""The search of one process: an index in memory that is brought up to date before each answer.

Whatever a command has answered is in every later answer of every process: each search first asks which members
changed since the last one, by the rows that are written with the changes. A transaction shows its row later than the
time that it bears; so the rows of some time before are read again, and what is known of them is passed over.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from bus import logs
from bus.collection import Document
from bus.database import BUDGET_S, Database, Read
from bus.errors import Unavailable
from services.directory.model import (
    AUDIENCES,
    Findable,
    Lists,
    Member,
    Profile,
    Search,
    Wish,
    findable,
    seen_by,
    sort_key,
)
from services.directory.store.changes import GENERATION, NAMES, changes_since, generation
from services.directory.store.choices import lists
from services.directory.store.documents import ASCENDING
from services.directory.store.index import Found, MemberIndex, Place
from services.directory.store.member import read_member

log = logs.get(__name__)

T = TypeVar("T")

SEEN_LATE = timedelta(seconds=4 * BUDGET_S)
"""How much later than the time it bears a change may show; clocks of several machines may differ by the rest."""
MOST_LATE = 20_000
"""How many may come or change before all are put in order anew."""
WAITED_S = 2.5
"""Less than the pages wait for an answer."""
LOOKS_EVERY_S, FOLLOWS_EVERY_S = 0.5, 30.0
LONGEST_SILENCE = timedelta(hours=6)
"""After which an index is filled anew: rows of what changed go after a day."""
TRIES = 2
AT_ONCE = 250
"""Few enough members to let others run in between."""


@dataclass
class Filled:
    """Hold an index with what is known of the changes that are in it."""

    index: MemberIndex
    generation: str
    followed_at: datetime
    known: dict[str, str]
    lists: Lists
    named: str
    """Which change of the lists its words and values are of."""

    def changes(self, read: Read) -> dict[str, str]:
        """Tell the changes of late."""
        return changes_since(read, self.followed_at - SEEN_LATE)

    def follow(self, changes: dict[str, str], members: Mapping[str, Member], now: datetime) -> None:
        """Put in what changed, as far as it is new here."""
        for member_id in self.new(changes):
            member = members.get(member_id)
            found = found_by(member, self.lists) if member else {}
            if member and found:
                self.index.put(_key(member), found)
            else:
                self.index.take_out(member_id)
        self.known, self.followed_at = changes, now

    def new(self, changes: Mapping[str, str]) -> list[str]:
        """List who changed since."""
        return [each for each in changes if each not in (GENERATION, NAMES) and self.known.get(each) != changes[each]]


class MemberSearch:
    """Answer from the index of this process; `keep` fills it at the start, and again when it is of an earlier time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._filled: Filled | None = None
        self._is_filled, self._wanted = threading.Event(), threading.Event()
        self._wanted.set()

    def keep(self, database: Database, stop: threading.Event) -> None:
        """Fill the index whenever that is wanted: it may take longer than anybody waits for an answer."""
        looked_at = time.monotonic()
        while not stop.is_set():
            if self._wanted.wait(LOOKS_EVERY_S):
                self._fill(database.read())
            elif time.monotonic() - looked_at > FOLLOWS_EVERY_S:
                looked_at = time.monotonic()
                with suppress(Unavailable):
                    database.ask(lambda read: self.answer(read, lambda _: None))

    def answer(self, read: Read, question: Callable[[MemberIndex], T]) -> T:
        """Ask the index as of now; raises Unavailable while it is filled.

        One at a time, with the look at what changed: who is overtaken between that and following would undo it.
        """
        for _ in range(TRIES):
            self._is_filled.wait(WAITED_S)
            with self._lock:
                filled = self._filled
                if filled and self._follow(read, filled):
                    return question(filled.index)
        raise Unavailable("search_is_starting")

    def _follow(self, read: Read, filled: Filled) -> bool:
        """Put in what changed; say whether that could be done, and let the index be filled anew where it could not."""
        changes = filled.changes(read)
        if changes.get(GENERATION) != filled.generation or read.now - filled.followed_at > LONGEST_SILENCE:
            self._filled = None
            self._is_filled.clear()
            self._wanted.set()
            return False
        filled.follow(changes, {one.member_id: one for one in _members(read, filled.new(changes))}, read.now)
        if filled.index.late > MOST_LATE or changes.get(NAMES, filled.named) != filled.named:
            self._wanted.set()
        return True

    def _fill(self, read: Read) -> None:
        current, known = generation(read), changes_since(read, read.now - SEEN_LATE)
        named = lists(read)
        filled = Filled(fill(read, named), current, read.now, known, named, known.get(NAMES, ""))
        with self._lock:
            self._filled = filled
            self._is_filled.set()
            self._wanted.clear()
        log.info("search.filled")


def search_members(read: Read, audience: str, search: Search, place: Place, limit: int) -> Found:
    """Find members for an audience: one page by name, how many there are, and how many with each value of a filter."""
    return _search(read).answer(read, lambda index: index.search(audience, search, place, limit))


def suggest(read: Read, wish: Wish, without: Collection[str], limit: int, turn: int) -> list[str]:
    """Find whom a member may want to meet, the best first; of equals those whose turn it is."""
    return _search(read).answer(read, lambda index: index.best("members", wish, without, limit, turn))


def count_across(read: Read, audience: str, across: str, down: str) -> dict[str, dict[str, int]]:
    """Count an audience's members by the values of two filters."""
    return _search(read).answer(read, lambda index: index.cross(audience, across, down))


def count_having(read: Read, audience: str, name: str, values: Sequence[str]) -> dict[str, int]:
    """Count an audience's members for each of some values of a filter."""
    return _search(read).answer(read, lambda index: index.having(audience, name, values))


def keep_search(database: Database, stop: threading.Event) -> None:
    """Keep the index of this process filled until it stops."""
    _search(database.read()).keep(database, stop)


def fill(read: Read, named: Lists) -> MemberIndex:
    """Read every member, once for their order and once for what they are found by."""
    index = MemberIndex([_key(read_member(each)) for each in _documents(read)])
    for each in _documents(read):
        member = read_member(each)
        index.fill(member.member_id, found_by(member, named))
    index.settle()
    return index


def found_by(member: Member, named: Lists) -> dict[str, Findable]:
    """Say by what each audience finds a member; an audience that does not see them has no part in it.

    What was merged counts as what it was merged into at once, also where it is not rewritten yet.
    """
    found: dict[str, Findable] = {}
    before: Profile | None = None
    for audience in AUDIENCES:
        seen = seen_by(member, audience)
        if seen:  # What both see alike, as it mostly is, is read once.
            found[audience] = found["public"] if seen == before else _findable(seen, named)
        before = seen
    return found


def _findable(seen: Profile, named: Lists) -> Findable:
    return findable(named.recoded(seen), named.topic_names)


def _search(read: Read) -> MemberSearch:
    found: MemberSearch = read.kept.setdefault(MemberSearch, MemberSearch())
    return found


def _key(member: Member) -> str:
    return sort_key(member.profile.name, member.member_id)


def _members(read: Read, member_ids: list[str]) -> Iterator[Member]:
    for start in range(0, len(member_ids), AT_ONCE):
        some = member_ids[start : start + AT_ONCE]
        yield from map(read_member, read.db["members"].find({"_id": {"$in": some}}, limit=AT_ONCE))


def _documents(read: Read) -> Iterator[Document]:
    after = ""
    while found := _page(read, after):
        yield from found
        after = found[-1]["_id"]


def _page(read: Read, after: str) -> list[Document]:
    query = {"_id": {"$gt": after}, "listing": {"$ne": None}}
    return read.db["members"].find(query, sort=[("_id", ASCENDING)], limit=AT_ONCE)
