"""Taking somebody out of their pair: who is left is told at once, and may meet somebody else."""

from __future__ import annotations

from bus.database import Work
from services.matching import events, store
from services.matching.actions.introducing import tell_of_pair
from services.matching.model.pair import Pair


def part(work: Work, pair: Pair, person_id: str) -> None:
    """Take somebody out of a pair, whatever the reason, which nobody is told. Emits `coffee.partner_left`.

    A pair that has met is past then, and nobody loses anything. Who is left alone before the pair was announced is told
    with everybody else, and waits for another coffee already.
    """
    if pair.has_met:
        pair.end()
        store.save_pair(work, pair)
        return
    was_announced = pair.announced_at is not None
    left = pair.lose(person_id)
    if pair.state == "over":
        store.wait(work, pair.round_id, left[0], has_asked=not was_announced)
    if was_announced:
        for each in left:
            tell_of_pair(work, events.CoffeePartnerLeft, pair, each)
            store.mark_told(work, pair.round_id, each)
    store.save_pair(work, pair)


def part_everywhere(work: Work, person_id: str) -> None:
    """Take somebody out of every coffee that they might still have, and let them wait for none."""
    store.hold_draw(work)
    for pair in store.list_live_pairs_of(work, person_id):
        part(work, pair, person_id)
    store.forget_waiting(work, person_id)


def leave_with_membership(work: Work, person_id: str) -> None:
    """Let who is no member any more take part no more. Emits `coffee.partner_left`."""
    enrolment = store.find_enrolment(work, person_id)
    if enrolment and enrolment.state != "left":
        enrolment.leave()
        store.save_enrolment(work, enrolment)
        part_everywhere(work, person_id)


def part_two(work: Work, person_id: str, other_ids: set[str]) -> None:
    """Take somebody out of the pairs in which they would meet one of these; they may meet somebody else."""
    store.hold_draw(work)
    for pair in store.list_live_pairs_of(work, person_id):
        if not other_ids.isdisjoint(pair.people):
            _part_from(work, pair, person_id)


def part_before_told(work: Work, person_id: str, other_id: str) -> None:
    """Take somebody out of a pair with another of whom they were not told yet."""
    store.hold_draw(work)
    for pair in store.list_live_pairs_of(work, person_id):
        if pair.announced_at is None and other_id in pair.people:
            _part_from(work, pair, person_id)


def _part_from(work: Work, pair: Pair, person_id: str) -> None:
    """Take somebody out who still wants a coffee: told of the pair, they ask for another; before, one is sought."""
    was_announced = pair.announced_at is not None
    part(work, pair, person_id)
    if not pair.has_met:
        store.wait(work, pair.round_id, person_id, has_asked=not was_announced)
    if was_announced:
        store.mark_told(work, pair.round_id, person_id)
