"""Finding another coffee in the same round for who has none: whoever waits too, or a pair that takes a third."""

from __future__ import annotations

from bus.database import Work
from services.matching import store
from services.matching.actions.introducing import introduce_pair
from services.matching.model.draw import pair_of
from services.matching.model.pair import Pair
from services.matching.model.regrouping import Known, best_pair, best_partner, traits_of

MOST_WITH_ROOM = 300
"""Among so many pairs, the first ones, one with room for a third is sought."""


def find_another(work: Work, round_id: str, person_id: str) -> Pair | None:
    """Bring somebody together with who waits too, or with a pair that becomes a trio; None where nobody is found.

    Whoever is in it waits no more. A pair that was told of each other is told of the third, which emits
    `coffee.matched`; any other is yet to be announced.
    """
    pair = _join(work, round_id, person_id)
    if pair:
        store.stop_waiting(work, round_id, pair.people)
    return pair


def _join(work: Work, round_id: str, person_id: str) -> Pair | None:
    waiting, pairs = store.list_waiting_people(work, round_id), store.list_live_pairs(work, round_id, MOST_WITH_ROOM)
    known = _known(work, person_id, waiting, pairs)
    partner, joined = best_partner(person_id, waiting, known), best_pair(person_id, pairs, known)
    if partner:
        pair = Pair(work.new_id(), round_id, tuple(sorted((person_id, partner))), work.now)
        store.add_pairs(work, [pair])
        return pair
    if joined:
        joined.widen(person_id)
        if joined.announced_at:
            introduce_pair(work, joined, joining=person_id)
        store.save_pair(work, joined)
    return joined


def _known(work: Work, person_id: str, waiting: list[str], pairs: list[Pair]) -> Known:
    people = {person_id, *waiting, *(each for pair in pairs for each in pair.people)}
    members = store.find_many_members(work, sorted(people))
    apart = {pair_of(person_id, each) for each in store.kept_apart(work, person_id) if each != person_id}
    met = set(store.who_met(work, [person_id]))
    return Known({each.member_id: traits_of(each) for each in members}, frozenset(apart | met))
