"""Reports that somebody helped, added and never changed; beside them, for each pair, when the two were connected.

The times of a pair are made anew from all its reports, in the transaction of each: two who report of each other at
once collide there, and what is heard late takes its place. The latest report is named beside the times, since what is
written over by its like is not written at all, and collides with nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from pymongo import IndexModel

from bus.collection import MOST, Document
from bus.database import Work
from services.directory.model import MOST_OF_ONE, Benefit, Pair, Span, pair_of, spans
from services.directory.store.documents import ASCENDING, DESCENDING, Reader, document, fields_of

Place = tuple[datetime, str]
"""Where a page of one person's reports ends: when the last was said, and its id."""

TUPLES = ("gave", "reached")
LATEST_FIRST = [("at", DESCENDING), ("_id", DESCENDING)]

INDEXES = [
    IndexModel([("reporter_id", ASCENDING), ("at", DESCENDING), ("_id", DESCENDING)], name="of_a_reporter_by_time"),
    IndexModel([("pair", ASCENDING), ("_id", ASCENDING)], name="of_a_pair"),
    IndexModel([("persons", ASCENDING)], name="about_a_person"),
    IndexModel([("after_months", ASCENDING), ("beneficial", ASCENDING)], name="answers_by_months"),
]
OF_TIES = [IndexModel([("pair", ASCENDING)], name="of_a_person")]


def add_benefit(work: Work, benefit: Benefit) -> None:
    """Add a report, and say anew when the two were connected."""
    one, other = benefit.pair
    row = document(benefit, "benefit_id") | {"pair": tie_id(benefit.pair), "persons": [one, other]}
    work.db["benefits"].insert_one(row)
    connected = [{"begun": span.begun, "ended": span.ended} for span in spans(list_of_pair(work, benefit.pair))]
    tie = {"_id": tie_id(benefit.pair), "pair": [one, other], "spans": connected, "last_id": benefit.benefit_id}
    work.db["ties"].replace_one({"_id": tie["_id"]}, tie, upsert=True)


def list_of_pair(reader: Reader, pair: Pair) -> list[Benefit]:
    """List all that two people said of each other."""
    found = reader.db["benefits"].find({"pair": tie_id(pair)}, sort=[("_id", ASCENDING)], limit=MOST)
    return [_benefit(each) for each in found]


def count_reports(reader: Reader, reporter_id: str, other_id: str) -> int:
    """Count how often one person reported of another; no further than that matters."""
    query = {"pair": tie_id(pair_of(reporter_id, other_id)), "reporter_id": reporter_id}
    return reader.db["benefits"].count(query, limit=MOST_OF_ONE)


def list_benefits_by(reader: Reader, reporter_id: str, before: Place | None, limit: int) -> list[Benefit]:
    """List what one person reported, the latest said first, from behind one; some is heard long after it was said."""
    query: Document = {"reporter_id": reporter_id}
    if before:
        at, benefit_id = before
        query |= {"at": {"$lte": at}, "$or": [{"at": {"$lt": at}}, {"_id": {"$lt": benefit_id}}]}
    found = reader.db["benefits"].find(query, sort=LATEST_FIRST, limit=limit)
    return [_benefit(each) for each in found]


def list_reported_by(reader: Reader, reporter_id: str) -> set[str]:
    """Tell of whom one person reported, at least the latest 1,000 times."""
    query = {"reporter_id": reporter_id}
    found = reader.db["benefits"].find(query, {"other_id": 1}, sort=LATEST_FIRST, limit=MOST)
    return {each["other_id"] for each in found}


def all_ties(reader: Reader) -> Iterator[tuple[Pair, tuple[Span, ...]]]:
    """Read of every pair when the two were connected."""
    after = ""
    while found := reader.db["ties"].find({"_id": {"$gt": after}}, sort=[("_id", ASCENDING)], limit=MOST):
        for each in found:
            yield pair_of(*each["pair"]), tuple(Span(span["begun"], span["ended"]) for span in each["spans"])
        after = found[-1]["_id"]


def count_follow_ups(reader: Reader) -> dict[tuple[int, bool], int]:
    """Count the answers to monthly questions by how long after, and whether it had helped."""
    return reader.db["benefits"].count_by({"after_months": {"$gt": 0}}, "$after_months", "$beneficial")


def count_containing(reader: Reader, name: str, value: str) -> int:
    """Count, of the reports that somebody helped, those that name this value in one of their lists."""
    counted = reader.db["benefits"].count_by({"beneficial": True, name: value}, "$beneficial")
    return sum(counted.values())


def forget_benefits(work: Work, person_id: str, limit: int) -> bool:
    """Forget some of what a person reported and what others reported of them; return whether more may be left."""
    found = work.db["benefits"].find({"persons": person_id}, {"_id": 1}, limit=limit)
    work.db["benefits"].delete_many({"_id": {"$in": [each["_id"] for each in found]}})
    work.db["ties"].delete_many({"pair": person_id})
    return len(found) == limit


def tie_id(pair: Pair) -> str:
    """Name a pair in one word."""
    return " ".join(pair)


def _benefit(found: Document) -> Benefit:
    fields = fields_of(found, "benefit_id", "pair", "persons")
    return Benefit(**fields | {name: tuple(fields[name]) for name in TUPLES})
