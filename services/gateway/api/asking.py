"""Finds out who asks the API, and asks the services on their behalf.

An API token speaks for its owner. Without one the session cookie speaks, and because a browser sends cookies
unasked, a change must then also carry the CSRF token (`X-CSRFToken`).
"""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from flask import g, request
from flask_wtf.csrf import CSRFError
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import Unauthorized

from bus.errors import Refused, Unavailable
from services.gateway import calls, web
from services.gateway.accounts import queries
from services.gateway.api.headers import command_id
from services.gateway.security import csrf
from services.gateway.surroundings import caused, read, surroundings

P = ParamSpec("P")
R = TypeVar("R")
Answer = calls.Answer


def find_out_who_asks() -> None:
    """Note the person who asks, or None.

    Raises Unauthorized for a token that is not known, Refused for a missing CSRF token.
    """
    if "Authorization" in request.headers:
        g.asking_person = _owner_of_token()
    else:
        g.asking_person = web.current_person()
        if web.current_session():
            _check_csrf()


def signed_in_only(view: Callable[P, R]) -> Callable[P, R]:
    """Answer a person only; raises Unauthorized for nobody, Unavailable for somebody not registered yet."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        if g.asking_person is None:
            raise Unavailable("person_not_registered") if web.current_session() else _unauthorized()
        return view(*args, **kwargs)

    return guarded


def ask(question: calls.Question) -> Answer:
    """Ask a service for the person who asks."""
    return _asker().ask(question)


def ask_together(questions: Mapping[str, calls.Question]) -> dict[str, Answer | None]:
    """Ask services at once for the person who asks; None for what cannot be had. Raises Unavailable when all is."""
    answers = _asker().ask_together(calls.ASK_TIMEOUT_S, **questions)
    if all(answer is None for answer in answers.values()):
        raise Unavailable("no_answer")
    return answers


def tell(command: calls.Command) -> Answer:
    """Have a service carry out a command once for each Idempotency-Key."""
    return _asker().tell(command, command_id())


def _asker() -> calls.Asker:
    actor = web.sign(g.asking_person) if g.asking_person else None
    return calls.Asker(surroundings().host.client, actor, caused(), surroundings().silences)


def _owner_of_token() -> str:
    scheme, _space, token = request.headers["Authorization"].partition(" ")
    if scheme.casefold() == "bearer" and token:
        owner = queries.find_token_owner(read(), token.strip())
        if owner:
            return owner
    raise _unauthorized(error="invalid_token")


def _unauthorized(**parameters: Any) -> Unauthorized:
    challenge = WWWAuthenticate("bearer", {"realm": "Q Commons", **parameters})
    return Unauthorized("Send an API token of yours as a bearer token.", www_authenticate=challenge)


def _check_csrf() -> None:
    try:
        csrf.protect()
    except CSRFError as error:
        raise Refused("csrf_failed") from error
