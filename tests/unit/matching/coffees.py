"""Members, pairs and moments for tests of coffee trials."""

from datetime import UTC, datetime
from typing import Any

from services.matching.model import Member
from services.matching.model.pair import Pair

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def member(member_id: str, **changes: Any) -> Member:
    """Return a member as the directory tells of one."""
    known: dict[str, Any] = {
        "name": f"{member_id} Example",
        "role": "Ward sister",
        "organisation": "Riverside Hospital",
        "organisation_id": "",
        "region": "wales",
        "partnership": "",
        "background": "frontline-staff",
        "topics": ("patient-safety",),
        "interests": (),
        "offers": (),
        "looking_for": "",
        "joined_at": "2016-03-01T09:00:00.000Z",
    }
    return Member(member_id=member_id, **known | changes)


def pair(*people: str, **changes: Any) -> Pair:
    """Return a pair that was told of each other."""
    return Pair("pair", "round", people, NOW, **{"announced_at": NOW} | changes)
