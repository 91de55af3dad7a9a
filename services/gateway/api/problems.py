"""Says what went wrong in the form of RFC 9457: a stable code for programs, no sentence of an exception."""

from http import HTTPStatus
from typing import Any

from flask import Response, json, request, url_for
from werkzeug.exceptions import HTTPException

from bus.errors import Conflict, Invalid, Problem, Unavailable

CONTENT_TYPE = "application/problem+json"
RETRY_AFTER_S = 5
OF_THE_BODY = ("Content-Type", "Content-Length")


def answer(error: Exception, status: int, incident: str) -> Response:
    """Answer an error under `/api/` with a problem document (`failures.py` calls this)."""
    if isinstance(error, HTTPException):
        return _of_http(error, HTTPStatus(status))
    if isinstance(error, Problem):
        return _of_problem(error, HTTPStatus(status), incident)
    return _document(HTTPStatus(status), "internal", incident=incident)


def _of_http(error: HTTPException, status: HTTPStatus) -> Response:
    """Answer what HTTP itself forbids, with its headers such as Allow, Retry-After and WWW-Authenticate."""
    leads_nowhere = status is HTTPStatus.NOT_FOUND and request.url_rule is None
    described = url_for("api-docs.openapi_json") if leads_nowhere else ""
    detail = f"No operation has this path; {described} describes those that there are." if described else None
    response = _document(status, status.name.lower(), detail=detail or error.description)
    response.headers.extend((name, value) for name, value in error.get_headers() if name not in OF_THE_BODY)
    if described:
        response.headers["Link"] = f'<{described}>; rel="service-desc"'
    return response


def _of_problem(problem: Problem, status: HTTPStatus, incident: str) -> Response:
    """Answer what a service said; a version that has moved on shows what is there and what was sent."""
    if isinstance(problem, Conflict):
        sent = request.get_json(silent=True)
        return _document(_of_conflict(problem, status), problem.code, current=problem.data, sent=sent)
    if isinstance(problem, Invalid):
        return _document(HTTPStatus.UNPROCESSABLE_ENTITY, problem.code, errors=problem.errors)
    response = _document(status, problem.code, incident=incident or None)
    if isinstance(problem, Unavailable):
        response.headers["Retry-After"] = str(RETRY_AFTER_S)
    return response


def _of_conflict(problem: Conflict, status: HTTPStatus) -> HTTPStatus:
    named_a_version = "If-Match" in request.headers or "If-None-Match" in request.headers
    overtaken = problem.code == "version_conflict" and named_a_version
    return HTTPStatus.PRECONDITION_FAILED if overtaken else status


def _document(status: HTTPStatus, code: str, **more: Any) -> Response:
    document = {
        "type": f"urn:q-commons:problem:{code}",
        "title": status.phrase,
        "status": status,
        "code": code,
        **{name: value for name, value in more.items() if value is not None},
    }
    return Response(json.dumps(document), status, content_type=CONTENT_TYPE)
