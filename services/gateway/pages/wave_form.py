"""Reads the form of a wave: its days in three parts, its numbers, and one number for each region that is chosen."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import request
from flask_babel import lazy_gettext as _l

KINDS = {
    "regions": _l("People of some regions"),
    "alumni": _l("Alumni of courses, by an invitation"),
    "organisations": _l("People of national organisations, by an invitation"),
}
FAULTS = {
    "opens_on": _l("Enter the first day, such as 27 3 2027"),
    "closes_on": _l("Enter the last day, such as 27 3 2027"),
    "name": _l("Give the wave a name"),
    "kind": _l("Choose who the wave is for"),
    "regions": _l("Choose at least one region"),
    "audience": _l("Name the courses or organisations"),
    "cap": _l("Enter a whole number from 1, or nothing"),
    "expected": _l("Enter whole numbers, or nothing"),
    "expected_by_region": _l("Enter whole numbers, or nothing"),
}
NUMBERS = ("cap", "expected")
DAYS = ("opens_on", "closes_on")


def read() -> tuple[dict[str, Any], dict[str, str]]:
    """Return what the form says of the wave, and what is wrong with it by field."""
    form = request.form
    given: dict[str, Any] = {"name": form.get("name", ""), "audience": form.get("audience", "")}
    wrong: list[str] = []
    for name in DAYS:
        given[name] = _day(name)
    wrong += [name for name in DAYS if given[name] is None]
    for name in NUMBERS:
        given[name] = _number(name, wrong)
    given["regions"] = form.getlist("regions")
    numbers = {region: _number(f"expected-{region}", wrong) for region in given["regions"]}
    given["expected_by_region"] = {region: number for region, number in numbers.items() if number is not None}
    if form.get("kind") == "regions":
        del given["audience"]
    return given, {field(name): fault(name) for name in wrong}


def _day(name: str) -> str | None:
    try:
        return date(*(int(request.form.get(f"{name}-{part}", "")) for part in ("year", "month", "day"))).isoformat()
    except (ValueError, OverflowError):
        return None


def _number(name: str, wrong: list[str]) -> int | None:
    text = request.form.get(name, "").strip()
    if text and not (text.isascii() and text.isdigit() and len(text) < 7):
        wrong.append(name)
        return None
    return int(text) if text else None


def field(name: str) -> str:
    """Return the id of the first input of a field, which the summary of errors leads to."""
    return f"{name}-day" if name in DAYS else name


def fault(name: str) -> str:
    """Return the words for what is wrong with a field."""
    return str(FAULTS.get(name) or FAULTS["expected"])


def typed(wave: Mapping[str, Any]) -> dict[str, Any]:
    """Return a wave under the names of the form's fields."""
    days = {
        f"{name}-{part}": str(number)
        for name in DAYS
        for part, number in zip(("year", "month", "day"), map(int, wave[name].split("-")), strict=True)
    }
    expected = {f"expected-{region}": number for region, number in wave["expected_by_region"].items()}
    return {**wave, **days, **expected}
