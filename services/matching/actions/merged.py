"""Speaking in the slugs of today after staff merged entries of a list."""

from __future__ import annotations

from bus.database import Work
from bus.events import Received
from services.matching import store


def keep_merged(work: Work, event: Received) -> None:
    """Put what an entry became in place of it, and remember that; one that was only renamed stays."""
    into = event.data["into"]
    if into:
        store.keep_merged(work, event.data["list"], event.data["slug"], into)
        store.recode_ads(work, event.data["list"], event.data["slug"], into)
