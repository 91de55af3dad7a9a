"""A member's photograph: set, hidden and removed by its member, shown to whoever may see it (Clauses 1 and 9)."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid5

from flask import Blueprint, Response, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import RequestEntityTooLarge

from bus.errors import Internal, Invalid, NotFound, Unavailable
from services.gateway import calls, uploads
from services.gateway.limits import count_photograph
from services.gateway.pages.photograph_words import explained
from services.gateway.pages.rows import LEVELS
from services.gateway.photographs.pictures import as_response
from services.gateway.photographs.taking import take
from services.gateway.web import Page, asker, command_id, current_person, kept_form, render, sign_in_required

blueprint = Blueprint("photograph", __name__)

Entry = dict[str, Any]
NO_ERRORS: Mapping[str, str] = {}


@blueprint.get("/profile/photograph")
@sign_in_required
def show() -> Page:
    """Show my photograph, with the form to set another."""
    entry = _mine()
    return _page(entry, kept_form() or {}) if entry else redirect(url_for("profile.welcome"))


@blueprint.post("/profile/photograph")
@sign_in_required
def save() -> Page:
    """Take a photograph, or only who sees the one that is there."""
    count_photograph(str(current_person()))
    entry = _mine()
    if not entry:
        return redirect(url_for("profile.welcome"), 303)
    data, shown_to = _sent(), request.form.get("shown_to", "")
    shown_to = shown_to if shown_to in LEVELS else "public"
    try:
        _keep(entry, data, shown_to)
    except Invalid as error:
        return _page(entry, request.form, explained(error)), 422
    except (Unavailable, Internal):
        return _page(entry, request.form, away=True), 503
    flash(_("Your photograph is saved.") if data else _("It is saved who sees your photograph."), "success")
    return redirect(url_for("photograph.show"), 303)


@blueprint.post("/profile/photograph/remove")
@sign_in_required
def remove() -> Page:
    """Forget my photograph."""
    try:
        asker().tell(calls.remove_photograph(), command_id())
    except NotFound:
        return redirect(url_for("profile.welcome"), 303)
    flash(_("Your photograph is removed."), "success")
    return redirect(url_for("photograph.show"), 303)


@blueprint.get("/members/<member_id>/photograph/<version>")
def picture(member_id: str, version: str) -> Response:
    """Send a member's photograph to who may see it with the entry; anybody else learns nothing."""
    size = "small" if request.args.get("size") == "small" else "large"
    return as_response(lambda known: asker().ask(calls.get_photograph(member_id, size, known)), size)


@blueprint.errorhandler(RequestEntityTooLarge)
def too_large(error: RequestEntityTooLarge) -> Page:
    """Say so beside the form, once the browser has sent all of it."""
    uploads.drain()
    entry = _mine() if current_person() else {}
    if not entry:
        return redirect(url_for("photograph.show"), 303)
    return _page(entry, {}, {"photograph": _("Choose a file of at most 8 MB.")}), 413


def _mine() -> Entry:
    """Return my entry when I am listed, else nothing."""
    try:
        entry = asker().ask(calls.get_my_profile())
    except NotFound:
        return {}
    return entry if entry["status"] == "member" else {}


def _sent() -> bytes:
    file = request.files.get("photograph")
    return file.read() if file else b""


def _keep(entry: Entry, data: bytes, shown_to: str) -> None:
    """Send one command for one press of the button and one file. Raises Invalid when there is none to show."""
    one_press = UUID(command_id())
    if data:
        key = str(uuid5(one_press, sha256(data).hexdigest() + shown_to))
        asker().tell(calls.set_photograph(**take(data), shown_to=shown_to), key)
    elif entry["photograph"]:
        asker().tell(calls.show_photograph(shown_to), str(uuid5(one_press, shown_to)))
    else:
        raise Invalid("photograph_missing", [{"pointer": "/photograph", "code": "photograph_missing", "message": ""}])


def _page(entry: Entry, typed: Mapping[str, str], errors: Mapping[str, str] = NO_ERRORS, **context: Any) -> str:
    values = {"shown_to": typed.get("shown_to") or entry["shown_to"].get("photograph", "public")}
    return render("profile/photograph.html", entry=entry, values=values, errors=errors, levels=LEVELS, **context)
