"""Who is in the wave, and what becomes of each."""

from dataclasses import dataclass
from uuid import uuid4

REGION, OTHER = "Wessex", "West of England"
FAMILY = "Quillfeather"
"""All applicants are of one family, so that searching for them finds them all."""
CASES = [
    *("members-only", "conflict-found", "conflict-declared", "apart", "silent", "question"),
    *("moved", "withdrawn", "changed", "taken-back", "not-yet", "plain"),
]
MORE = ["not-yet", "not-yet", *["plain"] * 16]
PANEL = ("Chandra Hale", "Amara Hale", "Bjorn Hale", "Carys Hale")


@dataclass
class Person:
    """Somebody in this wave."""

    name: str
    address: str
    case: str = ""
    organisation: str = ""


def people(count: int) -> list[Person]:
    """Return the applicants, one for each case and then more."""
    cases = (CASES + MORE)[:count]
    organisations = {"conflict-found": "Purbrook Lifeboat  Trust"}
    return [
        Person(f"{case.title()} {FAMILY} {number:02}", address(case), case, organisations.get(case, ""))
        for number, case in enumerate(cases, 1)
    ]


def address(name: str) -> str:
    return f"{name}.{uuid4().hex[:12]}@example.org"
