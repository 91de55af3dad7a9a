"""Taking part in randomised coffee trials: nobody is in who did not ask (clause 43)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from services.matching.model.rules import require, require_nothing_missing

WAYS = ("call", "camera_off", "text_first", "in_person")
"""How people can meet: a video call, one without cameras, by writing first, in person nearby."""

MOST_AVOIDED = 100
LONGEST_PAUSE = timedelta(days=366)
SILENT_ROUNDS = 3
"""After so many rounds without a word somebody is paused, kindly, and told."""


@dataclass
class Enrolment:
    """Hold one person's wish to take part. `avoided` is seen by nobody but that person.

    `state` is enrolled, paused or left; a pause without a day lasts until the person carries on. Who leaves keeps
    the list of whom they would rather not meet, so that coming back is as safe as staying.
    """

    person_id: str
    enrolled_at: datetime
    ways: tuple[str, ...] = ("call",)
    keeps_title: bool = False
    state: str = "enrolled"
    paused_until: date | None = None
    paused_for: str = ""
    avoided: tuple[str, ...] = ()
    silent_rounds: int = 0
    version: int = 1
    sequence: int = 0

    @classmethod
    def ask(cls, person_id: str, ways: Sequence[str], keeps_title: bool, now: datetime) -> Enrolment:
        """Ask to take part. Raises `Incomplete`."""
        require_nothing_missing(() if ways else ("/ways",))
        return cls(person_id, now, _in_order(ways), keeps_title)

    def ask_again(self, ways: Sequence[str], keeps_title: bool, now: datetime) -> None:
        """Come back after leaving. Raises `already_enrolled`, `Incomplete`."""
        require(self.state == "left", "already_enrolled")
        self.state, self.enrolled_at, self.silent_rounds = "enrolled", now, 0
        self.change(ways, keeps_title)

    def change(self, ways: Sequence[str], keeps_title: bool) -> None:
        """Say how one meets, and whether the job title is kept back. Raises `not_enrolled`, `Incomplete`."""
        self._require_in()
        require_nothing_missing(() if ways else ("/ways",))
        self.ways, self.keeps_title = _in_order(ways), keeps_title

    def pause(self, until: date, today: date) -> None:
        """Be drawn again from a day on. Raises `not_enrolled`, `pause_in_the_past`, `pause_too_long`."""
        self._require_in()
        require(until > today, "pause_in_the_past")
        require(until - today <= LONGEST_PAUSE, "pause_too_long")
        self._pause("asked", until)

    def skip(self, until: date, today: date) -> None:
        """Be drawn again from a day on; a pause that is longer, or has no end, stays. Raises `not_enrolled`."""
        self._require_in()
        is_shorter = self.paused_until is not None and self.paused_until < until
        if self.takes_part(today) or is_shorter:
            self._pause("asked", until)

    def carry_on(self) -> None:
        """End a pause. Raises `not_paused`."""
        require(self.state == "paused", "not_paused")
        self._resume()

    def leave(self) -> None:
        """Take part no more. Raises `not_enrolled`."""
        self._require_in()
        self._resume()
        self.state = "left"

    def avoid(self, person_id: str) -> None:
        """Never be matched with somebody. Raises `not_enrolled`, `not_oneself`, `too_many_avoided`."""
        self._require_in()
        require(person_id != self.person_id, "not_oneself")
        avoided = tuple(dict.fromkeys([*self.avoided, person_id]))
        require(len(avoided) <= MOST_AVOIDED, "too_many_avoided")
        self.avoided = avoided

    def stop_avoiding(self, person_id: str) -> None:
        """Take somebody off that list."""
        self.avoided = tuple(each for each in self.avoided if each != person_id)

    def hear(self) -> None:
        """Note that the person said something about a round."""
        self.silent_rounds = 0

    def miss(self, today: date) -> bool:
        """Note a round without a word; return whether the person is paused for it."""
        self.silent_rounds += 1
        if self.silent_rounds < SILENT_ROUNDS or not self.takes_part(today):
            return False
        self._pause("silence", None)
        return True

    def takes_part(self, today: date) -> bool:
        """Say whether the person is drawn on a day."""
        is_over = self.paused_until is not None and self.paused_until <= today
        return self.state == "enrolled" or (self.state == "paused" and is_over)

    def is_drawn(self, closes_at: datetime, day: date) -> bool:
        """Say whether the person is in a round that closes then, and counts who takes part on a day."""
        return self.enrolled_at < closes_at and self.takes_part(day)

    def _pause(self, reason: str, until: date | None) -> None:
        self.state, self.paused_for, self.paused_until = "paused", reason, until
        self.silent_rounds = 0

    def _resume(self) -> None:
        self.state, self.paused_for, self.paused_until, self.silent_rounds = "enrolled", "", None, 0

    def _require_in(self) -> None:
        require(self.state != "left", "not_enrolled")


def _in_order(ways: Sequence[str]) -> tuple[str, ...]:
    return tuple(way for way in WAYS if way in ways)
