"""What is asked of whom when: one document a person and another, one a person, and one a question."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from pymongo import IndexModel

from bus.collection import Document
from bus.database import Work
from services.directory.errors import NoQuestion
from services.directory.model import Asking, BenefitQuestion, Following, following_id
from services.directory.store.documents import ASCENDING, DESCENDING, Reader, document, fields_of

INDEXES = [
    IndexModel([("person_id", ASCENDING), ("due_at", ASCENDING)], name="due_of_a_person"),
    IndexModel([("other_id", ASCENDING)], name="about_a_person"),
]
OF_ASKINGS = [IndexModel([("ask_at", ASCENDING)], name="to_ask", partialFilterExpression={"ask_at": {"$type": "date"}})]
OF_QUESTIONS = [
    IndexModel([("person_id", ASCENDING), ("asked_at", DESCENDING)], name="of_a_person"),
    IndexModel([("about_ids", ASCENDING)], name="about_a_person"),
]


def list_followings(reader: Reader, person_id: str, due_by: datetime | None, limit: int) -> list[Following]:
    """List about whom a person is asked next, the longest due first; only what is due by a time, if one is given."""
    query: Document = {"person_id": person_id} | ({"due_at": {"$lte": due_by}} if due_by else {})
    found = reader.db["followings"].find(query, sort=[("due_at", ASCENDING)], limit=limit)
    return [Following(**fields_of(each, "following_id")) for each in found]


def begin_following(work: Work, following: Following) -> None:
    """Save what is asked first of one person about another, unless it is being asked already."""
    new = {"$setOnInsert": document(following, "following_id")}
    work.db["followings"].update_one({"_id": following.following_id}, new, upsert=True)


def save_following(work: Work, following: Following) -> None:
    """Save what is asked next of one person about another."""
    work.db["followings"].replace_one({"_id": following.following_id}, document(following, "following_id"), upsert=True)


def drop_following(work: Work, person_id: str, other_id: str) -> None:
    """Ask a person no more about another."""
    work.db["followings"].delete_one({"_id": following_id(person_id, other_id)})


def list_askings(reader: Reader, person_ids: Sequence[str]) -> dict[str, Asking]:
    """Tell of each of these people when they were asked and are asked next; who never was has a new one."""
    query = {"_id": {"$in": list(person_ids)}}
    found = map(_asking, reader.db["askings"].find(query, limit=len(person_ids)))
    return {person_id: Asking(person_id) for person_id in person_ids} | {each.person_id: each for each in found}


def list_to_ask(work: Work, limit: int) -> list[Asking]:
    """List whom to ask now, the longest waiting first."""
    query = {"ask_at": {"$lte": work.now}}
    found = work.db["askings"].find(query, sort=[("ask_at", ASCENDING)], limit=limit)
    return [_asking(each) for each in found]


def save_asking_of(work: Work, asking: Asking) -> None:
    """Save when a person is asked next: of two who change that at once, one begins again."""
    asking.version += 1
    work.db["askings"].replace_one({"_id": asking.person_id}, document(asking, "person_id"), upsert=True)


def add_question(work: Work, question: BenefitQuestion) -> None:
    """Add a question."""
    work.db["benefit_questions"].insert_one(_document(question))


def get_question(reader: Reader, question_id: str, person_id: str) -> BenefitQuestion:
    """Return a question that was put to a person. Raises `NoQuestion`."""
    found = reader.db["benefit_questions"].find_one({"_id": question_id, "person_id": person_id})
    if found is None:
        raise NoQuestion()
    return _question(found)


def list_latest_questions(reader: Reader, person_id: str, since: datetime, limit: int) -> list[BenefitQuestion]:
    """List what a person was asked after a time, the latest first."""
    query = {"person_id": person_id, "asked_at": {"$gt": since}}
    found = reader.db["benefit_questions"].find(query, sort=[("asked_at", DESCENDING)], limit=limit)
    return [_question(each) for each in found]


def save_question(work: Work, question: BenefitQuestion) -> None:
    """Save what was answered."""
    work.db["benefit_questions"].replace_one({"_id": question.question_id}, _document(question))


def forget_followings(work: Work, person_id: str, limit: int) -> bool:
    """Forget what a person is asked, and that others are asked about them; return whether more may be left."""
    work.db["followings"].delete_many({"person_id": person_id})
    work.db["followings"].delete_many({"other_id": person_id})
    work.db["askings"].delete_one({"_id": person_id})
    work.db["benefit_questions"].delete_many({"person_id": person_id})
    found = work.db["benefit_questions"].find({"about_ids": person_id}, limit=limit)
    for question in map(_question, found):
        _leave_out(work, question, person_id)
    return len(found) == limit


def forget_askings(work: Work, person_ids: Sequence[str]) -> None:
    """Ask these people nothing more: they are members no more."""
    work.db["followings"].delete_many({"person_id": {"$in": list(person_ids)}})
    work.db["askings"].delete_many({"_id": {"$in": list(person_ids)}})


def _asking(found: Document) -> Asking:
    return Asking(**fields_of(found, "person_id"))


def _leave_out(work: Work, question: BenefitQuestion, person_id: str) -> None:
    question.about.pop(person_id, None)
    question.answered.pop(person_id, None)
    save_question(work, question)


def _document(question: BenefitQuestion) -> Document:
    fields = document(question, "question_id")
    del fields["answered"]
    about = [
        {"other_id": other_id, "months": months, "beneficial": question.answered.get(other_id)}
        for other_id, months in question.about.items()
    ]
    return fields | {"about": about, "about_ids": list(question.about)}


def _question(found: Document) -> BenefitQuestion:
    fields = fields_of(found, "question_id", "about", "about_ids")
    about = {each["other_id"]: each["months"] for each in found["about"]}
    answered = {each["other_id"]: each["beneficial"] for each in found["about"] if each["beneficial"] is not None}
    return BenefitQuestion(**fields, about=about, answered=answered)
