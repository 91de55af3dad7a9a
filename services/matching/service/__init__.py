"""The doors of matching, by what they are about; the class of the service holds them all."""

from __future__ import annotations

from dataclasses import dataclass

from bus.database import Work
from bus.doors import erasure
from bus.settings import BusSettings, setting
from services.matching import actions, events, schemas, store
from services.matching.service.coffee import Coffee
from services.matching.service.copies import Copying
from services.matching.service.rounds import Rounds
from services.matching.service.swap import Swapping
from services.matching.service.wanted import Moderating


def _day(text: str) -> int:
    if not text.isdecimal() or int(text) > 28:
        raise ValueError("must be a day from 1 to 28, or 0 for never")
    return int(text)


def _days(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 28:
        raise ValueError("must be a number from 1 to 28")
    return int(text)


@dataclass(frozen=True, kw_only=True)
class MatchingSettings(BusSettings):
    """What matching needs beside the bus.

    On day `coffee_day` of each month a round of coffee opens, for `coffee_open_days`; 0 leaves it to staff.
    """

    coffee_day: int = setting("Q_COFFEE_DAY", 1, read=_day)
    coffee_open_days: int = setting("Q_COFFEE_OPEN_DAYS", 7, read=_days)


class MatchingService(Copying, Coffee, Rounds, Swapping, Moderating):
    """Bring members together who would not have met, and needs to those who can meet them."""

    name = "matching"
    settings = MatchingSettings
    publishes = events.PUBLISHED
    indexes = store.INDEXES

    @erasure(schemas.PersonErased, queue="matching.erasures.v1")
    def erase_person(self, work: Work, person_id: str) -> bool:
        """Forget a person."""
        return actions.erase_person(work, person_id)
