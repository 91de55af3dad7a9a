"""What the peers' programs share: the address of the broker, the body of an event, and the moments they tell."""

from __future__ import annotations

import os
import sys
import time
from collections import deque
from collections.abc import Callable
from typing import TypeVar

import kombu

from services.directory.model import Lists
from services.directory.queries.reference import told
from services.directory.store.choices import BEGUN

URI = os.environ["AMQP_URI"]
EVENT = {
    "person_id": "019353c6-7f00-7000-8000-000000000000",
    "name": "Robin Sample",
    "address": "robin@example.org",
    "nominating_organisation": "Example University Hospitals and Community Foundation Trust",
    "region": "north-east-and-north-cumbria",
    "confirmed": False,
}
"""250 bytes of compact JSON: a person was nominated, as the directory tells it."""
ANSWER = told(Lists(BEGUN))
"""What servers answer: the directory's reference data, some 20 KB, for which it looks at one small row."""

T = TypeVar("T")


def tell(word: str) -> None:
    """Say that something is so now."""
    print(word, time.monotonic(), flush=True)


def counting(n: int, at_last: Callable[[], None]) -> Callable[[], None]:
    """Return a function that does something when it is called for the n-th time."""
    left = iter(range(n - 1, -1, -1))

    def count() -> None:
        if next(left, None) == 0:
            at_last()

    return count


def forget(queue: str) -> None:
    """Delete a queue that an earlier run may have left."""
    with kombu.Connection(URI) as connection:
        connection.default_channel.queue_delete(queue)


def in_flight(n: int, most: int, ask: Callable[[], T], result: Callable[[T], object]) -> None:
    """Ask n times, with so many questions on their way at once."""
    asked: deque[T] = deque()
    for _ in range(n):
        if len(asked) == most:
            result(asked.popleft())
        asked.append(ask())
    for each in asked:
        result(each)


def main(programs: dict[str, Callable[..., None]]) -> None:
    """Run the program that the command line names, with its numbers."""
    name, *numbers = sys.argv[1:]
    programs[name](*map(int, numbers))
