"""Turns plain functions into operations: URL, documentation, who may ask, preconditions and problems.

    @applications.command("/applications/<application_id>/submission", Application, seen=VERSION)
    def submit_application(application_id: str) -> Answer:
        \"\"\"Hand your application in.\"\"\"
        return tell(calls.submit_application(application_id, seen_version()))

The function's name in camelCase is its operationId, its docstring its summary and description. An answer with
a `version` carries it as ETag.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus
from typing import Any

from flask import Response, current_app, g
from flask_smorest import Blueprint
from marshmallow import Schema

from services.gateway.api import describing, headers
from services.gateway.api.asking import Answer, find_out_who_asks, signed_in_only
from services.gateway.api.reading import StrictParser
from services.gateway.limits import limits
from services.gateway.security import csrf

View = Callable[..., Any]
Parameters = Sequence[dict[str, Any]]


@dataclass(frozen=True)
class Audience:
    """Who may ask: how it is checked, how they say who they are, and what they are told otherwise."""

    guard: Callable[[View], View]
    security: Sequence[dict[str, list[str]]]
    problems: tuple[str, ...]


@dataclass(frozen=True)
class Precondition:
    """Which version a change must name, and what its caller is told otherwise."""

    check: Callable[[], Any]
    parameters: Parameters = ()
    problems: tuple[str, ...] = ()


PEOPLE = Audience(signed_in_only, describing.SIGNED_IN, ("UNAUTHORIZED", "FORBIDDEN"))
ANYONE = Audience(lambda view: view, describing.SIGNED_IN_OR_NOT, ("UNAUTHORIZED",))
ANYONE_AT_TIMES = Audience(ANYONE.guard, describing.SIGNED_IN_OR_NOT, ("UNAUTHORIZED", "FORBIDDEN"))

ANY_VERSION = Precondition(lambda: None)
VERSION = Precondition(headers.seen_version, (describing.IF_MATCH,), ("PRECONDITION_FAILED", "PRECONDITION_REQUIRED"))
VERSION_OR_NOTHING = Precondition(
    headers.seen_version_or_nothing,
    describing.IF_MATCH_OR_NOTHING,
    ("PRECONDITION_FAILED", "PRECONDITION_REQUIRED"),
)
VERSION_IF_ANY = Precondition(headers.seen_version_if_any, (describing.OPTIONAL_IF_MATCH,), ("PRECONDITION_FAILED",))

ALWAYS = ("UNPROCESSABLE_ENTITY", "TOO_MANY_REQUESTS", "INTERNAL_SERVER_ERROR", "SERVICE_UNAVAILABLE")
OF_COMMANDS = ("BAD_REQUEST", "FORBIDDEN", "CONFLICT", "REQUEST_ENTITY_TOO_LARGE", "UNSUPPORTED_MEDIA_TYPE")


class Operations(Blueprint):  # type: ignore[misc]
    """A group of operations that share a name in the documentation."""

    ARGUMENTS_PARSER = StrictParser()

    def __init__(self, name: str, description: str) -> None:
        super().__init__(name, __name__, description=description)
        csrf.exempt(self)  # a bearer of an API token has no CSRF token; `find_out_who_asks` checks the others
        limits.shared_limit(lambda: current_app.config["API_LIMIT"], scope="api")(self)
        self.before_request(find_out_who_asks)
        self.after_request(_keep_private)

    def question(
        self, rule: str, answer: type[Schema], query: type[Schema] | None = None, to: Audience = PEOPLE
    ) -> Callable[[View], View]:
        """Make a function answer GET with this schema."""

        def decorate(view: View) -> View:
            operation = self.arguments(query, location="query")(view) if query else view
            self._ask(rule, view, self._answering(operation, answer, HTTPStatus.OK), to)
            return view

        return decorate

    def picture(self, rule: str, to: Audience = PEOPLE) -> Callable[[View], View]:
        """Make a function answer GET with a JPEG."""

        def decorate(view: View) -> View:
            answering = self.response(HTTPStatus.OK, describing.PICTURE, content_type="image/jpeg")(view)
            self._ask(
                rule,
                view,
                self.alt_response(HTTPStatus.NOT_MODIFIED, description="It is as you have it.")(answering),
                to,
            )
            return view

        return decorate

    def command(
        self,
        rule: str,
        answer: type[Schema],
        body: type[Schema] | None = None,
        method: str = "POST",
        file: Mapping[str, Any] | None = None,
        seen: Precondition = ANY_VERSION,
        status: HTTPStatus = HTTPStatus.OK,
        to: Audience = PEOPLE,
    ) -> Callable[[View], View]:
        """Make a function change something; `seen` says how it must name the version that the caller saw.

        `file` describes a body that is no JSON, which the function reads itself.
        """
        key = describing.IDEMPOTENCY_KEY if method == "POST" else describing.OPTIONAL_IDEMPOTENCY_KEY
        problems = (*ALWAYS, *to.problems, *_absence(rule, body), *OF_COMMANDS, *seen.problems)
        described = {"parameters": [key, *seen.parameters]} | ({"requestBody": file} if file else {})

        def decorate(view: View) -> View:
            operation = self.arguments(body)(view) if body else view
            operation = _after(headers.command_id, _after(seen.check, operation))
            operation = self._refusing(self._answering(operation, answer, status), problems)
            name = _camel(view.__name__)
            operation = self.doc(operationId=name, security=to.security, **described)(operation)
            self.route(rule, methods=[method], endpoint=view.__name__)(to.guard(operation))
            return view

        return decorate

    def _ask(self, rule: str, view: View, operation: View, to: Audience) -> None:
        operation = self._refusing(operation, (*ALWAYS, *to.problems, *_absence(rule)))
        operation = self.doc(operationId=_camel(view.__name__), security=to.security)(operation)
        self.route(rule, endpoint=view.__name__)(to.guard(operation))

    def _answering(self, view: View, answer: type[Schema], status: HTTPStatus) -> View:
        is_versioned = "version" in answer._declared_fields
        described = self.response(status, answer, headers={"ETag": describing.ETAG} if is_versioned else None)
        answering: View = described(_with_etag(view) if is_versioned else view)
        return answering

    def _refusing(self, view: View, problems: Sequence[str]) -> View:
        for problem in dict.fromkeys(problems):
            view = self.alt_response(HTTPStatus[problem], response=problem)(view)
        return view


def _absence(rule: str, body: type[Schema] | None = None) -> tuple[str, ...]:
    """Say that something may not be there, where the path or the body names one thing."""
    named = [*rule.split("/"), *(body._declared_fields if body else ())]
    return ("NOT_FOUND",) if any(name == "me" or name.startswith("<") or name.endswith("_id") for name in named) else ()


def _after(check: Callable[[], Any], view: View) -> View:
    @wraps(view)
    def checked(*args: Any, **kwargs: Any) -> Any:
        check()
        return view(*args, **kwargs)

    return checked


def _with_etag(view: View) -> View:
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
