"""Answers of the survey: one of a person about a pair."""

from __future__ import annotations

from pymongo import IndexModel

from bus.collection import Document
from bus.database import Work
from services.matching.model.survey import Survey
from services.matching.store.documents import ASCENDING, DESCENDING, Reader, document, fields_of

MOST_COUNTED = 100_000
INDEXES = [
    IndexModel([("pair_id", ASCENDING), ("person_id", ASCENDING)], name="one_answer_a_person_and_pair", unique=True),
    IndexModel([("person_id", ASCENDING)], name="by_a_person"),
    IndexModel([("with_person_ids", ASCENDING)], name="about_a_person"),
    IndexModel([("round_id", ASCENDING), ("_id", DESCENDING)], name="of_a_round"),
]


def find_survey(reader: Reader, pair_id: str, person_id: str) -> Survey | None:
    """Find what a person said of a pair."""
    found = reader.db["surveys"].find_one({"pair_id": pair_id, "person_id": person_id})
    return _survey(found) if found else None


def surveys_of(reader: Reader, person_id: str, pair_ids: list[str]) -> dict[str, Survey]:
    """Return what a person said of some pairs, by pair."""
    if not pair_ids:
        return {}
    query = {"person_id": person_id, "pair_id": {"$in": pair_ids}}
    found = reader.db["surveys"].find(query, limit=len(pair_ids))
    return {each["pair_id"]: _survey(each) for each in found}


def who_answered(reader: Reader, pair_id: str) -> set[str]:
    """Name those who said how a pair's coffee was."""
    return {each["person_id"] for each in reader.db["surveys"].find({"pair_id": pair_id}, {"person_id": 1}, limit=10)}


def list_words(reader: Reader, round_id: str, limit: int) -> list[Survey]:
    """List answers of a round that say something in words, the latest first."""
    query = {"round_id": round_id, "words": {"$ne": ""}}
    found = reader.db["surveys"].find(query, sort=[("_id", DESCENDING)], limit=limit)
    return [_survey(each) for each in found]


def count_surveys(reader: Reader, round_id: str) -> dict[str, int]:
    """Count the answers of a round, and how many said yes to what."""
    names = ("new_ideas", "collaboration", "beneficial")
    counted = reader.db["surveys"].count_by({"round_id": round_id}, *(f"${name}" for name in names))
    yes = {name: sum(n for values, n in counted.items() if values[place]) for place, name in enumerate(names)}
    return {"answers": sum(counted.values())} | yes


def save_survey(work: Work, survey: Survey) -> None:
    """Keep an answer, in place of the one before."""
    kept = document(survey, "answer_id") | {"with_person_ids": list(survey.with_person_ids)}
    work.db["surveys"].replace_one({"_id": survey.answer_id}, kept, upsert=True)


def forget_surveys(work: Work, person_id: str) -> None:
    """Forget what a person said, and that others said something of them."""
    work.db["surveys"].delete_many({"person_id": person_id})
    work.db["surveys"].update_many({"with_person_ids": person_id}, {"$pull": {"with_person_ids": person_id}})


def _survey(found: Document) -> Survey:
    return Survey(**fields_of(found, "answer_id") | {"with_person_ids": tuple(found["with_person_ids"])})
