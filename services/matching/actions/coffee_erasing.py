"""Forgetting the coffees of a person, down to the id; whoever was to meet them is told, as of anybody who leaves."""

from __future__ import annotations

from bus.database import Work
from services.matching import store
from services.matching.actions.parting import part_everywhere

AT_ONCE = 50
DRAWS_AT_ONCE = 5


def forget_coffees(work: Work, person_id: str) -> bool:
    """Forget some of it; return whether more may be left. Emits `coffee.partner_left`."""
    part_everywhere(work, person_id)
    store.forget_enrolment(work, person_id)
    store.forget_surveys(work, person_id)
    pairs = store.list_pairs_with(work, person_id, AT_ONCE)
    for pair in pairs:
        pair.forget(person_id)
        if pair.people or pair.gone:
            store.save_pair(work, pair)
        else:
            store.delete_pair(work, pair.pair_id)
    draws = store.list_inputs_with(work, person_id, DRAWS_AT_ONCE)
    for frozen in draws:
        store.save_inputs(work, frozen.without(person_id))
    return bool(pairs or draws)
