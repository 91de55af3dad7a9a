"""Invented people: names and words put together by chance from a seed, addresses under a domain that is nobody's."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any

from services.directory import reference

FIRST = ("Ada", "Bram", "Cerys", "Dewi", "Esme", "Farid", "Gwen", "Hugo", "Iris", "Jonah", "Kezia", "Lowri")
LAST = ("Alder", "Birch", "Cedar", "Dogwood", "Elder", "Fir", "Hawthorn", "Juniper", "Larch", "Maple", "Rowan")
ROLES = ("Nurse", "Midwife", "Porter", "Parent carer", "Pharmacist", "Data analyst", "Patient leader")
PANEL_REGION = reference.REGIONS[0].slug
OTHER_REGIONS = tuple(region.slug for region in reference.REGIONS[1:])


@dataclass(frozen=True)
class Person:
    """Somebody new: what they are called, where their mail goes, and the network address they come from."""

    name: str
    address: str
    place: str
    role: str
    background: str
    topic: str


def invent(rng: random.Random) -> Person:
    """Return somebody whom nobody has met before."""
    first, last, mark = rng.choice(FIRST), rng.choice(LAST), f"{rng.getrandbits(40):010x}"
    return Person(
        name=f"{first} {last} {mark}",
        address=f"{first}.{last}.{mark}@example.org".lower(),
        place=f"10.{rng.randrange(256)}.{rng.randrange(256)}.{rng.randrange(256)}",
        role=rng.choice(ROLES),
        background=rng.choice(reference.BACKGROUNDS).slug,
        topic=rng.choice(reference.TOPICS).slug,
    )


def profile(person: Person) -> dict[str, Any]:
    """Return what an applicant says about themselves."""
    return {
        "name": person.name,
        "role": person.role,
        "region": PANEL_REGION,
        "background": person.background,
        "topics": [person.topic],
        "visibility": "public",
        "commitment": "Because waiting lists are made of people.",
        "experience": "With three wards we changed how a night begins.",
        "understanding": "We tried it twice, counted both times, and kept the second way.",
    }


def nomination(person: Person, rng: random.Random) -> dict[str, Any]:
    """Return what an organisation says of somebody whom it nominates."""
    return {
        "name": person.name,
        "address": person.address,
        "nominating_organisation": "Testbourne Improvement Network",
        "role": person.role,
        "region": rng.choice(OTHER_REGIONS),
        "background": person.background,
        "topics": [person.topic],
    }
