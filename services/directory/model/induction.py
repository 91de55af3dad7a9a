"""The first steps that fit a new member: three at most, each gone when it is done or not wanted (clause 28)."""

from __future__ import annotations

from collections.abc import Callable

from services.directory.model.member import Member
from services.directory.model.rules import require

MOST_STEPS = 3


def _meets_patients(member: Member) -> bool:
    return member.profile.background in ("patient-leader", "carer")


FITTING: dict[str, Callable[[Member], bool]] = {
    "choose_topics": lambda member: not member.profile.topics and not member.profile.interests,
    "meet_patient_leaders": _meets_patients,
    "meet_region": lambda member: bool(member.profile.topics),
    "meet_country": lambda member: bool(member.profile.topics),
    "see_offers": lambda member: bool(member.profile.offers),
    "say_offers": lambda member: not member.profile.offers,
    "say_interests": lambda member: bool(member.profile.topics) and not member.profile.interests,
}
"""By code, in the order of their use to a newcomer, whom each fits: what is done fits no more."""

STEPS = tuple(FITTING)


def next_steps(member: Member) -> list[str]:
    """List the steps that are left: one fewer for each that was settled, so that it ends."""
    if not member.is_listed:
        return []
    fitting = [code for code, fits in FITTING.items() if code not in member.settled_steps and fits(member)]
    return fitting[: max(0, MOST_STEPS - len(member.settled_steps))]


def settle(member: Member, step: str) -> None:
    """Note that a step is done or not wanted. Raises `not_confirmed`."""
    require(member.is_listed, "not_confirmed")
    if step not in member.settled_steps:
        member.settled_steps = [*member.settled_steps, step]
