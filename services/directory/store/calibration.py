"""What assessors scored on the examples: one answer for each example and assessor, for good."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

from pymongo import IndexModel

from bus.collection import MOST
from bus.database import Work
from bus.errors import Conflict, Duplicate
from services.directory.store.documents import ASCENDING, Reader

Scores = Mapping[str, int]

INDEXES = [
    IndexModel(
        [("assessor_id", ASCENDING), ("example", ASCENDING)], name="one_answer_an_assessor_and_example", unique=True
    )
]


def find_calibrations(reader: Reader, assessor_id: str) -> dict[str, dict[str, int]]:
    """Return one assessor's scores by example."""
    found = reader.db["calibrations"].find({"assessor_id": assessor_id}, limit=MOST)
    return {each["example"]: each["scores"] for each in found}


def list_calibrations(
    reader: Reader, assessor_ids: Collection[str], examples: Collection[str]
) -> list[tuple[str, dict[str, int]]]:
    """List what some assessors scored on some examples, at most 1,000 answers: each with its example."""
    query = {"assessor_id": {"$in": sorted(assessor_ids)}, "example": {"$in": sorted(examples)}}
    found = reader.db["calibrations"].find(query, sort=[("assessor_id", ASCENDING)], limit=MOST)
    return [(each["example"], each["scores"]) for each in found]


def count_calibrations(reader: Reader, assessor_ids: Collection[str]) -> Counter[str]:
    """Count how many examples each of some assessors has scored."""
    query = {"assessor_id": {"$in": sorted(assessor_ids)}}
    found = reader.db["calibrations"].find(query, {"assessor_id": 1}, limit=MOST)
    return Counter(each["assessor_id"] for each in found)


def save_calibration(work: Work, assessor_id: str, example: str, scores: Scores) -> None:
    """Add an assessor's scores of an example; raises `already_final` when they have given some."""
    row = {"_id": work.new_id(), "assessor_id": assessor_id, "example": example}
    try:
        work.db["calibrations"].insert_one(row | {"scores": dict(scores), "given_at": work.now})
    except Duplicate as duplicate:
        raise Conflict("already_final") from duplicate


def forget_calibrations(work: Work, assessor_id: str) -> None:
    """Forget what an assessor scored on examples, and what they have open."""
    work.db["calibrations"].delete_many({"assessor_id": assessor_id})
    work.db["workloads"].delete_one({"_id": assessor_id})
