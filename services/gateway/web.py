"""What every page starts from: who is asking, how to ask the services, how to show an answer.

A page is written like this:

    blueprint = Blueprint("apply", __name__)

    @blueprint.get("/apply")
    @sign_in_required
    def show() -> str:
        application = asker().ask(calls.get_my_application())
        return render("apply/form.html", values=kept_form() or application, errors={})

    @blueprint.post("/apply")
    @sign_in_required
    def save() -> Page:
        try:
            asker().tell(calls.save_application(read_fields()), command_id())
        except Invalid as error:
            return render("apply/form.html", values=request.form, errors=messages(error)), 422
        flash(_("Your draft is saved."), "success")
        return redirect(url_for("apply.show"), 303)

Errors of `bus.errors` that a page does not catch become the error pages of `failures.py` (404, 403, 409, 503,
500). A form posts to the address of its own page, so that an expired session can bring it back filled
(`keeping.py`). Strings are marked with `_()` (flask_babel.gettext); times go through the filters of
`text.py`.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec

from flask import Flask, abort, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from bus.errors import NotFound, Problem, Unavailable
from services.gateway import calls, sessions
from services.gateway.accounts.model import Session
from services.gateway.keeping import form_command_id, keep_if_sent, kept_form
from services.gateway.security import csrf, is_local_path
from services.gateway.sending import FormAsker, command_id
from services.gateway.settings import GatewaySettings
from services.gateway.surroundings import caused, surroundings
from services.gateway.text import field_message

__all__ = [
    "Page",
    "actor_token",
    "asker",
    "command_id",
    "csrf",
    "current_person",
    "current_session",
    "gateway_asker",
    "is_invited",
    "kept_form",
    "messages",
    "my_roles",
    "onward",
    "render",
    "sign",
    "sign_in_required",
    "staff_only",
    "surroundings",
]

P = ParamSpec("P")
Page = str | Response | tuple[str, int]

ACTOR_TTL_S = 300
ROLES_TIMEOUT_S = 1.0
MOST_REMEMBERED = 10_000
STAFF = {"role": "staff", "region": None}


def install(app: Flask, settings: GatewaySettings) -> None:
    """Give every template the names that `render` lists."""
    app.jinja_env.globals["form_command_id"] = form_command_id
    app.context_processor(_context)


def current_session() -> Session | None:
    """Return the valid session of this request's cookie, read once a request."""
    if "session" not in g:
        g.session = sessions.of_request()
    found: Session | None = g.session
    return found


def current_person() -> str | None:
    """Return the person_id of who is signed in, or None.

    A session whose address is proven but whose person the directory has not registered yet (it was away)
    tries again here, once a request; until that works this is None and every page says so.
    """
    session = current_session()
    if session and not session.person_id and "tried_to_register" not in g:
        g.tried_to_register = True
        g.session = session = sessions.register_person(session, gateway_asker())
    return session.person_id if session else None


def actor_token() -> str | None:
    """Return a freshly signed actor for an RPC call, or None for an anonymous caller."""
    person_id = current_person()
    return sign(person_id) if person_id else None


def sign(person_id: str) -> str:
    """Sign that this person is asking, for five minutes (the API does so for the owner of a token)."""
    token: str = surroundings().host.signer.sign_person(person_id, ttl_s=ACTOR_TTL_S)
    return token


def asker() -> calls.Asker:
    """Ask services for who is signed in, or for nobody."""
    return FormAsker(surroundings().host.client, actor_token(), caused(), surroundings().silences)


def gateway_asker() -> calls.Asker:
    """Ask services as the gateway itself (to register a person)."""
    host = surroundings().host
    return FormAsker(host.client, host.signer.sign_service(), caused(), surroundings().silences)


def sign_in_required(view: Callable[P, Any]) -> Callable[P, Any]:
    """Lead who is not signed in to sign-in and back again; a form sent meanwhile is kept (`kept_form`)."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> Any:
        if current_person():
            return view(*args, **kwargs)
        if current_session():
            raise Unavailable("person_not_registered")
        if request.method == "POST":
            flash(_("You had been signed out. Sign in, and what you typed comes back."))
        return redirect(url_for("sign_in.show", next=keep_if_sent()), 303)

    return guarded


def render(template: str, **context: Any) -> str:
    """Render a page that extends `layout.html`.

    The page says which template it is made from (`data-page`). Every template knows `person_id`, `my_roles()`,
    `csrf_token()`, `form_command_id(action)`, `asset(name)`, `_()`, the filters `day`, `moment` and `number`, and may
    import the macros of `macros/form.html` (`form`, `errors_summary`).
    """
    return render_template(template, page_name=template.removesuffix(".html"), **context)


def onward(page: str) -> str:
    """Return where to go now: the page of this site that the form names as `next`, or the one given."""
    wanted = request.values.get("next", page)
    return wanted if is_local_path(wanted) else page


def my_roles() -> dict[str, Any]:
    """Return `{roles: [{role, region}], is_member: bool}` of who is asking, asked once a request.

    Only to choose what to show: services decide what may be done. Empty for an anonymous caller; while the directory
    is away, what it said last.
    """
    if "roles" not in g:
        g.roles = _ask_roles()
    found: dict[str, Any] = g.roles
    return found


def staff_only() -> None:
    """Refuse, as forbidden, whoever is not of the staff; only to choose what to show, as `my_roles` says."""
    if STAFF not in my_roles()["roles"]:
        abort(403)


def is_invited() -> bool:
    """Tell whether who is asking was nominated and has yet to confirm; no while the directory is away."""
    if not current_person() or my_roles()["is_member"]:
        return False
    try:
        mine = asker().ask_together(ROLES_TIMEOUT_S, mine=calls.get_my_profile())["mine"]
    except NotFound:
        return False
    return bool(mine and mine["status"] == "nominated")


def messages(problem: Problem) -> dict[str, str]:
    """Return the texts of a problem's errors by field name (the first step of each pointer), for forms."""
    found: dict[str, str] = {}
    for error in problem.errors:
        found.setdefault(error["pointer"].strip("/").split("/")[0], field_message(error))
    return found


def _ask_roles() -> dict[str, Any]:
    nobody: dict[str, Any] = {"roles": [], "is_member": False}
    person_id = current_person()
    if not person_id:
        return nobody
    known = surroundings().roles
    if answer := asker().ask_together(ROLES_TIMEOUT_S, roles=calls.get_my_roles())["roles"]:
        known[person_id] = answer
        if len(known) > MOST_REMEMBERED:
            known.pop(next(iter(known)), None)
    return known.get(person_id, nobody)


def _context() -> dict[str, Any]:
    return {
        "person_id": current_person(),
        "waits_for_directory": bool(current_session()) and not current_person(),
        "my_roles": my_roles,
        "has_mailbox": bool(surroundings().settings.mailbox),
    }
