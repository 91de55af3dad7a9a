"""Coffee trials: all of it is matching's, which answers also while the directory is away (Clauses 43 to 48)."""

from collections.abc import Mapping, Sequence
from typing import Any

from services.gateway.calls.asking import Command, Question, given


def get_my_coffee() -> Question:
    """How the asker takes part, the round that comes, their coffees of now, and where they wait for another."""
    return Question("matching", "get_my_coffee", {})


def list_my_pairs(limit: int | None = None, after: str | None = None) -> Question:
    """The asker's coffees, the latest first."""
    return Question("matching", "list_my_pairs", given(limit=limit, after=after))


def get_pair(pair_id: str) -> Question:
    """One coffee of the asker's: whom they meet, and what to begin with."""
    return Question("matching", "get_pair", {"pair_id": pair_id})


def get_certificate(round_id: str) -> Question:
    """What is certified of the draw of a round, to who was in it."""
    return Question("matching", "get_certificate", {"round_id": round_id})


def find_namesakes(name: str) -> Question:
    """The members of a name."""
    return Question("matching", "find_namesakes", {"name": name})


def enrol(ways: Sequence[str], keeps_title: bool) -> Command:
    """Ask to take part."""
    return Command("matching", "enrol", {"ways": list(ways), "keeps_title": keeps_title})


def change_enrolment(ways: Sequence[str], keeps_title: bool) -> Command:
    """Change how one meets."""
    return Command("matching", "change_enrolment", {"ways": list(ways), "keeps_title": keeps_title})


def pause_enrolment(until: str) -> Command:
    """Be in no draw before a day."""
    return Command("matching", "pause_enrolment", {"until": until})


def skip_next_round() -> Command:
    """Be left out of the next draw."""
    return Command("matching", "skip_next_round", {})


def resume_enrolment() -> Command:
    """End one's pause."""
    return Command("matching", "resume_enrolment", {})


def leave_coffee() -> Command:
    """Take part no more."""
    return Command("matching", "leave_coffee", {})


def avoid_person(person_id: str) -> Command:
    """Never be matched with somebody."""
    return Command("matching", "avoid_person", {"person_id": person_id})


def stop_avoiding(person_id: str) -> Command:
    """Be matched with somebody again."""
    return Command("matching", "stop_avoiding", {"person_id": person_id})


def answer_meeting(pair_id: str, answer: str) -> Command:
    """Say whether one met: `met`, `not_yet` or `will_not`."""
    return Command("matching", "answer_meeting", {"pair_id": pair_id, "answer": answer})


def show_titles(pair_id: str) -> Command:
    """Agree to show job titles."""
    return Command("matching", "show_titles", {"pair_id": pair_id})


def answer_survey(pair_id: str, said: Mapping[str, Any]) -> Command:
    """Say how it was."""
    return Command("matching", "answer_survey", {**said, "pair_id": pair_id})


def ask_for_another(round_id: str) -> Command:
    """Meet somebody else in a round."""
    return Command("matching", "ask_for_another", {"round_id": round_id})


def list_rounds(limit: int | None = None, after: str | None = None) -> Question:
    """Rounds with their figures, for staff."""
    return Question("matching", "list_rounds", given(limit=limit, after=after))


def get_round(round_id: str) -> Question:
    """How a round went, for staff."""
    return Question("matching", "get_round", {"round_id": round_id})


def open_round(closes_on: str) -> Command:
    """Open a round until the end of a day."""
    return Command("matching", "open_round", {"closes_on": closes_on})


def close_round(round_id: str, version: int) -> Command:
    """Close a round, which is drawn then."""
    return Command("matching", "close_round", {"round_id": round_id, "version": version})
