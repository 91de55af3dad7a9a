"""Lets members keep their entry current, and nominated people confirm theirs first (Clauses 1, 9 and 28)."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _

from bus.errors import Conflict, Internal, Invalid, NotFound, Unavailable
from services.gateway import calls
from services.gateway.pages.choices import choices
from services.gateway.pages.fields import ENTRY, PERSON, Values, compared, explained, typed
from services.gateway.pages.rows import LEVELS, PARTS
from services.gateway.pages.steps import steps_of
from services.gateway.web import Page, asker, command_id, kept_form, my_roles, render, sign_in_required

blueprint = Blueprint("profile", __name__)

Entry = dict[str, Any]

FORMS = {"profile/form.html": ENTRY, "profile/confirm.html": PERSON}
"""What each form asks: who confirms is asked no more than an applicant."""


@blueprint.get("/profile")
@sign_in_required
def show() -> Page:
    """Show my entry to change; who has none is led to what they can do."""
    entry = _mine()
    if entry.get("status") != "member":
        return redirect(url_for("profile.welcome"))
    return _again("profile/form.html") or _form("profile/form.html", entry, entry)


@blueprint.post("/profile")
@sign_in_required
def save() -> Page:
    """Keep my entry as typed."""
    return _take("profile/form.html", calls.update_profile, _("Your entry is saved."), "profile.show")


@blueprint.get("/welcome")
@sign_in_required
def welcome() -> Page:
    """Show a nominated person what will be seen of them, and a member where to go next."""
    entry = _mine()
    if entry.get("status") == "nominated":
        return _again("profile/confirm.html") or _form("profile/confirm.html", entry, entry)
    if entry.get("status") == "member":
        return render("profile/welcome.html", entry=entry, steps=steps_of(entry))
    return redirect(url_for("apply.join"))


@blueprint.post("/welcome")
@sign_in_required
def confirm() -> Page:
    """List a nominated person as they want to be seen."""
    done = _("You are a member. This is the way on.")
    return _take("profile/confirm.html", calls.confirm_membership, done, "profile.welcome")


@blueprint.post("/welcome/steps/<step>")
@sign_in_required
def settle(step: str) -> Page:
    """Take a first step off my list: it is done, or I do not want it."""
    asker().tell(calls.settle_step(step), command_id())
    return redirect(url_for("profile.welcome"), 303)


@blueprint.get("/profile/preview/<any(public, members):audience>")
@sign_in_required
def preview(audience: str) -> Page:
    """Show my entry as everyone, or other members, see it."""
    try:
        seen: Entry = asker().ask(calls.preview_profile(audience))
    except NotFound as error:
        if error.code != "no_member":
            return redirect(url_for("profile.welcome"))
        seen = {}
    return render("profile/preview.html", member=seen, audience=audience, choices=choices())


@blueprint.get("/profile/leave")
@sign_in_required
def leave() -> Page:
    """Say what happens to somebody who leaves, with the button that does it."""
    entry = _mine()
    if entry.get("status") != "member":
        return redirect(url_for("profile.welcome"))
    panels = [role for role in my_roles()["roles"] if role["region"]]
    return render("profile/leave.html", entry=entry, panels=panels)


@blueprint.post("/profile/leave")
@sign_in_required
def left() -> Page:
    """Leave; when the entry was changed meanwhile, show again what happens."""
    try:
        asker().tell(calls.leave_community(request.form.get("version", 0, type=int)), command_id())
    except NotFound:
        pass  # They have left already: the button was pressed twice.
    except Conflict as conflict:
        if conflict.code != "version_conflict":
            raise
        flash(_("Your entry was changed somewhere else in the meantime. Press the button again if you want to leave."))
        return redirect(url_for("profile.leave"), 303)
    flash(_("You have left. Thank you for having been here."), "success")
    return redirect(url_for("home.show"), 303)


def _mine() -> Entry:
    try:
        return asker().ask(calls.get_my_profile())
    except NotFound:
        return {}


def _again(template: str) -> str | None:
    """Show the form as it was when the session had expired, with the version that it was begun from."""
    kept = kept_form()
    return _form(template, kept, typed(kept, FORMS[template])) if kept else None


def _take(template: str, change: Callable[[int, Values], calls.Command], done: str, then: str) -> Page:
    """Send the form; whatever goes wrong, show it again with what was typed."""
    names = FORMS[template]
    values = typed(request.form, names)
    key = {"version": request.form.get("version", 0, type=int)}
    try:
        asker().tell(change(key["version"], values), command_id())
    except Invalid as error:
        return _form(template, key, values, errors=explained(error)), 422
    except Conflict:
        theirs = _mine()
        if differences := compared(values, theirs, names, choices()):
            return _form(template, theirs, values, differences=differences), 409
    except (Unavailable, Internal):
        return _form(template, key, values, away=True), 503
    flash(done, "success")
    return redirect(url_for(then), 303)


def _form(template: str, key: Mapping[str, Any], values: Values, **context: Any) -> str:
    return render(template, key=key, values=values, choices=choices(), parts=PARTS, levels=LEVELS, **context)
