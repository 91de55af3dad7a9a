"""Describes the API in OpenAPI 3.1: its problems, headers and the two ways of saying who asks."""

from http import HTTPStatus
from typing import Any

from flask import Flask
from flask_smorest import Api

from services.gateway.api.problems import CONTENT_TYPE
from services.gateway.api.schemas.problem import Problem

PREFIX = "/api/v1"
FAIR = "1200 per minute"

DESCRIPTION = """\
Everything that the pages of Q Commons do, for programs.

**Who asks.** Send an API token (made on your account page) as `Authorization: Bearer …`, or use the session
cookie of the pages; with the cookie every change also carries the page's CSRF token as `X-CSRFToken`. What
is public needs neither.

**Changes.** Every POST carries an `Idempotency-Key`, a UUID: a repeat with the same key gets the first
answer. An answer with a `version` carries it as `ETag`; send that as `If-Match` with the next change. If
somebody saved in between, the answer is 412 with `current` (what is there) and `sent` (what you sent);
nothing is overwritten.

**Lists** answer `{"items": […], "next": token}`: send `after=token` for the next page, and `limit` for 1 to
100 items.

**Problems** are documents of RFC 9457 with a stable `code`, `errors` with JSON pointers into what you sent
(a query parameter is `/name`), and an `incident` to tell us about when the fault is ours. A method that a
path does not know is answered 405 with `Allow`. Unknown fields are refused. Fields may be added to answers
at any time.
"""


def _header(name: str, required: bool, description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "header", "required": required, "description": description, "schema": schema}


_UUID = {"type": "string", "format": "uuid"}
_ETAG = {"type": "string", "pattern": '^"[0-9]{1,9}"$'}
_SAW = "The ETag of what you saw."

IDEMPOTENCY_KEY = _header("Idempotency-Key", True, "The same UUID for each repeat of one change.", _UUID)
OPTIONAL_IDEMPOTENCY_KEY = IDEMPOTENCY_KEY | {"required": False}
IF_MATCH = _header("If-Match", True, _SAW, _ETAG)
OPTIONAL_IF_MATCH = _header("If-Match", False, f"{_SAW} Leave it out when there was nothing.", _ETAG)
IF_MATCH_OR_NOTHING = (
    _header("If-Match", False, f"{_SAW} This or If-None-Match must be sent.", _ETAG),
    _header("If-None-Match", False, "`*` when there was nothing yet.", {"type": "string", "const": "*"}),
)
ETAG = {"description": "The version, to be sent as If-Match.", "schema": _ETAG}

PICTURE = {"type": "string", "format": "binary"}
PICTURES: dict[str, Any] = {
    "required": True,
    "description": "A JPEG, PNG or WebP file of at most 8 MB. Its middle is kept, and nothing that was noted in it.",
    "content": {kind: {"schema": PICTURE} for kind in ("image/jpeg", "image/png", "image/webp")},
}

TOKEN = {"token": {"type": "http", "scheme": "bearer", "description": "An API token of a person."}}
COOKIE = {
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": "q_session",
        "description": "The cookie of the pages; changes also need the header X-CSRFToken.",
    }
}
SIGNED_IN: list[dict[str, list[str]]] = [{"token": []}, {"session": []}]
SIGNED_IN_OR_NOT = [{}, *SIGNED_IN]

_RETRY_AFTER = {"Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer"}}}
PROBLEMS: dict[HTTPStatus, tuple[str, dict[str, Any]]] = {
    HTTPStatus.BAD_REQUEST: ("The body is not JSON, or the Idempotency-Key is missing.", {}),
    HTTPStatus.UNAUTHORIZED: (
        "Nobody is signed in, or the token is not known.",
        {"WWW-Authenticate": {"description": "How to say who asks.", "schema": {"type": "string"}}},
    ),
    HTTPStatus.FORBIDDEN: ("You may not do this, or the CSRF token is missing.", {}),
    HTTPStatus.NOT_FOUND: ("It is not there, or not for your eyes.", {}),
    HTTPStatus.METHOD_NOT_ALLOWED: (
        "The path does not know this method.",
        {"Allow": {"description": "The methods that it knows.", "schema": {"type": "string"}}},
    ),
    HTTPStatus.CONFLICT: ("The state forbids it; `current` and `sent` show both texts.", {}),
    HTTPStatus.PRECONDITION_FAILED: ("Somebody saved in between; `current` and `sent` show both texts.", {}),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: ("The body is too large.", {}),
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: ("The body does not say that it is JSON.", {}),
    HTTPStatus.UNPROCESSABLE_ENTITY: ("Not as described; `errors` says field by field what to mend.", {}),
    HTTPStatus.PRECONDITION_REQUIRED: ("If-Match is missing.", {}),
    HTTPStatus.TOO_MANY_REQUESTS: ("Too many requests.", _RETRY_AFTER),
    HTTPStatus.INTERNAL_SERVER_ERROR: ("Our fault; tell us the `incident`.", {}),
    HTTPStatus.SERVICE_UNAVAILABLE: ("A part of us is away; repeating is safe.", _RETRY_AFTER),
}


class DescribedApi(Api):  # type: ignore[misc]
    """flask-smorest's API with problem documents of RFC 9457, which the blueprints answer themselves."""

    DEFAULT_ERROR_RESPONSE_NAME = None

    def __init__(self, app: Flask) -> None:
        app.config.update(API_TITLE="Q Commons", API_VERSION="1", OPENAPI_VERSION="3.1.0", OPENAPI_URL_PREFIX=PREFIX)
        app.config.setdefault("API_LIMIT", FAIR)
        super().__init__(app, spec_kwargs={"info": {"description": DESCRIPTION}, "servers": [{"url": "/"}]})
        for name, scheme in (TOKEN | COOKIE).items():
            self.spec.components.security_scheme(name, scheme)

    def _register_error_handlers(self) -> None:
        """Leave errors outside the API to the pages."""

    def _register_responses(self) -> None:
        for status, (description, sent) in PROBLEMS.items():
            document = {"description": description, "content": {CONTENT_TYPE: {"schema": Problem}}}
            self.spec.components.response(status.name, document | ({"headers": sent} if sent else {}))
