"""Telling those of a pair of each other (clauses 44, 45)."""

from __future__ import annotations

from bus.database import Work
from services.matching import coffee_views, events, store
from services.matching.model import Member
from services.matching.model.introducing import introduce
from services.matching.model.pair import Pair

Event = type[events.CoffeePartnerLeft | events.CoffeeAsked | events.CoffeeSurveyDue]


def announce_pair(work: Work, pair: Pair) -> None:
    """Tell those of a new pair of each other, once. Emits `coffee.matched`."""
    pair.announce(work.now)
    introduce_pair(work, pair)
    store.save_pair(work, pair)


def introduce_pair(work: Work, pair: Pair, joining: str | None = None) -> None:
    """Tell each of a pair whom they meet; `joining` is who makes them three. Emits `coffee.matched`."""
    members, enrolments = store.find_members(work, pair.people), store.find_enrolments(work, pair.people)
    roles = coffee_views.shown_roles(pair, members, enrolments)
    ways = coffee_views.common_ways(enrolments.values())
    for person_id in pair.people:
        if person_id not in members:
            continue
        to, others = members[person_id], _others(pair, person_id, members)
        told = events.coffee_matched(pair, to, others, introduce(to, others), roles)
        joins = joining not in (None, person_id)
        work.emit(events.CoffeeMatched, told | {"ways": ways, "joins": joins}, of=pair)


def tell_of_pair(work: Work, event: Event, pair: Pair, person_id: str) -> None:
    """Tell somebody something of their pair, naming whom they meet. Emits that event."""
    members = store.find_members(work, pair.people)
    if person_id in members:
        others = _others(pair, person_id, members) if pair.state != "over" else []
        work.emit(event, events.coffee_told(pair, members[person_id], others), of=pair)


def _others(pair: Pair, person_id: str, members: dict[str, Member]) -> list[Member]:
    return [members[each] for each in pair.others(person_id) if each in members]
