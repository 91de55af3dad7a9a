"""A match: a want (a wanted ad too) and an offer that meet, and why; kept so that both are told once (clause 49)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from services.matching.model.ad import OFFER, Ad
from services.matching.model.meeting import Meeting


@dataclass
class Match:
    """Hold one meeting of a want and an offer; `reasons` are codes with values."""

    match_id: str
    want_id: str
    offer_id: str
    persons: list[str]
    reasons: list[dict[str, str]]
    points: int
    matched_at: datetime
    sequence: int = 0


def matched(match_id: str, one: Ad, other: Ad, meeting: Meeting, now: datetime) -> Match:
    """Make the match of two ads that meet."""
    want, offer = in_order(one, other)
    reasons = [{"code": code, "value": value} for code, value in meeting.reasons]
    persons = [want.author_id, offer.author_id]
    return Match(match_id, want.ad_id, offer.ad_id, persons, reasons, meeting.points, now)


def in_order(one: Ad, other: Ad) -> tuple[Ad, Ad]:
    """Return the want first."""
    return (other, one) if one.side == OFFER else (one, other)
