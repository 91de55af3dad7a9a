"""Commands of the real directory: an operator grants roles, each to another person."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from benchmarks._house import SETTINGS, House, many
from bus.database import Database, Work
from bus.ids import new_id
from services.directory.actions import person as persons
from services.directory.events import RoleGranted
from services.directory.service import DirectoryService

_AT_ONCE = 500


class Roles:
    """People who are each given one role: one aggregate changed, one event and one command row a command."""

    def __init__(self, house: House, n: int) -> None:
        self._house = house
        self._actor = house.community.service("ops")
        self.ids = _people(house, n)
        house.expect_commands(RoleGranted, n)
        self._before = house.notifications["roles"].estimated_document_count()

    def change(self, callers: int) -> None:
        """Give everyone their role, with so many callers at once."""
        with ThreadPoolExecutor(callers) as pool:
            list(pool.map(self._grant, self.ids))

    def change_one_by_one(self, pause_s: float) -> None:
        """Give everyone their role, with a pause after each."""
        pause = threading.Event()
        for person_id in self.ids:
            self._grant(person_id)
            pause.wait(pause_s)

    def wait_for_copies(self) -> None:
        """Wait until notifications has a copy for each command."""
        many(self._house.notifications["roles"], self._before + len(self.ids))

    def _grant(self, person_id: str) -> None:
        request = {"person_id": person_id, "role": "chair", "region": "wales"}
        self._house.community.call("directory", "grant_role", request, actor=self._actor)


def _people(house: House, n: int) -> list[str]:
    settings = house.community.settings(DirectoryService, digest_key=SETTINGS["Q_DIGEST_KEY"])
    database = Database(settings.mongodb_uri, settings.namespace, DirectoryService, settings)
    database.open()

    def register(many: int, work: Work) -> list[str]:
        return [persons.known_or_new(work, f"{new_id()}@example.org").person_id for _ in range(many)]

    try:
        ids: list[str] = []
        while len(ids) < n:
            ids += database.transact(partial(register, min(_AT_ONCE, n - len(ids))), budget_s=30)
        return ids
    finally:
        database.close()
