"""Whom a member may want to meet, and why (clauses 31 and 32)."""

from __future__ import annotations

from bus.actor import Actor
from bus.database import Read
from services.directory import policies, reference, store, views
from services.directory.errors import NotAMember
from services.directory.model import FILTERS, Lists, Member, Wish, seen_by, turn_of, wish_of
from services.directory.views import View

MOST = 12
LOOKED_AT = 60
"""Of the best: whoever cannot be asked makes place for the next."""
OFFERS = tuple(each.slug for each in reference.OFFERS)
VALUES = {each.name: each.values_of for each in FILTERS}


def list_suggestions(read: Read, actor: Actor, limit: int | None = None) -> View:
    """List a few members whom the caller may want to meet, each with reasons: codes, and the values that they name.

    Whom they know already, do not want to be shown, or cannot ask is not among them. Raises `NotAMember`, and
    Unavailable while the search of a process is starting.
    """
    policies.require(actor.is_person)
    own = store.find_member(read, actor.id)
    if own is None or not own.is_listed:
        raise NotAMember()
    named = store.lists(read)
    wish = wish_of(named.recoded(own.profile), OFFERS)
    found = _askable(read, actor.id, wish)[: min(limit or MOST, MOST)]
    members = store.list_members(read, found) if found else []
    shown = [_suggestion(member, wish, named) for member in members]
    return {"items": [each for each in shown if each]}


def _askable(read: Read, person_id: str, wish: Wish) -> list[str]:
    """Find the best of those whom a person does not know and who let them ask."""
    without, turn = _known_to(read, person_id), turn_of(person_id, read.now)
    best = store.suggest(read, wish, without, LOOKED_AT, turn)
    closed = store.list_closed_to(read, person_id, best) if best else set()
    return [each for each in best if each not in closed]


def _known_to(read: Read, person_id: str) -> set[str]:
    """Tell whom a person knows, or does not want to be shown."""
    met = store.list_met(read, person_id) | store.list_reported_by(read, person_id)
    return {person_id, *store.contact_of(read, person_id).blocked} | met | store.list_dismissed(read, person_id)


def _suggestion(member: Member, wish: Wish, named: Lists) -> View | None:
    seen = seen_by(member, "members")
    if seen is None:
        return None
    present = named.recoded(seen)
    reasons = wish.reasons(lambda name: VALUES[name](present))
    told = [{"code": each.code, "values": list(each.values)} for each in reasons]
    return views.member_card(member.member_id, seen) | {"reasons": told}
