"""Reports of ads: one of a person about an ad, kept until staff have looked."""

from __future__ import annotations

from pymongo import IndexModel

from bus.collection import Document
from bus.database import Work
from services.matching.store.documents import ASCENDING, Reader

MOST_SHOWN = 20

INDEXES = [
    IndexModel([("ad_id", ASCENDING)], name="of_an_ad"),
    IndexModel([("reporter_id", ASCENDING)], name="by_a_person"),
]


def add_report(work: Work, ad_id: str, reporter_id: str, reason: str, words: str) -> bool:
    """Keep what somebody reports; return whether it is their first report of this ad."""
    row = {"ad_id": ad_id, "reporter_id": reporter_id, "reason": reason, "words": words, "at": work.now}
    key = {"_id": f"{ad_id} {reporter_id}"}
    is_first = work.db["reports"].find_one(key, {"_id": 1}) is None
    work.db["reports"].replace_one(key, row, upsert=True)
    return is_first


def list_reports(reader: Reader, ad_id: str) -> list[Document]:
    """List what was reported of an ad."""
    return reader.db["reports"].find({"ad_id": ad_id}, sort=[("_id", ASCENDING)], limit=MOST_SHOWN)


def list_reports_by(reader: Reader, person_id: str, limit: int) -> list[Document]:
    """List what a person reported."""
    return reader.db["reports"].find({"reporter_id": person_id}, limit=limit)


def delete_reports(work: Work, ad_id: str) -> None:
    """Forget every report of an ad."""
    work.db["reports"].delete_many({"ad_id": ad_id})


def delete_report(work: Work, report_id: str) -> None:
    """Forget one report."""
    work.db["reports"].delete_one({"_id": report_id})
