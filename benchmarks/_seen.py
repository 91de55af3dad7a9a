"""Sees documents appear in a running house, without asking for them."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from typing import Any


class Seen:
    """When each document that is wanted was first seen, by the value of one of its fields.

    `wanted` are conditions on fields. A change stream shows what a majority has committed, and so what a reader sees.
    """

    def __init__(self, collection: Any, wanted: Mapping[str, Any], field: str) -> None:
        self.at: dict[str, float] = {}
        self._field = field
        pipeline = [{"$match": {f"fullDocument.{name}": condition for name, condition in wanted.items()}}]
        self._stream = collection.watch(pipeline, max_await_time_ms=100)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def __enter__(self) -> Seen:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()
        self._stream.close()

    def _watch(self) -> None:
        while not self._stop.is_set():
            if change := self._stream.try_next():
                self.at.setdefault(change["fullDocument"][self._field], time.monotonic())
