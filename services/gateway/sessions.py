"""Joins the browser's cookie to a session in the database: begin, find, end."""

from datetime import timedelta

from flask import Response, after_this_request, g, request
from flask import session as page_session

from bus.errors import Internal, Unavailable
from bus.ids import new_id
from services.gateway import calls, security
from services.gateway.accounts import actions, queries
from services.gateway.accounts.model import Lifetime, Session, digest
from services.gateway.surroundings import read, surroundings, transact

COOKIE = "q_session"


def of_request() -> Session | None:
    """Return the valid session of this request's cookie; note now and then that it is alive."""
    session = _find()
    now = read().now
    if session is None or session.is_over(now):
        return None
    if session.needs_a_sign_of_life(now):
        transact(lambda work: actions.note_use(work, session.session_id))
    return session


def account_of_request() -> str | None:
    """Return whose session the cookie was, even when it has run out (to give a kept form to nobody else)."""
    session = _find()
    return session.account_id if session else None


def begin(token: str, lifetime: Lifetime) -> None:
    """Give the browser its new session; the one it had ends, and what the page remembered is dropped."""
    if earlier := _find():
        transact(lambda work: actions.end_session(work, earlier.session_id))
    page_session.clear()
    g.pop("session", None)
    _set_cookie(token, lifetime.cookie)


def end() -> None:
    """Sign this browser out, and have it forget what it kept for whoever was signed in."""
    if session := _find():
        transact(lambda work: actions.end_session(work, session.session_id))
    page_session.clear()
    g.session = None
    _set_cookie("", timedelta(0))

    @after_this_request
    def forget(response: Response) -> Response:
        response.headers["Clear-Site-Data"] = '"storage"'
        return response


def register_person(session: Session, asker: calls.Asker) -> Session | None:
    """Ask the directory whose a proven address is; the session stays as it is while that is away.

    None when the account is somebody else's by now: then the session has ended.

    Each time is a command of its own: the answer changes when whoever had the address is erased.
    """
    account = queries.get_account(read(), session.account_id)
    try:
        person = asker.tell(calls.register_person(account.address), new_id(), timeout_s=2.0)
    except (Unavailable, Internal):
        return session
    return transact(lambda work: actions.join_person(work, session.session_id, person["person_id"]))


def _find() -> Session | None:
    token = request.cookies.get(COOKIE)
    return queries.find_session(read(), digest(token)) if token else None


def _set_cookie(token: str, kept_for: timedelta | None) -> None:
    options = security.cookie_options(surroundings().settings)

    @after_this_request
    def set_it(response: Response) -> Response:
        response.set_cookie(COOKIE, token, max_age=kept_for, **options)
        return response
