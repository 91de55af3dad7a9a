"""Taking part in coffee trials, pausing, leaving, and whom not to meet (clause 43)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bus.actor import Actor
from bus.database import Work
from bus.errors import Conflict, Duplicate
from services.matching import coffee_views, events, policies, store
from services.matching.actions.parting import part_before_told, part_everywhere
from services.matching.actions.rules import keeping_rules
from services.matching.coffee_views import View
from services.matching.errors import NotAMember
from services.matching.model import Member
from services.matching.model.enrolment import Enrolment
from services.matching.model.round import day_after_next_draw, london_day, next_round_on


@keeping_rules
def enrol(work: Work, actor: Actor, ways: Sequence[str], keeps_title: bool) -> View:
    """Ask to take part, for the first time or again.

    Raises `NotAMember`, `already_enrolled`, `Missing`; emits `coffee.awaited` after a round has closed.
    """
    member = _require_member(work, actor)
    known = store.find_enrolment(work, actor.id)
    if known is None:
        known = Enrolment.ask(actor.id, ways, keeps_title, work.now)
        _tell_next_round(work, known, member)
        _add(work, known)
    else:
        known.ask_again(ways, keeps_title, work.now)
        _tell_next_round(work, known, member)
        store.save_enrolment(work, known)
    return _shown(work, known)


@keeping_rules
def change_enrolment(work: Work, actor: Actor, ways: Sequence[str], keeps_title: bool) -> View:
    """Change how one meets. Raises `NoEnrolment`, `not_enrolled`, `Missing`."""
    enrolment = _own(work, actor)
    enrolment.change(ways, keeps_title)
    return _save(work, enrolment)


@keeping_rules
def pause_enrolment(work: Work, actor: Actor, until: date) -> View:
    """Be in no draw before a day, and wait for no other coffee; whom one meets already, one meets.

    Raises `NoEnrolment`, `not_enrolled`, `pause_in_the_past`, `pause_too_long`.
    """
    enrolment = _own(work, actor)
    store.hold_draw(work)
    enrolment.pause(until, london_day(work.now))
    store.forget_waiting(work, actor.id)
    return _save(work, enrolment)


@keeping_rules
def skip_next_round(work: Work, actor: Actor) -> View:
    """Be left out of the next draw, and wait for no other coffee; a longer pause stays.

    Raises `NoEnrolment`, `not_enrolled`.
    """
    enrolment, settings = _own(work, actor), work.settings
    store.hold_draw(work)
    latest = store.find_latest_round(work)
    is_in = latest is not None and enrolment.enrolled_at < latest.closes_at
    until = day_after_next_draw(work.now, settings.coffee_day, settings.coffee_open_days, latest, is_in)
    enrolment.skip(until, london_day(work.now))
    store.forget_waiting(work, actor.id)
    return _save(work, enrolment)


@keeping_rules
def resume_enrolment(work: Work, actor: Actor) -> View:
    """End one's pause. Raises `NoEnrolment`, `not_paused`."""
    enrolment = _own(work, actor)
    enrolment.carry_on()
    return _save(work, enrolment)


@keeping_rules
def leave_coffee(work: Work, actor: Actor) -> View:
    """Take part no more; whoever was to meet one is told. Raises `NoEnrolment`, `not_enrolled`.

    Emits `coffee.partner_left`.
    """
    enrolment = _own(work, actor)
    enrolment.leave()
    part_everywhere(work, actor.id)
    return _save(work, enrolment)


@keeping_rules
def avoid_person(work: Work, actor: Actor, person_id: str) -> View:
    """Never be matched with somebody; they are not told.

    Raises `NoEnrolment`, `NotAMember` when it is nobody, `not_enrolled`, `not_oneself`, `too_many_avoided`.
    """
    enrolment = _own(work, actor)
    if store.find_member(work, person_id) is None:
        raise NotAMember()
    enrolment.avoid(person_id)
    part_before_told(work, actor.id, person_id)
    return _save(work, enrolment)


@keeping_rules
def stop_avoiding(work: Work, actor: Actor, person_id: str) -> View:
    """Be matched with somebody again, if it comes to that. Raises `NoEnrolment`."""
    enrolment = _own(work, actor)
    enrolment.stop_avoiding(person_id)
    return _save(work, enrolment)


def _tell_next_round(work: Work, enrolment: Enrolment, member: Member) -> None:
    """Tell who comes after a round has closed when the next one is."""
    latest = store.find_latest_round(work)
    if latest and not latest.can_be_joined(work.now):
        coming = next_round_on(work.now, work.settings.coffee_day, latest)
        told = {"person_id": member.member_id, "name": member.name}
        work.emit(events.CoffeeAwaited, told | {"opens_on": coming.isoformat() if coming else None}, of=enrolment)


def _require_member(work: Work, actor: Actor) -> Member:
    policies.require(actor.is_person)
    member = store.find_member(work, actor.id)
    if member is None:
        raise NotAMember()
    return member


def _own(work: Work, actor: Actor) -> Enrolment:
    _require_member(work, actor)
    return store.get_enrolment(work, actor.id)


def _add(work: Work, enrolment: Enrolment) -> None:
    try:
        store.add_enrolment(work, enrolment)
    except Duplicate as error:
        raise Conflict("already_enrolled") from error


def _save(work: Work, enrolment: Enrolment) -> View:
    store.save_enrolment(work, enrolment)
    return _shown(work, enrolment)


def _shown(work: Work, enrolment: Enrolment) -> View:
    names = store.find_members(work, enrolment.avoided)
    return coffee_views.enrolment(
        enrolment, {each: member.name for each, member in names.items()}, london_day(work.now)
    )
