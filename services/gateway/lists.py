"""Hears in this process that staff changed a list, so that what is kept of the lists is asked for again."""

import threading


class Changes:
    """Count the changes that were heard of."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.count = 0

    def note(self) -> None:
        """Note that something changed."""
        with self._lock:
            self.count += 1


changes = Changes()
