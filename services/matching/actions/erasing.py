"""Forgetting a person."""

from __future__ import annotations

from bus.database import Work
from services.matching import store
from services.matching.actions.coffee_erasing import forget_coffees
from services.matching.actions.forgetting import forget_ads


def erase_person(work: Work, person_id: str) -> bool:
    """Forget a person; return whether there is more to forget than one transaction takes."""
    store.delete_member(work, person_id)
    store.forget_roles(work, person_id)
    store.forget_blocks(work, person_id)
    has_more_coffees = forget_coffees(work, person_id)
    return forget_ads(work, person_id) or has_more_coffees
