"""Ads as people write them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from services.matching.model.ad import Ad
from services.matching.model.meeting import Facts

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
WRITTEN: dict[str, Any] = {
    "kind": "data",
    "title": "Falls on wards for older people",
    "text": "We count falls by hand. Who has a run chart that fills itself?",
    "topics": ["patient-safety"],
    "reach": "uk",
}


def ad(side: str = "want", now: datetime = NOW, **changes: Any) -> Ad:
    made = Ad.begin("ad-1", "ana", side, now)
    made.write(WRITTEN | ({"name": "Ana"} if side == "wanted" else {}) | changes)
    return made


def facts(ad_id: str, side: str, kind: str = "data", *tokens: str, **changes: Any) -> Facts:
    place = {"region": "", "partnership": "", "reach": "uk"} | changes
    author_id = str(place.pop("author_id", f"author of {ad_id}"))
    return Facts(ad_id, author_id, side, kind, tokens, **place)
