"""Suggestions that were dismissed: each is kept until it may be made again."""

from __future__ import annotations

from datetime import datetime

from pymongo import IndexModel

from bus.collection import MOST
from bus.database import Work
from services.directory.model.following import following_id
from services.directory.store.documents import ASCENDING, Reader

INDEXES = [
    IndexModel([("person_id", ASCENDING), ("until", ASCENDING)], name="of_a_person"),
    IndexModel([("other_id", ASCENDING)], name="about_a_person"),
    IndexModel([("until", ASCENDING)], name="until_then", expireAfterSeconds=0),
]


def save_dismissal(work: Work, person_id: str, other_id: str, until: datetime) -> None:
    """Suggest somebody to a person no more until then."""
    row = {"person_id": person_id, "other_id": other_id, "until": until}
    work.db["dismissals"].replace_one({"_id": following_id(person_id, other_id)}, row, upsert=True)


def list_dismissed(reader: Reader, person_id: str) -> set[str]:
    """Tell who is not suggested to a person now, at least the latest 1,000."""
    query = {"person_id": person_id, "until": {"$gt": reader.now}}
    found = reader.db["dismissals"].find(query, {"other_id": 1}, sort=[("until", -1)], limit=MOST)
    return {each["other_id"] for each in found}


def forget_dismissals(work: Work, person_id: str) -> None:
    """Forget what a person dismissed, and who dismissed them."""
    work.db["dismissals"].delete_many({"person_id": person_id})
    work.db["dismissals"].delete_many({"other_id": person_id})
