"""Facts of the gateway and the directory, as they publish them."""

from datetime import timedelta
from typing import Any

from bus.ids import new_id
from bus.testing import Community
from bus.times import to_text, utc_now
from services.notifications import schemas

AMINA, BEN, CARYS = "person-amina", "person-ben", "person-carys"
SUBMITTED = {
    "application_id": "application-1",
    "person_id": AMINA,
    "name": "Amina Yusuf",
    "region": "wales",
    "role": "Ward sister",
    "organisation": "",
    "background": "frontline-staff",
    "topics": ["cancer"],
    "biography": "",
    "commitment": "Every Thursday.",
    "experience": "Three wards.",
    "understanding": "Small tests.",
    "decide_by": "2026-12-20T00:00:00.000Z",
}
ASSIGNED = {name: SUBMITTED[name] for name in ("application_id", "name", "region")} | {
    "assignment_id": "assignment-1",
    "person_id": BEN,
    "applicant_person_id": AMINA,
    "due_at": "2026-12-06T00:00:00.000Z",
}


def reach(community: Community, person_id: str, address: str, verified: bool = True, sequence: int = 1) -> None:
    """Let the gateway say where a person is reached."""
    data = {"person_id": person_id, "address": address, "verified": verified}
    community.publish(schemas.AddressChanged, data, sequence=sequence)


def join(community: Community, person_id: str, days_ago: int = 0) -> Any:
    """Let the directory say that a person became a member."""
    joined_at = to_text(utc_now() - timedelta(days=days_ago))
    data = {"member_id": person_id, "name": "Amina Yusuf", "region": "wales", "joined_at": joined_at}
    return community.publish(schemas.MemberJoined, data)


def ask_for_link(community: Community, address: str, expires_in_s: float = 1800, purpose: str = "sign_in") -> str:
    """Let the gateway ask for a link; return its id."""
    link_id = new_id()
    expires_at = to_text(utc_now() + timedelta(seconds=expires_in_s))
    data = {"link_id": link_id, "purpose": purpose, "address": address, "person_id": None, "expires_at": expires_at}
    community.publish(schemas.LinkRequested, data)
    return link_id
