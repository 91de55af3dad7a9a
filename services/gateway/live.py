"""Wakes the open pages of a person in this process when something new is there for them."""

import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain

MOST_STREAMS_A_PERSON = 8


class Streams:
    """The open live connections of this process, by person."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._open: dict[str, list[threading.Event]] = defaultdict(list)
        self._most = MOST_STREAMS_A_PERSON

    def wake(self, person_id: str) -> None:
        """Wake every open stream of a person."""
        with self._lock:
            for bell in self._open.get(person_id, ()):
                bell.set()

    @contextmanager
    def stream(self, person_id: str) -> Iterator[threading.Event]:
        """Yield a bell that rings when something is new; beyond the most, a person's oldest stream ends."""
        bell = threading.Event()
        with self._lock:
            self._open[person_id] = [bell, *self._open[person_id]][: self._most]
        try:
            yield bell
        finally:
            self._close(person_id, bell)

    def is_open(self, person_id: str, bell: threading.Event) -> bool:
        """Tell whether this stream should go on."""
        with self._lock:
            return any(bell is other for other in self._open.get(person_id, ()))

    def end(self) -> None:
        """End every stream of this process, and those that browsers open again at once."""
        with self._lock:
            ended, self._open, self._most = self._open, defaultdict(list), 0
        for bell in chain.from_iterable(ended.values()):
            bell.set()

    def _close(self, person_id: str, bell: threading.Event) -> None:
        with self._lock:
            left = [other for other in self._open.pop(person_id, ()) if other is not bell]
            if left:
                self._open[person_id] = left


streams = Streams()
