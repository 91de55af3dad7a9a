"""Who helped whom, whom to meet, and how many connections there are (Clauses 31 to 40)."""

from collections.abc import Mapping, Sequence
from typing import Any

from services.gateway.calls.asking import Command, Question, given


def report_benefit(member_id: str, beneficial: bool, said: Mapping[str, Any]) -> Command:
    """Say whether another member helped; `said`: what they gave, by which way, whom it reached, in which words."""
    return Command("directory", "report_benefit", {**said, "member_id": member_id, "beneficial": beneficial})


def list_my_benefits(limit: int | None = None, after: str | None = None) -> Question:
    """What the asking member reported, the latest first: `{items, next}`; `name` is null of who is no member now."""
    return Question("directory", "list_my_benefits", given(limit=limit, after=after))


def get_my_question() -> Question:
    """Which question waits for the asking person's answer: `{question_id}`, null for none."""
    return Question("directory", "get_my_question", {})


def get_benefit_question(question_id: str) -> Question:
    """A question: `{question_id, asked_at, is_open, about: [{member_id, name, months, beneficial}]}`."""
    return Question("directory", "get_benefit_question", {"question_id": question_id})


def answer_benefit(question_id: str, answers: Sequence[Mapping[str, Any]]) -> Command:
    """Answer a question about some of those whom it names: `{member_id, beneficial, gave}` of each."""
    return Command("directory", "answer_benefit", {"question_id": question_id, "answers": list(answers)})


def list_suggestions(limit: int | None = None) -> Question:
    """Whom the asking member may want to meet: cards, each with `reasons: [{code, values}]`."""
    return Question("directory", "list_suggestions", given(limit=limit))


def dismiss_suggestion(member_id: str) -> Command:
    """Suggest a member to the asking one no more for six months."""
    return Command("directory", "dismiss_suggestion", {"member_id": member_id})


def get_network(on: str | None = None) -> Question:
    """How many connections members have, by month and within and across boundaries, for staff."""
    return Question("directory", "get_network", given(on=on))
