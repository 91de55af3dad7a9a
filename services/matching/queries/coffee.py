"""Reading coffee trials: one's own part in them, rounds, and what is certified of a draw."""

from __future__ import annotations

from bus import pages
from bus.actor import Actor
from bus.database import Read
from services.matching import coffee_views, policies, store
from services.matching.coffee_views import View
from services.matching.errors import NoRound, NotAMember
from services.matching.model.pair import Pair
from services.matching.model.round import london_day, next_round_on


def get_my_coffee(read: Read, actor: Actor) -> View:
    """Return how the caller takes part, the round that can be joined or comes next, and their coffees of now.

    Raises `NotAMember`.
    """
    _require_member(read, actor)
    enrolment, latest = store.find_enrolment(read, actor.id), store.find_latest_round(read)
    names = store.find_members(read, enrolment.avoided) if enrolment else {}
    coming = next_round_on(read.now, read.settings.coffee_day, latest)
    shown = {each: member.name for each, member in names.items()}
    pairs = [pair for pair in store.list_live_pairs_of(read, actor.id) if pair.announced_at]
    waits = {each: store.has_asked(read, each, actor.id) for each in store.list_rounds_waited_in(read, actor.id)}
    return {
        "enrolment": coffee_views.enrolment(enrolment, shown, london_day(read.now)) if enrolment else None,
        "round": coffee_views.round_to_join(latest, read.now) if latest and latest.is_gathering else None,
        "next_opens_on": coming.isoformat() if coming else None,
        "pairs": [_shown(read, actor, pair) for pair in pairs],
        "waits": [{"round_id": each, "has_asked": bool(asked)} for each, asked in waits.items()],
    }


def get_pair(read: Read, actor: Actor, pair_id: str) -> View:
    """Return a pair to one who is of it. Raises `NoPair`, `NotAMember`."""
    _require_member(read, actor)
    return _shown(read, actor, store.get_pair(read, pair_id, actor.id))


def list_my_pairs(read: Read, actor: Actor, limit: int | None = None, after: str | None = None) -> View:
    """List the caller's coffees, the latest first, with what they said of them. Raises `NotAMember`."""
    _require_member(read, actor)
    size = pages.take(limit)
    found = store.list_pairs_of(read, actor.id, _place(read, after), size + 1)
    shown = found[:size]
    said = store.surveys_of(read, actor.id, [each.pair_id for each in shown])
    members = {each.member_id: each for each in store.find_many_members(read, _people(shown))}
    items = [coffee_views.pair_row(each, actor.id, members, said.get(each.pair_id)) for each in shown]
    return {"items": items, "next": _token(read, found, size, [each.pair_id for each in found])}


def get_certificate(read: Read, actor: Actor, round_id: str) -> View:
    """Return what is certified of a draw, to everybody in the round and to staff. Raises `NoRound`."""
    one = store.get_round(read, round_id)
    may_run = policies.may_run_rounds(actor, store.roles_of(read, actor))
    if not may_run and not (actor.is_person and store.was_in_round(read, round_id, actor.id)):
        raise NoRound()
    return {"round": coffee_views.round_card(one), "certificate": coffee_views.certificate(one)}


def find_namesakes(read: Read, actor: Actor, name: str) -> View:
    """List the members of a name, for who would rather not meet one of them. Raises `NotAMember`."""
    _require_member(read, actor)
    return {"items": coffee_views.namesakes(store.list_namesakes(read, name))}


def _shown(read: Read, actor: Actor, pair: Pair) -> View:
    members, enrolments = store.find_members(read, pair.people), store.find_enrolments(read, pair.people)
    said = store.find_survey(read, pair.pair_id, actor.id)
    return coffee_views.pair(pair, actor.id, members, enrolments, said)


def _people(pairs: list[Pair]) -> list[str]:
    return sorted({each for pair in pairs for each in pair.people})


def _require_member(read: Read, actor: Actor) -> None:
    policies.require(actor.is_person)
    if store.find_member(read, actor.id) is None:
        raise NotAMember()


def _place(read: Read, after: str | None) -> str:
    return str(pages.decode(read.settings.page_key, after)[0]) if after else ""


def _token(read: Read, found: list[Pair], size: int, ids: list[str]) -> str | None:
    return pages.encode(read.settings.page_key, [ids[size - 1]]) if found[size:] else None
