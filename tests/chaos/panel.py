"""Founds the panel that decides about every application of a run."""

from __future__ import annotations

import random

from tests.chaos.journeys import Panel, Surroundings
from tests.chaos.ledger import Ledger
from tests.chaos.nominees import Nominee
from tests.chaos.people import PANEL_REGION

ROLES = ("assessor", "assessor", "chair")
NOBODY = Panel((), "", {})


def found(around: Surroundings, ledger: Ledger, rng: random.Random) -> Panel:
    """Nominate three people, let them prove their addresses, and give each their role in the region."""
    nominees = [Nominee(around, ledger, NOBODY, rng) for _ in ROLES]
    for nominee, role in zip(nominees, ROLES, strict=True):
        nominee.be_nominated()
        nominee.accept()
        nominee.change_role("grant_role", "role.granted", held := {"role": role, "region": PANEL_REGION}, [held])
    *assessors, chair = (nominee.person_id for nominee in nominees)
    return Panel(tuple(assessors), chair, {nominee.person_id: nominee.person.address for nominee in nominees})
