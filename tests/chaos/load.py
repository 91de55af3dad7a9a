"""A steady mixed load: a few people at a time, the next one when one is done."""

from __future__ import annotations

import itertools
import random
import threading
from collections.abc import Callable

from tests.chaos.applicants import Applicant
from tests.chaos.journeys import Journey
from tests.chaos.nominees import Nominee

AT_ONCE = 4
KINDS = (Applicant, Nominee)
Begin = Callable[[type[Journey], random.Random], Journey]


class Load:
    """People on the site, until there were enough; everybody ends what they began."""

    def __init__(self, begin: Begin, seed: str) -> None:
        self._begin, self._seed = begin, seed
        self._numbers, self._enough = itertools.count(), threading.Event()
        self._threads = [threading.Thread(target=self._run, daemon=True) for _ in range(AT_ONCE)]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def finish(self) -> None:
        """Let nobody begin any more, and wait for those who have."""
        self._enough.set()
        for thread in self._threads:
            thread.join()

    def _run(self) -> None:
        while not self._enough.is_set():
            number = next(self._numbers)
            rng = random.Random(f"{self._seed}/{number}")
            self._begin(KINDS[number % len(KINDS)], rng).go()
