"""Introducing two of one's own connections to each other (clause 40)."""

from __future__ import annotations

from bus.actor import Actor
from bus.database import Work
from bus.errors import Conflict
from services.directory import events, model, store
from services.directory.actions.connection import connect
from services.directory.actions.contact import listed, own_member
from services.directory.actions.rules import keeping_rules
from services.directory.errors import NoIntroduction
from services.directory.model import MOST_INTRODUCTIONS, Connection, Introduction, keep_apart
from services.directory.views import View


@keeping_rules
def introduce_people(work: Work, actor: Actor, person_id: str, other_person_id: str, words: str) -> View:
    """Introduce two of one's own connections, who are both asked.

    Raises `NotAMember`, `NoMember`, `not_yourself`, `Missing`, `not_your_connections`, `cannot_be_introduced` (which
    does not say why), `too_many_introductions`; emits `connection.introduced`.
    """
    by, people = own_member(work, actor), (listed(work, person_id), listed(work, other_person_id))
    introduction = Introduction.begin(work.new_id(), actor.id, (person_id, other_person_id), words, work.now)
    store.hold_persons(work, (*introduction.pair, actor.id))
    _require_own(work, actor.id, introduction.pair)
    if not _are_free(work, introduction.pair):
        raise Conflict("cannot_be_introduced")
    if store.count_open_introductions(work, actor.id) >= MOST_INTRODUCTIONS:
        raise Conflict("too_many_introductions")
    told = events.connection_introduced(introduction, people, by)
    work.emit(events.ConnectionIntroduced, told, of=introduction)
    store.add_introduction(work, introduction)
    store.record(work, actor, "connection.introduced", introduction.introduction_id)
    return {"introduction_id": introduction.introduction_id, "person_id": person_id, "other_person_id": other_person_id}


@keeping_rules
def agree_to_introduction(work: Work, actor: Actor, introduction_id: str) -> View:
    """Say yes; when both have, they are connected.

    Raises `NotAMember`, `NoIntroduction`, `NoMember`, `not_introduced`; emits `connection.made`.
    """
    introduction = _own(work, actor, introduction_id)
    are_both = introduction.agree(actor.id, work.now)
    store.save_introduction(work, introduction)
    if are_both:
        _connect(work, introduction, actor.id)
    store.record(work, actor, "connection.introduction_agreed", introduction_id)
    return {"introduction_id": introduction_id, "is_connected": are_both}


@keeping_rules
def decline_introduction(work: Work, actor: Actor, introduction_id: str) -> View:
    """Say no; nobody is told. Raises `NotAMember`, `NoIntroduction`, `not_introduced`."""
    introduction = _own(work, actor, introduction_id)
    introduction.decline(actor.id, work.now)
    store.save_introduction(work, introduction)
    store.record(work, actor, "connection.introduction_declined", introduction_id)
    return {"introduction_id": introduction_id, "is_connected": False}


def _connect(work: Work, introduction: Introduction, agreeing_id: str) -> None:
    one, other = introduction.pair
    waiting, agreeing = listed(work, introduction.other_than(agreeing_id)), listed(work, agreeing_id)
    connection = store.find_connection(work, one, other) or Connection.between(work.new_id(), one, other)
    connection.introduce(introduction.by, "elsewhere", work.now)
    connect(work, connection, waiting, agreeing)


def _own(work: Work, actor: Actor, introduction_id: str) -> Introduction:
    own_member(work, actor)
    introduction = store.find_introduction(work, introduction_id)
    if introduction is None or actor.id not in introduction.pair:
        raise NoIntroduction()
    store.hold_persons(work, introduction.pair)
    return introduction


def _require_own(work: Work, by: str, pair: tuple[str, str]) -> None:
    for person_id in pair:
        connection = store.find_connection(work, by, person_id)
        if connection is None or connection.state != "connected":
            raise Conflict("not_your_connections")


def _are_free(work: Work, pair: tuple[str, str]) -> bool:
    """Say whether two people may be asked to know each other; nobody learns which of the reasons it is."""
    one, other = (store.contact_of(work, person_id) for person_id in pair)
    between = store.find_connection(work, *pair)
    is_no = between is not None and between.state in ("connected", "declined")
    is_asked = bool(store.list_open_between(work, model.pair_of(*pair)))
    return not (keep_apart(one, other) or is_no or is_asked) and one.takes_requests and other.takes_requests
