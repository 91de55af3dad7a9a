"""Two, or three, who are to have a coffee together in a round (clauses 44 to 46)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from services.matching.model.rules import require

ANSWERS = ("met", "not_yet", "will_not")
MOST = 3


@dataclass
class Pair:
    """Hold a pair or a trio: live until the round is over (`past`) or only one is left in it (`over`).

    `gone` is who was in it and is no more; `asked` says how often they were asked whether they met.
    """

    pair_id: str
    round_id: str
    people: tuple[str, ...]
    made_at: datetime
    state: str = "live"
    gone: tuple[str, ...] = ()
    answers: dict[str, dict[str, Any]] = field(default_factory=dict)
    agreed: tuple[str, ...] = ()
    announced_at: datetime | None = None
    asked: int = 0
    version: int = 1
    sequence: int = 0

    @property
    def is_live(self) -> bool:
        return self.state == "live"

    @property
    def has_met(self) -> bool:
        """Say whether anybody of it said that they met."""
        return any(each["answer"] == "met" for each in self.answers.values())

    @property
    def has_room(self) -> bool:
        """Say whether a third may join: they are two, and have not met yet."""
        return self.is_live and len(self.people) < MOST and not self.has_met

    def others(self, person_id: str) -> tuple[str, ...]:
        """Name those whom somebody meets."""
        return tuple(each for each in self.people if each != person_id)

    def announce(self, now: datetime) -> None:
        """Note that they were told of each other. Raises `already_announced`."""
        require(self.announced_at is None, "already_announced")
        self.announced_at = now

    def answer(self, person_id: str, answer: str, now: datetime) -> None:
        """Say whether they met; the latest counts. A round that is over has nobody left to tell that it will not be.

        Raises `pair_is_over`, also for who is not of it, `you_have_met`, `round_is_over`.
        """
        require(self.state != "over" and person_id in self.people, "pair_is_over")
        require(answer != "will_not" or not self.has_met, "you_have_met")
        require(answer != "will_not" or self.is_live, "round_is_over")
        self.answers = {**self.answers, person_id: {"answer": answer, "at": now}}

    def lose(self, person_id: str) -> tuple[str, ...]:
        """Go on without somebody, or be over when only one is left; return who is left. Raises `pair_is_over`."""
        require(self.is_live and person_id in self.people, "pair_is_over")
        self.people, self.gone = self.others(person_id), (*self.gone, person_id)
        self.agreed = tuple(each for each in self.agreed if each != person_id)
        if len(self.people) == 1:
            self.state = "over"
        return self.people

    def admit(self, person_id: str) -> None:
        """Become a trio, of two who were told of each other. Raises `pair_is_full`."""
        require(self.announced_at is not None, "pair_is_full")
        self.widen(person_id)

    def widen(self, person_id: str) -> None:
        """Become a trio, whether or not they were told of each other. Raises `pair_is_full`."""
        require(self.has_room and person_id not in self.people, "pair_is_full")
        self.people = (*self.people, person_id)

    def agree(self, person_id: str) -> None:
        """Agree to show each other the job titles. Raises `pair_is_over`."""
        require(self.is_live and person_id in self.people, "pair_is_over")
        self.agreed = tuple(dict.fromkeys([*self.agreed, person_id]))

    @property
    def have_all_agreed(self) -> bool:
        return set(self.people) <= set(self.agreed)

    def ask(self) -> tuple[str, ...]:
        """Note that they are asked whether they met; return who has not said yet that they did."""
        self.asked += 1
        return tuple(each for each in self.people if self.answers.get(each, {}).get("answer") != "met")

    def end(self) -> None:
        """Be past with its round; answers are still welcome. Raises `pair_is_over`."""
        require(self.is_live, "pair_is_over")
        self.state = "past"

    def forget(self, person_id: str) -> None:
        """Hold nothing of somebody any more."""
        self.people, self.gone = self.others(person_id), tuple(each for each in self.gone if each != person_id)
        self.agreed = tuple(each for each in self.agreed if each != person_id)
        self.answers = {each: said for each, said in self.answers.items() if each != person_id}
