"""Importing the founding cohort, one nomination a call; safe to repeat."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

from bus.actor import Actor
from bus.database import Work
from bus.errors import Invalid
from services.directory import events, policies, store
from services.directory.actions.joining import list_member
from services.directory.actions.person import known_or_new
from services.directory.actions.rules import keeping_rules
from services.directory.model import Member, Person, Profile
from services.directory.views import View

LISTED_UNLESS_THEY_CHOOSE = "public"
"""Who is nominated sees and may change this before anyone else sees anything (clause 1)."""


@keeping_rules
def import_nomination(
    work: Work,
    actor: Actor,
    address: str,
    nominating_organisation: str,
    confirmed_on: date | None = None,
    **given: Any,
) -> View:
    """Nominate a person; `confirmed_on` says that they agreed elsewhere, and lists them at once.

    Who is nominated or a member already stays as they are. Raises `Invalid` for a date to come and `NotAChoice`; emits
    `person.nominated` and, when confirmed, `member.joined`.
    """
    policies.require(policies.may_nominate(actor))
    _refuse_the_future(confirmed_on, work.now.date())
    person = known_or_new(work, address)
    present = store.find_member(work, person.person_id)
    if present:
        return _answer(person, "already_member" if present.is_listed else "unchanged")
    chosen = store.lists(work).chosen_for(Profile(), given)
    profile = Profile(visibility=LISTED_UNLESS_THEY_CHOOSE).changed(chosen)
    member = Member(person.person_id, nominating_organisation=nominating_organisation)
    if confirmed_on:
        member.join(profile, _start_of(confirmed_on))
        member.ask_anew(work.now)
        list_member(work, actor, member)
    else:
        member.nominate(profile)
        store.save_member(work, member)
    _tell(work, actor, person, member, address)
    return _answer(person, "created")


def _refuse_the_future(confirmed_on: date | None, today: date) -> None:
    if confirmed_on and confirmed_on > today:
        message = "Give a date that is not in the future."
        raise Invalid(errors=[{"pointer": "/confirmed_on", "code": "out_of_range", "message": message}])


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _tell(work: Work, actor: Actor, person: Person, member: Member, address: str) -> None:
    work.emit(events.PersonNominated, events.person_nominated(member, address), of=person)
    store.save_person(work, person)
    store.record(work, actor, "person.nominated", person.person_id)


def _answer(person: Person, outcome: str) -> View:
    return {"person_id": person.person_id, "outcome": outcome}
