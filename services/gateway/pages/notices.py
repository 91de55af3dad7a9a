"""Shows what happened that concerns me, in sentences, and lets me choose what is also mailed."""

from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _

from bus.ids import new_id
from services.gateway import calls
from services.gateway.pages.choices import choices
from services.gateway.pages.sentences import KINDS, told
from services.gateway.web import Page, asker, command_id, render, sign_in_required

blueprint = Blueprint("notices", __name__)


@blueprint.get("/notices")
@sign_in_required
def show() -> str:
    """List my notices, newest first; only the first page knows up to when all can be marked as read."""
    after = request.args.get("after")
    page = asker().ask(calls.list_notices(after=after))
    notices = [notice | {"told": told(notice, choices())} for notice in page["items"]]
    unread = not after and any(not notice["read_at"] for notice in notices)
    return render("notices/list.html", notices=notices, next=page["next"], unread=unread)


@blueprint.post("/notices")
@sign_in_required
def mark_read() -> Page:
    """Mark as read all that the page showed."""
    asker().tell(calls.mark_notices_read(request.form["until"]), command_id())
    flash(_("All your notices are marked as read."), "success")
    return redirect(url_for("notices.show"), 303)


@blueprint.get("/notices/settings")
@sign_in_required
def settings() -> str:
    """Show which kinds are also mailed, and why some always are."""
    return render("notices/settings.html", preferences=_preferences(), kinds=KINDS)


@blueprint.post("/notices/settings")
@sign_in_required
def save_settings() -> Page:
    """Keep the choices that changed."""
    wanted = set(request.form.getlist("mail"))
    for preference in _preferences():
        mail = preference["kind"] in wanted
        if not preference["locked"] and mail != preference["mail"]:
            asker().tell(calls.set_preference(preference["kind"], mail), new_id())
    flash(_("Your choices are saved."), "success")
    return redirect(url_for("notices.settings"), 303)


def _preferences() -> list[dict[str, Any]]:
    preferences: list[dict[str, Any]] = asker().ask(calls.get_preferences())["kinds"]
    return preferences
