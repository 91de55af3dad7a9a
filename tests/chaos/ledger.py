"""What people were told is done, and what must therefore be there: each effect once, each state as it was left.

An effect is a tuple of words that name it, such as ("notice", "welcome", person_id). A place is where a state is
found: service, collection, the field that is its key, and the key.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Effect = tuple[str, ...]
Place = tuple[str, str, str, str]
State = Mapping[str, Any]


@dataclass(frozen=True)
class Verdict:
    """What the ledger says of what was found: the lost commands and the doubled effects, by name."""

    acknowledged: int
    lost: list[str]
    doubled: list[str]


class Ledger:
    """Keeps what was acknowledged. Safe to share between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._commands: list[tuple[str, tuple[Effect, ...]]] = []
        self._states: dict[Place, tuple[str, dict[str, Any]]] = {}
        self._left_out: set[str] = set()
        self.failed: list[str] = []

    def note(self, command: str, *effects: Effect, states: Mapping[Place, State] | None = None) -> None:
        """Write down that a command was acknowledged, what it must have caused, and how it must have left things."""
        with self._lock:
            self._commands.append((command, effects))
            for place, state in (states or {}).items():
                _, before = self._states.get(place, ("", {}))
                self._states[place] = (command, before | dict(state))

    def fail(self, reason: str, *ids: str) -> None:
        """Write down that somebody was never answered: what became of them is not known, so it is not counted."""
        with self._lock:
            self.failed.append(reason)
            self._left_out |= set(ids)

    def add(self, other: Ledger) -> None:
        """Write down all that another ledger holds."""
        with self._lock:
            self._commands += other._commands
            self._states |= other._states
            self._left_out |= other._left_out

    def places(self) -> list[Place]:
        """Return where states are to be looked up."""
        with self._lock:
            return [place for place in self._states if not self._is_left_out(place)]

    def verdict(self, seen: Counter[Effect], found: Mapping[Place, State]) -> Verdict:
        """Compare with what was counted and with the documents that were found."""
        with self._lock:
            expected = Counter(effect for _, effects in self._commands for effect in effects)
            lost = self._without_effect(expected - seen)
            doubled = [_named(effect, count) for effect, count in (seen - expected).items() if self._counts(effect)]
            for place, (command, state) in self._states.items():
                if not self._is_left_out(place) and (fault := _difference(state, found.get(place, {}))):
                    (doubled if fault.startswith("version +") else lost).append(f"{command}: {fault} in {place}")
            return Verdict(len(self._commands), lost, doubled)

    def _without_effect(self, missing: Counter[Effect]) -> list[str]:
        """Return the commands that lack an effect: of several with the same effect as many as it is missing times."""
        lost = []
        left = Counter(missing)
        for command, effects in self._commands:
            lacks = [effect for effect in effects if left[effect] > 0 and self._counts(effect)]
            left.subtract(lacks)
            if lacks:
                lost.append(f"{command}: no {', no '.join('/'.join(effect) for effect in lacks)}")
        return lost

    def _counts(self, effect: Effect) -> bool:
        return not self._is_left_out(effect)

    def _is_left_out(self, words: Iterable[str]) -> bool:
        return not self._left_out.isdisjoint(words)


def _named(effect: Effect, count: int) -> str:
    return f"{'/'.join(effect)}: {count} too many"


def _difference(wanted: State, found: State) -> str:
    """Return how a document differs from what it must be; a version beyond it means that a command ran twice."""
    if found.get("version", 0) > wanted.get("version", found.get("version", 0)):
        return f"version +{found['version'] - wanted['version']}"
    for name, value in wanted.items():
        if found.get(name) != value:
            return f"{name} is {found.get(name)!r}, not {value!r}"
    return ""
