"""The search of one process: an index in memory that is brought up to date before each answer.

Whatever a command has answered is in every later answer of every process: each search first asks which members
changed since the last one, by the rows that are written with the changes. A transaction shows its row later than the
time that it bears; so the rows of some time before are read again, and what is known of them is passed over.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import TypeVar

from bus import logs
from bus.collection import Document
from bus.database import BUDGET_S, Read
from bus.errors import Unavailable
from services.directory import reference
from services.directory.model import AUDIENCES, Findable, Member, Search, findable, seen_by, sort_key
from services.directory.store.changes import GENERATION, changes_since, generation
from services.directory.store.documents import ASCENDING
from services.directory.store.index import Found, MemberIndex, Place
from services.directory.store.member import read_member

log = logs.get(__name__)

T = TypeVar("T")

SEEN_LATE = timedelta(seconds=4 * BUDGET_S)
"""How much later than the time it bears a change may show; clocks of several machines may differ by the rest."""
MOST_LATE = 20_000
WAITED_S = 2.0
AT_ONCE = 250
"""Few enough members to let others run in between."""

_TOPIC_NAMES = {topic.slug: topic.name for topic in reference.TOPICS}


class MemberSearch:
    """Hold the index of this process, fill it, and follow what changes."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._index: MemberIndex | None = None
        self._generation = ""
        self._known: dict[str, str] = {}
        self._followed_at: datetime | None = None
        self._filled = threading.Event()
        self._filling: threading.Thread | None = None

    def answer(self, read: Read, question: Callable[[MemberIndex], T]) -> T:
        """Ask the index as of now; raises Unavailable while it is filled for the first time."""
        self._follow(read)
        with self._lock:
            if self._index is None:
                raise Unavailable("search_is_starting")
            return question(self._index)

    def _follow(self, read: Read) -> None:
        changes = self._changes(read)
        if changes.get(GENERATION) != self._generation or self._index is None:
            self._wait_for_filling(read)
            changes = self._changes(read)
        changed = [each for each in changes if each != GENERATION and self._known.get(each) != changes[each]]
        members = {member.member_id: member for member in _members(read, changed)}
        with self._lock:
            self._apply(changed, members)
            self._known, self._followed_at = changes, read.now
            if self._index is not None and self._index.late > MOST_LATE:
                self._fill_beside(read)

    def _changes(self, read: Read) -> dict[str, str]:
        return changes_since(read, (self._followed_at or read.now) - SEEN_LATE)

    def _apply(self, changed: list[str], members: Mapping[str, Member]) -> None:
        for member_id in changed if self._index is not None else ():
            member = members.get(member_id)
            found = found_by(member) if member else {}
            if self._index is not None and member and found:
                self._index.put(_key(member), found)
            elif self._index is not None:
                self._index.take_out(member_id)

    def _wait_for_filling(self, read: Read) -> None:
        with self._lock:
            self._index = None
            self._filled.clear()
            self._fill_beside(read)
        if not self._filled.wait(WAITED_S):
            raise Unavailable("search_is_starting")

    def _fill_beside(self, read: Read) -> None:
        """Fill an index in a thread of its own: it may take longer than anybody waits for an answer."""
        if self._filling is None or not self._filling.is_alive():
            self._filling = threading.Thread(target=self._fill, args=(read,), daemon=True)
            self._filling.start()

    def _fill(self, read: Read) -> None:
        current = generation(read)
        index = fill(read)
        with self._lock:
            self._index, self._generation = index, current
            self._known, self._followed_at = {}, read.now
        self._filled.set()
        log.info("search_filled")


def search_members(read: Read, audience: str, search: Search, place: Place, limit: int) -> Found:
    """Find members for an audience: one page by name, how many there are, and how many with each value of a filter."""
    return _search(read).answer(read, lambda index: index.search(audience, search, place, limit))


def count_across(read: Read, audience: str, across: str, down: str) -> dict[str, dict[str, int]]:
    """Count an audience's members by the values of two filters."""
    return _search(read).answer(read, lambda index: index.cross(audience, across, down))


def fill(read: Read) -> MemberIndex:
    """Read every member, once for their order and once for what they are found by."""
    index = MemberIndex([_key(read_member(each)) for each in _documents(read)])
    for each in _documents(read):
        member = read_member(each)
        index.fill(member.member_id, found_by(member))
    index.settle()
    return index


def found_by(member: Member) -> dict[str, Findable]:
    """Say by what each audience finds a member; an audience that does not see them has no part in it."""
    seen = {audience: seen_by(member, audience) for audience in AUDIENCES}
    by_profile = {profile: findable(profile, _TOPIC_NAMES) for profile in {*seen.values()} if profile}
    return {audience: by_profile[profile] for audience, profile in seen.items() if profile}


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
