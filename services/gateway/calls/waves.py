"""Recruitment waves and interest in them (Clauses 21 to 24)."""

from collections.abc import Mapping
from typing import Any

from services.gateway.calls.asking import Command, Question, given


def list_waves(limit: int | None = None, after: str | None = None) -> Question:
    """Page through the waves of regions, the latest to open first."""
    return Question("directory", "list_waves", given(limit=limit, after=after))


def list_all_waves(limit: int | None = None, after: str | None = None) -> Question:
    """Page through every wave, for staff."""
    return Question("directory", "list_all_waves", given(limit=limit, after=after))


def get_wave(wave_id: str) -> Question:
    """One wave with its numbers by region, for staff."""
    return Question("directory", "get_wave", {"wave_id": wave_id})


def get_admission(region: str | None = None, invitation: str | None = None) -> Question:
    """Whether an application could be handed in now: `{wave, problem, next, invited}`."""
    return Question("directory", "get_admission", given(region=region, invitation=invitation))


def create_wave(fields: Mapping[str, Any]) -> Command:
    """Plan a wave."""
    return Command("directory", "create_wave", fields)


def change_wave(wave_id: str, version: int, fields: Mapping[str, Any]) -> Command:
    """Change a planned wave, or dates and numbers of an open one."""
    return Command("directory", "change_wave", {**fields, "wave_id": wave_id, "version": version})


def end_wave(method: str, wave_id: str, version: int) -> Command:
    """Close an open wave (`close_wave`), or call a planned one off (`cancel_wave`)."""
    return Command("directory", method, {"wave_id": wave_id, "version": version})


def get_my_interest() -> Question:
    """What the asking person wants to be told, or `NotFound("no_interest")`."""
    return Question("directory", "get_my_interest", {})


def keep_interest(region: str, wish: str, person_id: str | None = None) -> Command:
    """Ask to be told when applications open; asked by the gateway, for who confirmed a mailed link."""
    return Command("directory", "keep_interest", given(region=region, wish=wish, person_id=person_id))


def withdraw_interest() -> Command:
    """Ask to be told no more."""
    return Command("directory", "withdraw_interest", {})
