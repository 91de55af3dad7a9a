"""Telling everyone the words the community speaks in."""

from __future__ import annotations

from dataclasses import asdict
from functools import cache

from services.directory import reference
from services.directory.views import View


@cache
def get_reference() -> View:
    """Return regions with the places they cover, backgrounds, topics and offers (clauses 3, 22, 25)."""
    return {
        "regions": [asdict(region) | {"places": list(region.places)} for region in reference.REGIONS],
        "backgrounds": [asdict(background) for background in reference.BACKGROUNDS],
        "topics": [asdict(topic) for topic in reference.TOPICS],
        "offers": [asdict(offer) for offer in reference.OFFERS],
    }
