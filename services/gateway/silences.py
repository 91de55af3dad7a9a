"""Remembers who has just not answered, so that what a page can do without is not waited for page after page."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from bus.errors import Unavailable

SILENCE_S = 10.0


class Silences:
    """The services that left a question unanswered lately, as this process met them."""

    def __init__(self) -> None:
        self._began: dict[str, float] = {}

    def is_silent(self, service: str) -> bool:
        """Tell whether a service did not answer in the last ten seconds, and has not since."""
        return monotonic() - self._began.get(service, -SILENCE_S) < SILENCE_S

    @contextmanager
    def listening(self, service: str) -> Iterator[None]:
        """Note whether the service answers what the block asks; a refusal is an answer too."""
        silent = False
        try:
            yield
        except Unavailable:
            silent = True
            raise
        finally:
            if silent:
                self._began[service] = monotonic()
            else:
                self._began.pop(service, None)
