"""Commands of the real directory: an operator grants roles, each to another person."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

from benchmarks._house import House, changed_in_bulk, many
from bus.database import Work
from bus.ids import new_id
from services.directory.actions import person as persons
from services.directory.events import RoleGranted


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
    def register(work: Work) -> str:
        return persons.known_or_new(work, f"{new_id()}@example.org").person_id

    return changed_in_bulk(house, n, register)
