"""What is asked about being reached."""

from __future__ import annotations

from bus.doors import Request
from services.directory.schemas.kinds import Id


class NamePerson(Request):
    """Name another person."""

    person_id = Id(required=True)
