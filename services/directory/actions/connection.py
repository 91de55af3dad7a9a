"""Asking, answering, parting: whatever two members become to each other goes through here (clauses 31 and 32).

Every move holds both persons, so that two moves at once of either of them are one after the other: the number of open
requests, blocks and leaving are read as they are.
"""

from __future__ import annotations

from collections.abc import Callable

from bus.actor import Actor
from bus.database import Work
from bus.errors import Conflict
from services.directory import connection_views, events, store
from services.directory.actions.contact import own_and_listed, own_member
from services.directory.actions.following import follow
from services.directory.actions.rules import keeping_rules
from services.directory.errors import AskedLately, NoConnection
from services.directory.model import MOST_OPEN, Connection, Member
from services.directory.views import View, moment


@keeping_rules
def ask_to_connect(work: Work, actor: Actor, person_id: str, source: str, message: str | None = None) -> View:
    """Ask another member to connect, or accept what they asked.

    Raises `NotAMember`, `NoMember`, `not_yourself`, `already_connected`, `already_asked`, `AskedLately`,
    `blocked_by_you`, `takes_no_requests`, `too_many_requests`; emits `connection.requested` or `connection.made`.
    """
    asker, asked = own_and_listed(work, actor, person_id)
    connection = store.find_connection(work, actor.id, person_id)
    connection = connection or Connection.between(work.new_id(), actor.id, person_id)
    store.hold_persons(work, connection.pair)
    is_answer = connection.waits_for(actor.id)
    require_time(work, connection, actor.id)
    connection.ask(actor.id, message or "", source, work.now)
    _require_free(work, actor.id, person_id, is_answer)
    if is_answer:
        connect(work, connection, asked, asker)
    else:
        told = events.connection_requested(connection, asked, asker)
        work.emit(events.ConnectionRequested, told, of=connection)
        store.save_connection(work, connection)
    store.record(work, actor, "connection.asked", connection.connection_id, other_id=person_id)
    return _view(work, connection, actor)


@keeping_rules
def accept_connection(work: Work, actor: Actor, connection_id: str) -> View:
    """Say yes to who asked; who said so already has done it.

    Raises `NotAMember`, `NoConnection`, `NoMember`, `no_request`; emits `connection.made`.
    """
    connection = _found(work, actor, connection_id)
    accepting, asker = own_and_listed(work, actor, connection.other_than(actor.id))
    store.hold_persons(work, connection.pair)
    if connection.state != "connected":
        connection.accept(actor.id, work.now)
        connect(work, connection, asker, accepting)
        store.record(work, actor, "connection.accepted", connection_id)
    return _view(work, connection, actor)


@keeping_rules
def decline_connection(work: Work, actor: Actor, connection_id: str) -> View:
    """Say no to who asked, who is not told. Raises `NoConnection`, `no_request`."""
    return _move(work, actor, connection_id, Connection.decline, "connection.declined")


@keeping_rules
def withdraw_connection(work: Work, actor: Actor, connection_id: str) -> View:
    """Take one's own request back. Raises `NoConnection`, `no_request`."""
    return _move(work, actor, connection_id, Connection.withdraw, "connection.withdrawn")


@keeping_rules
def end_connection(work: Work, actor: Actor, connection_id: str) -> View:
    """Part from somebody, who is not told; one is asked no more about them. Raises `NoConnection`, `not_connected`."""
    parted = _move(work, actor, connection_id, Connection.end, "connection.ended")
    store.drop_following(work, actor.id, parted["person_id"])
    return parted


def connect(work: Work, connection: Connection, waiting: Member, agreeing: Member) -> None:
    """Save that two people are connected: whatever way they became so ends here. Emits `connection.made`.

    Introductions of the two to each other have come to their end.
    """
    work.emit(events.ConnectionMade, events.connection_made(connection, waiting, agreeing), of=connection)
    store.save_connection(work, connection)
    for introduction in store.list_open_between(work, connection.pair):
        introduction.close(work.now)
        store.save_introduction(work, introduction)
    one, other = connection.pair
    follow(work, ((one, other), (other, one)), work.now)


def part(work: Work, by: str, person_id: str) -> None:
    """Undo whatever there is between somebody and whom they block, also where one of them introduced the other."""
    connection = store.find_connection(work, by, person_id)
    if connection and connection.part(by, work.now):
        store.save_connection(work, connection)
    for introduction in store.list_open_among(work, by, person_id):
        introduction.close(work.now)
        store.save_introduction(work, introduction)


def require_time(work: Work, connection: Connection, by: str) -> None:
    """Raise `AskedLately` with the day from which somebody may ask again, where they do not see that they asked."""
    again_at = connection.again_at(by)
    if again_at and again_at > work.now and not connection.is_sent_by(by, work.now):
        raise AskedLately(data={"again_at": moment(again_at)})


def _require_free(work: Work, by: str, person_id: str, is_answer: bool) -> None:
    own, other = store.contact_of(work, by), store.contact_of(work, person_id)
    if person_id in own.blocked:
        raise Conflict("blocked_by_you")
    if not is_answer and (by in other.blocked or not other.takes_requests):
        raise Conflict("takes_no_requests")
    if not is_answer and store.count_open(work, by) >= MOST_OPEN:
        raise Conflict("too_many_requests")


def _move(work: Work, actor: Actor, connection_id: str, move: Callable[..., None], action: str) -> View:
    connection = _found(work, actor, connection_id)
    own_member(work, actor)
    store.hold_persons(work, connection.pair)
    move(connection, actor.id, work.now)
    store.save_connection(work, connection)
    store.record(work, actor, action, connection_id)
    return _view(work, connection, actor)


def _found(work: Work, actor: Actor, connection_id: str) -> Connection:
    connection = store.find_connection_by_id(work, connection_id)
    if connection is None or actor.id not in connection.pair:
        own_member(work, actor)  # Who is no member hears of that, and not of this.
        raise NoConnection()
    return connection


def _view(work: Work, connection: Connection, actor: Actor) -> View:
    shown = connection_views.standing(connection, actor.id, work.now)
    return {"person_id": connection.other_than(actor.id)} | shown
