"""Keeps a form that came too late (session or CSRF token expired) or while something was away: nobody types twice.

The fields wait for a day in the database under a random token that only this browser's cookie knows, and come
back when the page is shown again, to the same person when the expired session told who that was. Passwords
are not kept, nor the page's address, which may hold a secret: its digest finds the form again. So does
its `command_id` (`sending`), until something else was done meanwhile: to repeat it then could say what is no longer so.
"""

from datetime import timedelta
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, g, request, url_for
from werkzeug.datastructures import MultiDict

from bus.ids import new_id, new_token
from services.gateway import security, sessions
from services.gateway.accounts import actions, queries
from services.gateway.accounts.model import KeptForm, digest
from services.gateway.sending import command_id, is_carried_out, sent_command_id
from services.gateway.settings import GatewaySettings
from services.gateway.surroundings import read, transact

KEPT_FOR = timedelta(hours=24)
COOKIE = "q_kept"
AUTOSAVE = "/autosave"
"""Where a script sends the draft of the form of a page; what it could not send is the form's."""


def install(app: Flask, settings: GatewaySettings) -> None:
    """Hand the cookie out when a form was kept, and forget the form once its page took it."""

    @app.after_request
    def hand_out(response: Response) -> Response:
        if token := g.pop("kept_token", None):
            response.set_cookie(COOKIE, token, max_age=KEPT_FOR, **security.cookie_options(settings))
        elif request.method == "POST" and response.status_code < 400 and COOKIE in request.cookies:
            _forget()
        return response


def keep_if_sent() -> str:
    """Keep the fields of a form that one of our own pages sent; return the page to come back to."""
    if request.method != "POST":
        return request.full_path.rstrip("?")
    page = _page()
    fields = [(name, value) for name, value in request.form.items(multi=True) if _may_be_kept(name)]
    if fields and security.sent_by_us():
        g.kept_token = _keep(page, fields)
    return page


def kept_form(path: str | None = None) -> MultiDict[str, str] | None:
    """Return the fields kept for the page at `path` (by default this request's), or None.

    Use it on GET to fill the form again: `values=kept_form() or stored`. Reading does not use it up; sending
    does.
    """
    kept = _kept()
    return MultiDict(kept.fields) if kept and kept.page == digest(path or request.path) else None


def form_command_id(action: str) -> str:
    """Return the command_id for a form that is sent to `action`: the one it was sent with before, or a fresh one."""
    path = urlsplit(action).path
    if request.method == "POST":
        return command_id() if path == request.path and not is_carried_out() else new_id()
    kept = _kept()
    return (kept.command_id if kept and kept.sent_to == digest(path) else None) or new_id()


def _kept() -> KeptForm | None:
    """Return the form that this browser's cookie knows, read once a request."""
    if "kept" not in g:
        token = request.cookies.get(COOKIE)
        g.kept = queries.find_kept_form(read(), digest(token), sessions.account_of_request()) if token else None
    found: KeptForm | None = g.kept
    return found


def _keep(page: str, fields: list[tuple[str, str]]) -> str:
    token, account_id = new_token(), sessions.account_of_request()
    unknown = None if is_carried_out() else sent_command_id()
    kept = KeptForm(digest(page), _sent_to(), fields, account_id, unknown)
    transact(lambda work: actions.keep_form(work, digest(token), kept, KEPT_FOR))
    return token


def _may_be_kept(name: str) -> bool:
    return name not in ("csrf_token", "command_id") and "password" not in name


def _forget() -> None:
    token, was_done = request.cookies[COOKIE], is_carried_out()
    transact(lambda work: actions.forget_form(work, digest(token), _sent_to(), was_done))


def _sent_to() -> str:
    """Return by what the form in hand is known that was sent, or its draft."""
    return digest(request.path.removesuffix(AUTOSAVE))


def _page() -> str:
    """Return the form's page: its own address when that can be shown, else the one of ours it was sent from."""
    adapter = current_app.create_url_adapter(request)
    if adapter and adapter.test(method="GET"):
        return request.path
    sender = urlsplit(request.referrer or "")
    is_ours = sender.netloc == request.host and security.is_local_path(sender.path)
    return sender.path if is_ours else url_for("home.show")
