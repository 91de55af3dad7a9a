"""Panels: who assesses what, deputies, and the examples to practise on (Clause 19)."""

from collections.abc import Mapping

from services.gateway.calls.asking import Command, Question


def list_my_assignments(limit: int | None = None, after: str | None = None) -> Question:
    """Page through what the asking person is to assess, what is due first first."""
    return Question("directory", "list_my_assignments", {"limit": limit, "after": after})


def get_panel(region: str) -> Question:
    """How the work of a panel stands, for who leads it."""
    return Question("directory", "get_panel", {"region": region})


def declare_conflict(application_id: str, reason: str) -> Command:
    """Step back from an application."""
    return Command("directory", "declare_conflict", {"application_id": application_id, "reason": reason})


def reassign_application(application_id: str, assessor_id: str, to: str | None) -> Command:
    """Ask somebody else instead of an assessor who is silent: the next, or one whom the chair chooses."""
    request = {"application_id": application_id, "assessor_id": assessor_id, "to": to}
    return Command("directory", "reassign_application", request)


def move_application(application_id: str, version: int, region: str, reason: str) -> Command:
    """Hand an application to the panel of another region."""
    request = {"application_id": application_id, "version": version, "region": region, "reason": reason}
    return Command("directory", "move_application", request)


def name_deputy(region: str, person_id: str | None, until: str | None) -> Command:
    """Let somebody on the panel stand in for its chair until a day, or nobody any more."""
    return Command("directory", "name_deputy", {"region": region, "person_id": person_id, "until": until})


def list_examples() -> Question:
    """The examples to practise on, and how far one agrees with the reference."""
    return Question("directory", "list_examples", {})


def get_example(example: str) -> Question:
    """One example; with the reference once one has scored it."""
    return Question("directory", "get_example", {"example": example})


def score_example(example: str, scores: Mapping[str, int | None]) -> Command:
    """Score an example, once."""
    return Command("directory", "score_example", {"example": example, "scores": dict(scores)})
