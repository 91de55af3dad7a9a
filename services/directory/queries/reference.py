"""Telling everyone the words the community speaks in."""

from __future__ import annotations

from dataclasses import asdict
from functools import cache

from services.directory import reference
from services.directory.views import View


@cache
def get_reference() -> View:
    """Return regions with their places, backgrounds, topics, offers and kinds of organisation (clauses 3, 22, 25)."""
    return {
        "regions": [asdict(region) | {"places": list(region.places)} for region in reference.REGIONS],
        "backgrounds": [asdict(background) for background in reference.BACKGROUNDS],
        "topics": [asdict(topic) for topic in reference.TOPICS],
        "offers": [asdict(offer) for offer in reference.OFFERS],
        "organisation_kinds": [asdict(kind) for kind in reference.ORGANISATION_KINDS],
    }
