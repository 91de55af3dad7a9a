"""Says what went wrong and what to do next, on a page of its own; the API says the same its own way."""

from collections.abc import Callable
from traceback import extract_tb

from flask import Flask, current_app, flash, g, make_response, redirect, render_template, request
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from bus import logs
from bus.errors import Conflict, Internal, Invalid, NotFound, Problem, Refused, Unavailable
from services.gateway.accounts.store import DatabaseError
from services.gateway.keeping import keep_if_sent
from services.gateway.sending import REUSED, SentAlready
from services.gateway.settings import GatewaySettings
from services.gateway.surroundings import caused, wait_anew
from services.gateway.uploads import drain

log = logs.get(__name__)

STATUS: dict[type[Problem], int] = {
    NotFound: 404,
    Refused: 403,
    Invalid: 400,
    Conflict: 409,
    Unavailable: 503,
    Internal: 500,
}
RETRY_AFTER_S = "10"
DATABASE_AWAY = "database_away"
PAGES = (400, 403, 404, 405, 409, 413, 429, 500, 503)

Answer = Response | tuple[str, int]
ApiAnswer = Callable[[Exception, int, str], Response]


def install(app: Flask, settings: GatewaySettings) -> None:
    """Answer errors with a page; under /api/ with `extensions["api_failure"](error, status, incident)`."""
    app.register_error_handler(CSRFError, _send_again)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Problem, _problem)
    app.register_error_handler(SentAlready, _sent_already)
    app.register_error_handler(DatabaseError, _database)
    app.register_error_handler(Exception, _anything)
    app.after_request(_say_when)


def _send_again(error: CSRFError) -> Answer:
    if request.path.startswith("/api/"):
        return _http(error)
    flash(_("This page had been open for a long time. What you typed is kept: check it and send it again."))
    return redirect(keep_if_sent(), 303)


def _http(error: HTTPException) -> Answer:
    if error.code is None or error.code < 400:
        return error.get_response()
    if error.code == 413:
        drain()
    response = make_response(_answer(error, error.code))
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After"):
            response.headers[name] = value
    return response


def _problem(problem: Problem) -> Answer:
    incident = (problem.data or {}).get("incident", "") if isinstance(problem, Internal) else ""
    status = next(status for kind, status in STATUS.items() if isinstance(problem, kind))
    if status >= 500:
        log.warning(
            "request.unanswered",
            incident=incident or caused().correlation_id,
            error=problem.code,
            where=request.endpoint,
        )
    return _answer(problem, status, incident)


def _say_when(response: Response) -> Response:
    """Say when to come back on every page that something was away for, also on a form that is shown again."""
    if response.status_code == 503:
        response.headers.setdefault("Retry-After", RETRY_AFTER_S)
    return response


def _sent_already(error: SentAlready) -> Answer:
    return _page(409, REUSED, back=_kept())


def _database(error: DatabaseError) -> Answer:
    return _problem(Unavailable(DATABASE_AWAY))


def _anything(error: Exception) -> Answer:
    incident = caused().correlation_id
    log.error("request.failed", incident=incident, error=type(error).__name__, where=_where(error))
    return _answer(Internal(data={"incident": incident}), 500, incident)


def _answer(error: Exception, status: int, incident: str = "") -> Answer:
    """Show what went wrong; a fault of ours with the number under which it is found, the request's own at least."""
    incident = incident or (caused().correlation_id if status >= 500 else "")
    code = getattr(error, "code", "")
    back = _kept() if status >= 500 and code != DATABASE_AWAY else ""
    g.setdefault("session", None)  # an error page asks nothing more of a database that may be away
    if request.path.startswith("/api/") and "api_failure" in current_app.extensions:
        answer: Response = current_app.extensions["api_failure"](error, status, incident)
        return answer
    return _page(status, code, incident, back)


def _page(status: int, code: str, incident: str = "", back: str = "") -> Answer:
    g.setdefault("kept", None)
    kind = status if status in PAGES else (500 if status >= 500 else 400)
    known = {"status": kind, "incident": incident, "code": code, "back": back}
    return render_template("failures/failure.html", page_name="failures/failure", **known), status


def _kept() -> str:
    """Keep what a form held that could not be carried out; return its page, or nothing where nothing is kept."""
    if request.method != "POST" or request.path.startswith("/api/"):
        return ""
    try:
        wait_anew()
        page = keep_if_sent()
    except (DatabaseError, Problem):
        return ""
    return page if "kept_token" in g else ""


def _where(error: Exception) -> str:
    frame = extract_tb(error.__traceback__)[-1]
    return f"{frame.filename.rpartition('/services/')[2]}:{frame.lineno}"
