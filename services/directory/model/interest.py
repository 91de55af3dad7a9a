"""Somebody who wants to hear when they can apply, or how it goes on (clause 24)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from services.directory.model.wave import Wave

WISHES = ("apply", "updates")


@dataclass
class Interest:
    """Hold what a person asked to be told: when applications from their region open, or whenever any do."""

    person_id: str
    interest_id: str
    region: str
    wish: str
    registered_at: datetime
    sequence: int = 0

    def is_met_by(self, wave: Wave) -> bool:
        """Say whether the opening of this wave is what they asked to hear of."""
        return wave.kind == "regions" and (self.wish == "updates" or self.region in wave.regions)
