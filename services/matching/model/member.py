"""A member as matching knows them: what other members may see, from what the directory tells."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Member:
    """What members see of a member; what somebody hides is empty. Places, backgrounds and topics are slugs."""

    member_id: str
    name: str
    role: str
    organisation: str
    organisation_id: str
    region: str
    partnership: str
    background: str
    topics: tuple[str, ...]
    interests: tuple[str, ...]
    offers: tuple[str, ...]
    looking_for: str
    joined_at: str
