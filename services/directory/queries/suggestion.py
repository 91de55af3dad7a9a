"""Whom a member may want to meet, and why (clauses 31 and 32)."""

from __future__ import annotations

from bus.actor import Actor
from bus.database import Read
from services.directory import policies, reference, store, views
from services.directory.errors import NotAMember
from services.directory.model import FILTERS, Member, Profile, Wish, seen_by, turn_of, wish_of
from services.directory.views import View

MOST = 12
OFFERS = tuple(each.slug for each in reference.OFFERS)
VALUES = {each.name: each.values_of for each in FILTERS}


def list_suggestions(read: Read, actor: Actor, limit: int | None = None) -> View:
    """List a few members whom the caller may want to meet, each with reasons: codes, and the values that they name.

    Whom they know already, or do not want to be shown, is not among them. Raises `NotAMember`, and Unavailable while
    the search of a process is starting.
    """
    policies.require(actor.is_person)
    own = store.find_member(read, actor.id)
    if own is None or not own.is_listed:
        raise NotAMember()
    mine = store.lists(read).recoded(own.profile)
    wish = wish_of(mine, OFFERS)
    found = store.suggest(read, wish, known_to(read, actor.id), min(limit or MOST, MOST), turn_of(actor.id, read.now))
    members = store.list_members(read, found) if found else []
    shown = [_suggestion(read, member, wish) for member in members]
    return {"items": [each for each in shown if each]}


def known_to(read: Read, person_id: str) -> set[str]:
    """Tell who is not to be suggested to a person."""
    apart = {*store.contact_of(read, person_id).blocked, *store.list_blocking(read, person_id)}
    met = store.list_met(read, person_id) | store.list_reported_by(read, person_id)
    return {person_id} | apart | met | store.list_dismissed(read, person_id)


def _suggestion(read: Read, member: Member, wish: Wish) -> View | None:
    seen = seen_by(member, "members")
    if seen is None:
        return None
    reasons = wish.reasons(lambda name: _values(store.lists(read).recoded(seen), name))
    told = [{"code": each.code, "values": list(each.values)} for each in reasons]
    return views.member_card(member.member_id, seen) | {"reasons": told}


def _values(profile: Profile, name: str) -> tuple[str, ...]:
    return VALUES[name](profile)
