"""Turns plain functions into operations: URL, documentation, who may ask, preconditions and problems.

    @applications.command("/applications/<application_id>/submission", Application, seen=VERSION)
    def submit_application(application_id: str) -> Answer:
        \"\"\"Hand your application in.\"\"\"
        return tell(calls.submit_application(application_id, seen_version()))

The function's name in camelCase is its operationId, its docstring its summary and description. An answer with
a `version` carries it as ETag.
"""

from collections.abc import Callable, Sequence
from functools import wraps
from http import HTTPStatus
from typing import Any

from flask import Response, current_app, g
from flask_smorest import Blueprint
from marshmallow import Schema

from services.gateway.api import headers
from services.gateway.api.asking import Answer, find_out_who_asks, signed_in_only
from services.gateway.api.describing import (
    ETAG,
    IDEMPOTENCY_KEY,
    IF_MATCH,
    IF_MATCH_OR_NOTHING,
    OPTIONAL_IDEMPOTENCY_KEY,
    OPTIONAL_IF_MATCH,
    SECURITY,
)
from services.gateway.api.reading import StrictParser
from services.gateway.limits import limits
from services.gateway.security import csrf

View = Callable[..., Answer]
Check = Callable[[], Any]

PEOPLE = "people"
ANYONE = "anyone"

NO_VERSION, VERSION, VERSION_OR_NOTHING, VERSION_IF_ANY = (
    "none",
    "version",
    "version or nothing",
    "version if any",
)
PRECONDITIONS: dict[str, tuple[Check, Sequence[str], Sequence[dict[str, Any]]]] = {
    NO_VERSION: (lambda: None, (), ()),
    VERSION: (headers.seen_version, ("PRECONDITION_FAILED", "PRECONDITION_REQUIRED"), (IF_MATCH,)),
    VERSION_OR_NOTHING: (
        headers.seen_version_or_nothing,
        ("PRECONDITION_FAILED", "PRECONDITION_REQUIRED"),
        IF_MATCH_OR_NOTHING,
    ),
    VERSION_IF_ANY: (headers.seen_version_if_any, ("PRECONDITION_FAILED",), (OPTIONAL_IF_MATCH,)),
}
ALWAYS = ("UNPROCESSABLE_ENTITY", "TOO_MANY_REQUESTS", "INTERNAL_SERVER_ERROR", "SERVICE_UNAVAILABLE")
OF_COMMANDS = ("BAD_REQUEST", "FORBIDDEN", "CONFLICT", "REQUEST_ENTITY_TOO_LARGE", "UNSUPPORTED_MEDIA_TYPE")


class Operations(Blueprint):
    """A group of operations that share a name in the documentation."""

    ARGUMENTS_PARSER = StrictParser()

    def __init__(self, name: str, description: str) -> None:
        super().__init__(name, __name__, description=description)
        csrf.exempt(self)  # a bearer of an API token has no CSRF token; `find_out_who_asks` checks the others
        limits.shared_limit(lambda: current_app.config["API_LIMIT"], scope="api")(self)
        self.before_request(find_out_who_asks)
        self.after_request(_keep_private)

    def question(
        self, rule: str, answer: type[Schema], query: type[Schema] | None = None, to: str = PEOPLE
    ) -> Callable[[View], View]:
        """Make a function answer GET with this schema."""

        def decorate(view: View) -> View:
            asked = self.arguments(query, location="query")(view) if query else view
            self._add(rule, "GET", view, asked, answer, to, _problems(rule, to, ()), ())
            return view

        return decorate

    def command(
        self,
        rule: str,
        answer: type[Schema],
        body: type[Schema] | None = None,
        method: str = "POST",
        seen: str = NO_VERSION,
        status: int = HTTPStatus.OK,
        to: str = PEOPLE,
    ) -> Callable[[View], View]:
        """Make a function change something; `seen` says how it must name the version that the caller saw."""
        check, refusals, conditions = PRECONDITIONS[seen]
        key = IDEMPOTENCY_KEY if method == "POST" else OPTIONAL_IDEMPOTENCY_KEY

        def decorate(view: View) -> View:
            told = self.arguments(body)(view) if body else view
            told = _after(told, headers.command_id, check)
            known = _problems(rule, to, (*OF_COMMANDS, *refusals))
            self._add(rule, method, view, told, answer, to, known, (key, *conditions), status)
            return view

        return decorate

    def _add(
        self,
        rule: str,
        method: str,
        view: View,
        asked: View,
        answer: type[Schema],
        to: str,
        known: Sequence[str],
        parameters: Sequence[dict[str, Any]],
        status: int = HTTPStatus.OK,
    ) -> None:
        """Document the function and route to it."""
        versioned = "version" in answer._declared_fields
        operation = _with_etag(asked) if versioned else asked
        operation = self.response(status, answer, headers={"ETag": ETAG} if versioned else None)(operation)
        for problem in known:
            operation = self.alt_response(HTTPStatus[problem], response=problem)(operation)
        documents: dict[str, Any] = {"operationId": _camel(view.__name__), "security": SECURITY[to]}
        if parameters:
            documents["parameters"] = list(parameters)
        operation = self.doc(**documents)(operation)
        operation = signed_in_only(operation) if to == PEOPLE else operation
        self.route(rule, methods=[method], endpoint=view.__name__)(operation)


def _problems(rule: str, to: str, more: Sequence[str]) -> tuple[str, ...]:
    personal = ("UNAUTHORIZED", "FORBIDDEN") if to == PEOPLE else ("UNAUTHORIZED",)
    absent = ("NOT_FOUND",) if "<" in rule or "/me/" in rule else ()
    return tuple(dict.fromkeys((*ALWAYS, *personal, *absent, *more)))


def _after(view: View, *checks: Check) -> View:
    @wraps(view)
    def checked(*args: Any, **kwargs: Any) -> Answer:
        for check in checks:
            check()
        return view(*args, **kwargs)

    return checked


def _with_etag(view: View) -> Callable[..., tuple[Answer, dict[str, str]]]:
    @wraps(view)
    def tagged(*args: Any, **kwargs: Any) -> tuple[Answer, dict[str, str]]:
        answer = view(*args, **kwargs)
        return answer, {"ETag": f'"{answer["version"]}"'}

    return tagged


def _keep_private(response: Response) -> Response:
    response.vary.update(("Authorization", "Cookie"))
    if g.get("asking_person"):
        response.headers["Cache-Control"] = "private, no-store"
    return response


def _camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(word.capitalize() for word in others)
