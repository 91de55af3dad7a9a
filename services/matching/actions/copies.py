"""Copies of what the directory owns."""

from __future__ import annotations

from bus.database import Work
from bus.events import Received
from services.matching import store
from services.matching.actions.ending import leave_swap_shop
from services.matching.actions.parting import leave_with_membership, part_two
from services.matching.model import Member

LISTS = ("topics", "interests", "offers")


def keep_member(work: Work, event: Received) -> None:
    """Keep a member as they are told of."""
    store.keep_member(work, Member(**event.data | {name: tuple(event.data[name]) for name in LISTS}))


def forget_member(work: Work, event: Received) -> None:
    """Forget a member who left; what they post or reply just now collides with it, or ends here.

    Emits `coffee.partner_left` to whoever was to have a coffee with them, `reply.passed_over`.
    """
    member_id = event.data["member_id"]
    store.delete_member(work, member_id)
    leave_with_membership(work, member_id)
    store.hold_author(work, member_id)
    leave_swap_shop(work, member_id)
    store.forget_hold(work, member_id)


def keep_roles(work: Work, event: Received) -> None:
    """Keep a person's roles."""
    store.keep_roles(work, event.data["person_id"], [each["role"] for each in event.data["roles"]])


def keep_blocks(work: Work, event: Received) -> None:
    """Keep whom somebody blocks; where the two were to have a coffee, they are not. Emits `coffee.partner_left`."""
    blocked = event.data["blocked_ids"]
    store.keep_blocks(work, event.data["person_id"], blocked)
    if blocked:
        part_two(work, event.data["person_id"], set(blocked))
