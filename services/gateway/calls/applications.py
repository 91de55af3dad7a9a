"""Applying (Clauses 12, 18 and 20)."""

from collections.abc import Mapping
from typing import Any

from services.gateway.calls.asking import Command, Question, given


def save_application(
    fields: Mapping[str, Any], application_id: str | None = None, version: int | None = None
) -> Command:
    """Keep a draft: the fields given replace, absent ones stay; without an id a draft is begun."""
    key = given(application_id=application_id, version=version)
    return Command("directory", "save_application", {**fields, **key})


def get_my_application() -> Question:
    """The asking person's latest application, or `NotFound("no_application")`."""
    return Question("directory", "get_my_application", {})


def submit_application(application_id: str, version: int) -> Command:
    """Hand a draft in; `Invalid` points at each field that is missing."""
    return Command("directory", "submit_application", {"application_id": application_id, "version": version})


def withdraw_application(application_id: str, version: int) -> Command:
    """Take an application back."""
    return Command("directory", "withdraw_application", {"application_id": application_id, "version": version})


def list_applications(
    region: str | None = None, status: str | None = None, limit: int | None = None, after: str | None = None
) -> Question:
    """Page through the applications of the asking panel member's regions."""
    request = given(region=region, status=status, limit=limit, after=after)
    return Question("directory", "list_applications", request)


def get_application(application_id: str) -> Question:
    """One application as the asking panel member may see it."""
    return Question("directory", "get_application", {"application_id": application_id})


def ask_applicant(application_id: str, version: int, question: str) -> Command:
    """Ask the applicant the one question."""
    request = {"application_id": application_id, "version": version, "question": question}
    return Command("directory", "ask_applicant", request)


def save_answer(application_id: str, question_version: int, answer: str) -> Command:
    """Keep an answer that only its author sees."""
    return _answer("save_answer", application_id, question_version, answer)


def send_answer(application_id: str, question_version: int, answer: str) -> Command:
    """Answer the question, once."""
    return _answer("send_answer", application_id, question_version, answer)


def _answer(method: str, application_id: str, question_version: int, answer: str) -> Command:
    request = {"application_id": application_id, "question_version": question_version, "answer": answer}
    return Command("directory", method, request)
